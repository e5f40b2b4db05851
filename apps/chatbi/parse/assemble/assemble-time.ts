import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, TimeRange } from '../../query/query.ts'
import type { TimeExpression } from '../../time/time-expression.ts'
import { timeFieldOf } from './time-field-of.ts'
import { applyGrain, applyPart } from './assemble-grain.ts'
import { applyCountedPeriods } from './assemble-counted-periods.ts'
import { applyRecurring, assumeVague } from './apply-recurring.ts'
import type { Parts } from '../collect.ts'
import { addFilter, addMeasure, datasetsOfDraft, isGrouped, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { defaultTimeOf } from '../default-time.ts'
import { countedThing } from './assemble-condition.ts'
import { eventsOfConditions } from './assemble-count.ts'
import { countRows } from '../count-measure.ts'
import { measureCompared } from './compared-way.ts'
import { eventOf } from './event-of.ts'
import { beginAndEnd } from '../rules/begin-and-end.ts'
import { addYears } from './add-years.ts'
import { isNumeric, isQuantity, isTime, refOf } from '../model-view.ts'
import { totalOf } from '../total-of.ts'

/** Words that ask for the course of time, whose grain is only what suits. */
export const isTrend = (text: string): boolean => /trend|over time|趋势|走势|变化|走向/i.test(text)

/** Restricts, groups and compares by the times of the question, on the field that keeps each. */
export const applyTimes = (draft: Draft, parts: Parts): void => {
  measureCompared(draft, parts)
  const hasGrain = parts.times.some(node => node.expression.grain && !isTrend(node.text))
  for (const node of withWeekdaysTogether(parts.times)) {
    // "monthly trend": the grain that was said, not the one that would suit
    const isSpare = hasGrain && isTrend(node.text)
    const said = isSpare ? withoutGrain(node.expression) : node.expression
    const joined = parts.times.some(time => time.expression.grain) ? asOnePeriod(said) : said
    const expression = isOneOfAll(draft, parts, joined) ? withoutGrain(joined) : joined
    if (expression.range && node.isAbsent && applyAbsentThen(draft, parts, expression.range)) continue
    if (expression.range && applyToAbsent(draft, parts, expression.range)) {
      // 8月和9月都没有: in neither of them
      if (expression.compareTo) applyToAbsent(draft, parts, expression.compareTo)
      continue
    }
    const used = [
      expression.range === undefined || applyRange(draft, parts, { ...node, expression }),
      expression.grain === undefined ||
        (expression.counts && applyCountedPeriods(draft, parts, expression.grain)) ||
        // listed, they are not counted
        (applyGrain(draft, parts, { ...node, expression }) && !expression.counts),
      expression.shift === undefined || applyShift(draft, parts, expression.shift),
      applyRecurring(draft, expression, draft.time?.field ?? timeFieldOf(draft, parts)),
      expression.listed === undefined || applyListed(draft, parts, expression.listed),
      expression.part === undefined || applyPart(draft, parts, expression.part),
    ]
    if (expression.compareTo) draft.compareTo = expression.compareTo
    if (used.includes(false) || saysNothing(expression)) draft.unused.push(node)
  }
  assumeVague(draft, parts.times)
  if (draft.compareTo && !draft.time) draft.compareTo = undefined
  // "usage in Q1 and Q4": what is compared is added up
  const quantities = parts.outputs.filter(output => isQuantity(output.field))
  if (draft.compareTo && draft.measures.length === 0 && quantities.length > 0) {
    draft.columns = []
    for (const node of quantities) addMeasure(draft, totalOf(node))
  } else countCompared(draft, parts)
}

/** 比前一个周一 where no period is said that it is before. */
const saysNothing = ({ from: _, to: __, text: ___, ...meant }: TimeExpression): boolean =>
  Object.values(meant).every(part => part === undefined)

/** "Mondays vs Fridays": no row is on both; the days are the groups. */
const withWeekdaysTogether = (times: Parts['times']): Parts['times'] => {
  const isOfDays = ({ expression }: Parts['times'][number]): boolean =>
    expression.weekdays !== undefined && !expression.range
  const [first, ...others] = times.filter(isOfDays)
  if (!first || others.length === 0) return times
  const weekdays = [...new Set([first, ...others].flatMap(({ expression }) => expression.weekdays ?? []))]
  const together: Parts['times'][number] = {
    ...first,
    expression: { ...first.expression, weekdays: weekdays.toSorted((a, b) => a - b), part: 'day-of-week' },
  }
  return times.flatMap(time => (time === first ? [together] : others.includes(time) ? [] : [time]))
}

/** "which line scrapped most in July, August and September": of all of them, not in each. */
const isOneOfAll = (draft: Draft, parts: Parts, expression: TimeExpression): boolean =>
  expression.isEach === true &&
  (draft.limit !== undefined || parts.superlatives.length > 0 || draft.having.length > 0)

/** "on 2, 9 and 16 November": rows of these days, none of those between them. */
const applyListed = (draft: Draft, parts: Parts, listed: readonly TimeRange[]): boolean => {
  const field = draft.time?.field ?? timeFieldOf(draft, parts)
  if (!field) return false
  addFilter(draft, {
    kind: 'or',
    conditions: listed.map(range => ({ kind: 'and', conditions: boundsOf(field, range) })),
  })
  return true
}

/** "NOK inspections in May against April", "cracks in May against April": rows of two periods are told by how many there are. */
const countCompared = (draft: Draft, parts: Parts): void => {
  const dataset = draft.time?.field.dataset
  const isNamed = parts.heads.some(one => one.dataset.name === dataset)
  // one thing by its name is no event
  const isThing = parts.conditions.some(({ refs }) =>
    refs.some(ref => ref.dataset === dataset && draft.view.field(ref)?.isName === true),
  )
  const isOfEvents = !isThing && eventsOfConditions(draft, parts) === dataset
  const isOfRows = (isNamed || isOfEvents) && parts.outputs.length === 0
  if (!draft.compareTo || !dataset || !isOfRows || isGrouped(draft) || parts.isWhich) return
  draft.columns = []
  draft.root = undefined
  addMeasure(draft, countRows(dataset, draft.view))
}

/** "lines without stops yesterday": the period is that of the stops that are missing. */
const applyToAbsent = (draft: Draft, parts: Parts, range: TimeRange): boolean => {
  const counted = countedThing(parts)
  const isMissing = draft.filters.some(filter => filter.kind === 'related' && filter.negated === true)
  if (parts.measures.length > 0 && (counted === undefined || !isMissing)) return false
  const absent = parts.absents[0]?.dataset
  const field = absent && defaultTimeOf(absent)
  if (!absent || !field) return applyToMissing(draft, parts, range)
  const ref = refOf(absent, field)
  draft.filters = draft.filters.map(filter =>
    filter.kind === 'related' && filter.dataset === absent.name
      ? { ...filter, filters: orWithin(filter.filters, ref, range) }
      : filter,
  )
  return true
}

/** Within the period, or within the one that is said already: "neither in August nor in September". */
const orWithin = (filters: readonly Condition[], ref: FieldRef, range: TimeRange): readonly Condition[] => {
  const bounds = boundsOf(ref, range)
  const isPeriod = (filter: Condition): boolean =>
    fieldsOfCondition(filter).length > 0 && fieldsOfCondition(filter).every(one => sameRef(one, ref))
  const said = filters.filter(isPeriod)
  if (said.length === 0) return [...filters, ...bounds]
  const either: Condition = {
    kind: 'or',
    conditions: [
      { kind: 'and', conditions: said },
      { kind: 'and', conditions: bounds },
    ],
  }
  return [...filters.filter(filter => !isPeriod(filter)), either]
}

/** 上周没有因为卡屑停过的设备: of rows between what is listed and the value that none of them has. */
const applyToMissing = (draft: Draft, parts: Parts, range: TimeRange): boolean => {
  const missing = draft.filters.find(filter => filter.kind === 'related' && filter.negated === true)
  const event = missing && eventOf(draft, parts)
  const field = event && defaultTimeOf(event)
  if (!event || !field || missing?.kind !== 'related') return false
  const bounds = boundsOf(refOf(event, field), range)
  draft.filters = draft.filters.map(filter =>
    filter === missing
      ? { ...missing, dataset: event.name, filters: [...missing.filters, ...bounds] }
      : filter,
  )
  return true
}

/** "a tool breakage in October but none in November": no such row in the second period. */
const applyAbsentThen = (draft: Draft, parts: Parts, range: TimeRange): boolean => {
  const event = eventOf(draft, parts)
  const field = event && defaultTimeOf(event)
  if (!event || !field) return false
  const said = parts.conditions
    .filter(node =>
      node.refs.every(ref => ref.dataset === event.name || draft.view.isParent(ref.dataset, event.name)),
    )
    .map(node => node.condition)
  draft.filters.push({
    kind: 'related',
    dataset: event.name,
    filters: [...said, ...boundsOf(refOf(event, field), range)],
    negated: true,
  })
  return true
}

/** 10月和11月每周: beside a grain two months are one period, not two to compare. */
const asOnePeriod = (expression: TimeExpression): TimeExpression => {
  const { compareTo, ...rest } = expression
  const isJoined = /\band\b|[和与及、]/i.test(expression.text)
  const range = compareTo && rest.range && isJoined ? joinRanges(rest.range, compareTo) : undefined
  return range ? { ...rest, range: { ...range, text: expression.text } } : expression
}

const joinRanges = (a: TimeRange, b: TimeRange): TimeRange | undefined => {
  const text = `${a.text} ${b.text}`
  if (a.to !== undefined && a.to === b.from)
    return { ...a, ...b, text, ...(a.from === undefined ? {} : { from: a.from }) }
  if (b.to !== undefined && b.to === a.from)
    return { ...b, ...a, text, ...(b.from === undefined ? {} : { from: b.from }) }
  return undefined
}

const areApart = (a: TimeRange, b: TimeRange): boolean =>
  (a.to !== undefined && b.from !== undefined && a.to <= b.from) ||
  (b.to !== undefined && a.from !== undefined && b.to <= a.from)

export const withoutGrain = (expression: TimeExpression): TimeExpression => {
  const { grain: _, ...rest } = expression
  return rest
}

const endWord = /^(?:finish|complet|done|clos|end(?:ed)?$)|完工|完成|做完|干完|结束|关单|关闭|结案/i

/** "orders completed last week": when they ended, where rows keep that too. */
const timeOfEnd = (draft: Draft, parts: Parts): FieldRef | undefined => {
  for (const { text, refs, condition } of parts.conditions) {
    const isState =
      condition.kind === 'compare' && condition.operator === '=' && condition.left.kind === 'field'
    const dataset = isState && endWord.test(text) && refs[0] ? draft.view.dataset(refs[0].dataset) : undefined
    const end = dataset && beginAndEnd(dataset)?.end
    if (dataset && end) return refOf(dataset, end)
  }
  return undefined
}

const applyRange = (draft: Draft, parts: Parts, node: Parts['times'][number]): boolean => {
  const { expression } = node
  const { range } = expression
  if (!range) return false
  const event = node.field ? undefined : eventOf(draft, parts)
  const happened = event && defaultTimeOf(event)
  if (event && happened) {
    for (const condition of boundsOf(refOf(event, happened), range)) addFilter(draft, condition)
    return true
  }
  const said =
    node.field ??
    parts.otherFields.find(other => isTime(other.field))?.ref ??
    timeBeside(draft, parts, node) ??
    timeOfEnd(draft, parts)
  const field = said ?? timeFieldOf(draft, parts)
  const isYears = isYearBound(range.from) && isYearBound(range.to)
  const yearField = isYears && !said ? yearFieldOf(draft, parts) : undefined
  if (yearField && (!field || datasetsOfDraft(draft).has(yearField.dataset))) {
    addYears(draft, yearField, range)
    return true
  }
  if (!field) return false
  const joined =
    draft.time && parts.times.some(time => time.expression.grain)
      ? joinRanges(draft.time.range, range)
      : undefined
  if (draft.time && joined) {
    // "per week in October and November": one period
    draft.time = { ...draft.time, range: joined }
    return true
  }
  if (draft.time && areApart(draft.time.range, range)) {
    // two are set against each other; of a third nothing would be told
    if (draft.compareTo && parts.times.filter(time => time.expression.range).length > 2) return false
    // "October and September": no row is in both, so the later is set against the earlier
    const isLater = (range.from ?? '') > (draft.time.range.from ?? '')
    draft.compareTo = isLater ? draft.time.range : range
    if (isLater) draft.time = { ...draft.time, range }
    return true
  }
  if (draft.time) {
    addFilter(draft, { kind: 'and', conditions: boundsOf(field, range) })
    return true
  }
  const listed = draft.measures.length === 0 ? listedDataset(draft, parts) : undefined
  if (listed !== undefined && draft.view.isParent(listed, field.dataset)) {
    // "machines that stopped yesterday": the time is that of rows which belong to what is listed
    for (const condition of boundsOf(field, range)) addFilter(draft, condition)
    return true
  }
  const counted = countedDataset(draft)
  if (counted !== undefined && draft.view.isParent(counted, field.dataset)) {
    // "from how many suppliers did we receive material in August": the time is that of rows that refer to them
    for (const condition of boundsOf(field, range)) addFilter(draft, condition)
    return true
  }
  draft.time = { field, range: withinData(draft, field, expression.text, range) }
  // the time that a table's rows are kept by goes without saying
  const isDefault = draft.view.dataset(field.dataset)?.defaultTime === field.field
  if (!said && !isDefault) {
    const label = draft.view.field(field)?.label ?? { en: field.field }
    draft.assumptions.push({
      en: `"${expression.text}" is taken by ${label.en}`,
      zh: `“${expression.text}”按${label.zh ?? label.en}计`,
    })
  }
  return true
}

/** The dataset whose rows or different values are counted, where that is all that is measured. */
const countedDataset = (draft: Draft): string | undefined => {
  const [measure, other] = draft.measures
  const expression = measure?.expression
  if (!expression || other || draft.dimensions.length > 0) return undefined
  if (expression.kind === 'rows') return expression.dataset
  return expression.kind === 'aggregate' &&
    expression.aggregate === 'count-distinct' &&
    expression.value.kind === 'field'
    ? expression.value.field.dataset
    : undefined
}

const bound = (field: FieldRef, operator: '>=' | '<', value: string) =>
  ({
    kind: 'compare',
    left: { kind: 'field', field },
    operator,
    right: { kind: 'value', value },
  }) as const

/** "machines that stopped yesterday": the time of what is said of them right before it. */
const timeBeside = (draft: Draft, parts: Parts, node: Parts['times'][number]): FieldRef | undefined => {
  const head = parts.heads[0]?.dataset.name ?? parts.outputs[0]?.ref.dataset
  const owner = parts.owners.findLast(one => one.to <= node.from && node.from - one.to <= 2)?.dataset
  const field = owner && defaultTimeOf(owner)
  const isOfHead = owner !== undefined && head !== undefined && draft.view.isParent(head, owner.name)
  return isOfHead && field && draft.measures.length === 0 ? refOf(owner, field) : undefined
}

/**
 * "in March" of data that ends years ago is its latest March: a period named without a year moves back by whole years
 * until the data reaches it. What counts from the present ("last month") stays.
 */
const withinData = (draft: Draft, field: FieldRef, text: string, range: TimeRange): TimeRange => {
  const last = draft.view.field(field)?.maximum
  const isNamed =
    !/\d{4}/.test(text) &&
    /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\bq[1-4]|quarter|月|季度/i.test(text) &&
    !/last|this|previous|past|current|ago|上|本|这|近|去|今/i.test(text)
  if (!isNamed || typeof last !== 'string' || range.from === undefined || range.from <= last) return range
  const years = Number(range.from.slice(0, 4)) - Number(last.slice(0, 4))
  const back = (time: string, by: number): string => `${Number(time.slice(0, 4)) - by}${time.slice(4)}`
  const by = back(range.from, years) <= last ? years : years + 1
  const moved = {
    ...range,
    from: back(range.from, by),
    ...(range.to === undefined ? {} : { to: back(range.to, by) }),
  }
  draft.assumptions.push({
    en: `"${text.trim()}" is taken as that of ${moved.from.slice(0, 4)}, the latest in the data`,
    zh: `“${text.trim()}”指数据中最近的${moved.from.slice(0, 4)}年`,
  })
  return moved
}

/** The range as conditions on a time. */
export const boundsOf = (field: FieldRef, range: TimeRange): Condition[] => [
  ...(range.from === undefined ? [] : [bound(field, '>=', range.from)]),
  ...(range.to === undefined ? [] : [bound(field, '<', range.to)]),
]

const listedDataset = (draft: Draft, parts: Parts): string | undefined => {
  if (parts.flags.has('count')) return undefined
  const column = draft.columns[0]?.value
  if (
    draft.dimensions.length > 0 ||
    draft.having.length > 0 ||
    draft.orderBy.some(one => one.by.kind === 'measure')
  )
    return undefined
  return column?.kind === 'field' ? column.field.dataset : parts.heads[0]?.dataset.name
}

const isYearBound = (time: string | undefined): boolean =>
  time === undefined || /^\d{4}-01-01T00:00:00/.test(time)

/** A column that keeps years as numbers. */
const yearFieldOf = (draft: Draft, parts: Parts): FieldRef | undefined => {
  const names = [...datasetsOfDraft(draft), ...[...parts.heads, ...parts.owners].map(one => one.dataset.name)]
  for (const name of names) {
    const dataset = draft.view.dataset(name)
    const field = dataset?.fields.find(
      one =>
        /year|年/i.test(`${one.label.en} ${one.label.zh ?? ''} ${one.name}`) &&
        (isNumeric(one) || one.type === 'text'),
    )
    if (dataset && field) return refOf(dataset, field)
  }
  return undefined
}

/** Where rows keep their shift, its value; else nothing can tell and the word stays unused. */
const applyShift = (draft: Draft, parts: Parts, shift: string): boolean => {
  const names = [
    ...measuredDatasets(draft),
    ...datasetsOfDraft(draft),
    ...parts.heads.map(one => one.dataset.name),
  ]
  for (const name of names) {
    const dataset = draft.view.dataset(name)
    const field = dataset?.fields.find(one => /shift|班/i.test(`${one.name} ${one.label.zh ?? ''}`))
    if (!dataset || !field) continue
    addFilter(draft, {
      kind: 'compare',
      left: { kind: 'field', field: refOf(dataset, field) },
      operator: '=',
      right: { kind: 'value', value: shift },
    })
    return true
  }
  return false
}
