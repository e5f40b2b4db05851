import type { Dataset, Field } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, TimeRange } from '../../query/query.ts'
import { isOfPlan, timeOfVerb } from './begin-and-end.ts'
import { conditionNode, equals, inUnitOf, reduce } from './condition.ts'
import { cueOf, isCue, skip, skipBack, skipJoiners } from '../grammar.ts'
import type { Rule, RuleContext } from '../grammar.ts'
import { flagValue, isFlag, isNumeric, isTime, nameFieldOf, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { FieldNode, Node, ValueNode } from '../node.ts'
import { comparisonRules } from './rules-comparison.ts'
import { kindRules } from './rules-kinds.ts'
import { valueCountRules } from './rules-of-things.ts'
import { logicRules } from './rules-logic.ts'
import { weekdays } from './rules-weekday.ts'
import { yearConditions } from './year-conditions.ts'

/** "name contains 'x'", "starting with A", 名称包含. Without a field the nearest text field before it is meant. */
const textMatch: Rule = (nodes, at, context) => {
  const cue = cueOf(nodes[at], 'text')
  if (!cue) return undefined
  let place = letterAfter(nodes, at) ?? skip(nodes, at + 1, 'of', 'relative')
  while (textNoun.test(nodes[place]?.text ?? '')) place = skip(nodes, place + 1)
  const node = nodes[place]
  const text = letterAfter(nodes, at) === undefined ? textOf(node) : node?.text
  if (text === undefined) return undefined
  // "with the letter a in their names"
  const after = skip(nodes, place + 1, 'preposition')
  const named = after > place + 1 ? nodes[after] : undefined
  const isNamed = named?.type === 'field' && named.field.type === 'text' && letterAfter(nodes, at) === place
  const field = isNamed ? named.ref : nearestText(nodes, at, context)
  if (!field) return undefined
  const to = isNamed ? after + 1 : place + 1
  return reduce(
    to,
    conditionNode(nodes.slice(at, to), { kind: 'text', match: cue.match, field, text }, [field]),
  )
}

/** 描述写着“…”: the column is said for the condition alone. */
const textMatchOfField: Rule = (nodes, at, context) => {
  const [field, verb] = nodes.slice(at, at + 2)
  const isHan = /\p{Script=Han}/u.test(verb?.text ?? '')
  if (field?.type !== 'field' || !isHan || !cueOf(verb, 'text')) return undefined
  return textMatch(nodes, at + 1, context)
}

/** Says what kind of text follows, and is none itself: "the letter 'a'". */
const textNoun = /^(letters?|words?|substring|string|phrase|characters?|text|prefix|字母|字符|字|文字)$/i

/** "containing the letter a": not an article there. */
const letterAfter = (nodes: readonly Node[], at: number): number | undefined => {
  const before = nodes.slice(at, at + 3).findLastIndex(node => /\bletter$/i.test(node.text))
  const place = at + before + 1
  return before >= 0 && /^[a-z]$/i.test(nodes[place]?.text ?? '') ? place : undefined
}

const textOf = (node: Node | undefined): string | undefined => {
  if (node?.type === 'literal') return node.literal
  if (node?.type === 'value') return String(node.text).replace(/^["'“‘「]|["'”’」]$/g, '')
  if (node?.type === 'number') return String(node.value)
  return node?.type === 'word' && !node.isMark ? node.text : undefined
}

const nearestText = (
  nodes: readonly Node[],
  at: number,
  { view, datasets }: RuleContext,
): FieldRef | undefined => {
  for (let i = at - 1; i >= 0; i--) {
    const node = nodes[i]
    if (node?.type === 'field') return node.ref
    if (node?.type === 'dataset' || node?.type === 'measure') {
      const name =
        node.type === 'dataset'
          ? node.dataset.name
          : node.counted?.type === 'dataset'
            ? node.counted.dataset.name
            : undefined
      const dataset = name === undefined ? undefined : view.dataset(name)
      const field = dataset && (freeTextOf(dataset) ?? nameFieldOf(dataset))
      if (dataset && field) return refOf(dataset, field)
    }
  }
  const first = [...datasets].map(name => view.dataset(name)).find(dataset => dataset !== undefined)
  const name = first && nameFieldOf(first)
  return first && name ? refOf(first, name) : undefined
}

/** The one column in which people write freely: orders that mention something do so there. */
const freeTextOf = (dataset: Dataset): Field | undefined => {
  const [only, another] = dataset.fields.filter(field => !field.hidden && field.valueKind === 'text')
  return another ? undefined : only
}

/** "manager is null", 关闭时间为空. */
const nullCheck: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field') return undefined
  const place = skip(nodes, at + 1, 'be')
  const cue = cueOf(nodes[place], 'null')
  if (!cue) return undefined
  const words = nodes.slice(at, place + 1)
  const condition: Condition = {
    kind: 'is-null',
    field: node.ref,
    ...(cue.negated ? { negated: true } : {}),
  }
  return reduce(place + 1, conditionNode(words, condition, [node.ref]))
}

const valueFits = (field: FieldNode, value: ValueNode): boolean =>
  sameRef(field.ref, value.ref) || field.ref.field === value.ref.field

/** "born state Alabama", "status is 'open'", "line not L3": a field with its value. */
const fieldValue: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field') return undefined
  let place = skip(nodes, at + 1, 'be', 'of', 'relative', 'preposition')
  if (/^by$/i.test(nodes[place]?.text ?? '') || isCue(nodes[place], 'or')) place = skip(nodes, place + 1)
  const compare = cueOf(nodes[place], 'compare')
  let negated = isCue(nodes[place], 'not') || compare?.operator === '!='
  if (isCue(nodes[place], 'not') || compare?.operator === '=' || compare?.operator === '!=')
    place = skip(nodes, place + 1, 'be', 'preposition')
  const value = nodes[place]
  if (isCue(value, 'not')) negated = true
  const adjacent = place === at + 1
  const words = nodes.slice(at, place + 1)
  if (value?.type === 'value' && valueFits(node, value)) {
    const list = valueList(nodes, place)
    const to = list.to
    const condition = isIn(list.found, negated)
    const whole = conditionNode(nodes.slice(at, to), condition, [value.ref])
    return reduce(to, negated ? { ...whole, negates: isIn(list.found, false) } : whole)
  }
  if (value?.type === 'literal' && !isTime(node.field))
    return reduce(place + 1, conditionNode(words, equals(node.ref, value.literal, negated), [node.ref]))
  const isSaid = adjacent || isCue(nodes[place - 1], 'be', 'compare', 'not')
  if (value?.type === 'number' && isSaid && !value.ordinal && canEqual(node.field)) {
    const numbers = [value]
    let to = place + 1
    for (let next = skipJoiners(nodes, to, true); next > to; next = skipJoiners(nodes, to, true)) {
      const other = nodes[next]
      if (other?.type !== 'number') break
      numbers.push(other)
      to = next + 1
    }
    const said = numbers.map(one =>
      isNumeric(node.field) ? inUnitOf(node.field, one.value, one.unit, one.percent) : String(one.value),
    )
    const [only = 0] = said
    const condition: Condition =
      said.length === 1
        ? equals(node.ref, only, negated)
        : { kind: 'in', field: node.ref, values: said, ...(negated ? { negated } : {}) }
    return reduce(to, conditionNode(nodes.slice(at, to), condition, [node.ref]))
  }
  return undefined
}

const canEqual = (field: Field): boolean =>
  isNumeric(field) || field.role === 'key' || field.valueKind === 'code'

const isIn = (found: readonly ValueNode[], negated: boolean): Condition => {
  const [first] = found
  if (!first) throw new Error('bug: a condition of no values')
  return found.length === 1
    ? equals(first.ref, first.value, negated)
    : { kind: 'in', field: first.ref, values: found.map(node => node.value), ...(negated ? { negated } : {}) }
}

/** Values of the same field from `at` on, joined by commas, "and" or "or". */
const valueList = (
  nodes: readonly Node[],
  at: number,
): { readonly found: readonly ValueNode[]; readonly to: number } => {
  const first = nodes[at]
  if (first?.type !== 'value') return { found: [], to: at }
  const found: ValueNode[] = [first]
  let to = at + 1
  for (;;) {
    const versus = skip(nodes, to)
    const next = isCue(nodes[versus], 'versus') ? skip(nodes, versus + 1) : skipJoiners(nodes, to, true)
    const node = nodes[next]
    if (next === to || node?.type !== 'value' || !sameRef(node.ref, first.ref)) break
    found.push(node)
    to = next + 1
  }
  return { found, to }
}

/** Values of one field joined: "L1, L2 and L3", "L1 or L2"; "not" before them negates; "Alabama state". */
const values: Rule = (nodes, at) => {
  const first = nodes[at]
  if (first?.type !== 'value') return undefined
  const list = valueList(nodes, at)
  let { to } = list
  const after = nodes[to]
  if (after?.type === 'field' && valueFits(after, first)) to++
  return reduce(to, conditionNode(nodes.slice(at, to), isIn(list.found, false), [first.ref]))
}

/** "plates of steel type A300", A400钢的记录: rows are of that kind, where the flag stands behind or before them. */
const isOfRows = (nodes: readonly Node[], at: number): boolean => {
  const before = skipBack(nodes, at)
  const owner = nodes[skipBack(nodes, before)]
  const isRows = (node: Node | undefined): boolean =>
    node?.type === 'dataset' ||
    (node?.type === 'measure' && node.expression.kind === 'rows') ||
    isCue(node, 'details')
  if (isCue(nodes[before], 'of') && (isRows(owner) || (owner?.type === 'word' && !owner.isMark))) return true
  const next = skip(nodes, at + 1)
  return isCue(nodes[next], 'of') && isRows(nodes[skip(nodes, next + 1)])
}

/** "failed machines", "unplanned stops", "with heat failure": a flag beside what it says something of. */
const flag: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !isFlag(node.field)) return undefined
  const previous = nodes[skipBack(nodes, at)]
  const next = nodes[skip(nodes, at + 1)]
  const isAdjective = next?.type === 'dataset' || (next?.type === 'metric' && next.from - node.to <= 1)
  const isSaid =
    isCue(previous, 'relative', 'be', 'have', 'without', 'not', 'preposition', 'only') ||
    isCue(next, 'only') ||
    previous?.type === 'dataset'
  if (!isAdjective && !isSaid && !isOfRows(nodes, at)) return undefined
  const negated = /^(un|non|not)/i.test(node.text) || node.reason === 'opposite'
  return reduce(at + 1, conditionNode([node], equals(node.ref, flagValue(node.field, !negated)), [node.ref]))
}

const yearNode = (words: readonly Node[], ref: FieldRef, range: TimeRange): Node => {
  const conditions = yearConditions(ref, range)
  const [only] = conditions
  return conditionNode(words, conditions.length === 1 && only ? only : { kind: 'and', conditions }, [ref])
}

/** "commissioned after 2020", "received last week": the time that a period is about. */
const fieldTime: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field') return undefined
  if (isCue(nodes[skipBack(nodes, at)], 'group')) return undefined
  const place = skip(nodes, at + 1, 'be', 'preposition', 'of')
  const time = nodes[place]
  if (time?.type !== 'time' || !time.expression.range) return undefined
  const isYear = /year|年/i.test(node.field.label.en) && isNumeric(node.field)
  if (isYear) return reduce(place + 1, yearNode(nodes.slice(at, place + 1), node.ref, time.expression.range))
  if (!isTime(node.field)) return undefined
  const field = ownTime(nodes, at, node) ?? node.ref
  return reduce(place + 1, { ...time, ...spanOf(nodes.slice(at, place + 1)), field })
}

/** "orders that started in October": when they did, where the verb was taken for a column of another table or of the plan. */
const ownTime = (nodes: readonly Node[], at: number, node: FieldNode): FieldRef | undefined => {
  const [owner] = nodes
    .slice(0, at)
    .flatMap(other => (other.type === 'measure' && other.counted ? [other.counted] : [other]))
    .filter(other => other.type === 'dataset')
    .slice(-1)
  const isPlan = isOfPlan(node.field) && !/plan|sched|expect|due|计划|预计|应/i.test(node.text)
  if (!owner || (owner.dataset.name === node.ref.dataset && !isPlan)) return undefined
  const own = timeOfVerb(owner.dataset, node.text)
  return own && refOf(owner.dataset, own)
}

/** "5 stars", "with 3 employees": a number right before the column that keeps it. */
const numberField: Rule = (nodes, at) => {
  const number = nodes[at]
  const field = nodes[at + 1]
  if (number?.type !== 'number' || number.ordinal || field?.type !== 'field') return undefined
  const previous = nodes[skipBack(nodes, at)]
  // "which 5 thicknesses" asks for five of them
  if (!isCue(previous, 'relative', 'have', 'of', 'preposition') || isCue(previous, 'which')) return undefined
  if (!isNumeric(field.field) || field.field.role === 'key') return undefined
  const condition = equals(field.ref, inUnitOf(field.field, number.value, number.unit))
  return reduce(at + 2, conditionNode([number, field], condition, [field.ref]))
}

/** "not closed", 未关闭: a time that has not come. */
const timeMissing: Rule = (nodes, at) => {
  if (!isCue(nodes[at], 'not', 'without')) return undefined
  const place = skip(nodes, at + 1, 'be', 'have')
  const node = nodes[place]
  if (node?.type !== 'field' || !isTime(node.field) || node.reason !== 'part of a name') return undefined
  return reduce(
    place + 1,
    conditionNode(nodes.slice(at, place + 1), { kind: 'is-null', field: node.ref }, [node.ref]),
  )
}

const closing = /clos|end|finish|complet|done|关单|关闭|结束|完成|完工|结案/i

/** "open orders": the adjective, though a column keeps when they were opened. */
const isOpenRow = (nodes: readonly Node[], at: number): boolean => {
  const node = nodes[at]
  return (
    node?.type === 'field' &&
    /^open$/i.test(node.text) &&
    isTime(node.field) &&
    nodes[at + 1]?.type === 'dataset'
  )
}

const running = /^(running|in progress|in process|ongoing|wip|进行中|生产中|在制|执行中|处理中)$/i

/** How the column that keeps how far rows are says that they are not done yet. */
const runningOf = (dataset: Dataset): { readonly ref: FieldRef; readonly value: string } | undefined => {
  for (const field of dataset.fields) {
    const value = field.samples.find(sample => typeof sample === 'string' && running.test(sample))
    if (typeof value === 'string' && !field.hidden && field.valueKind === 'category')
      return { ref: refOf(dataset, field), value }
  }
  return undefined
}

/** "orders still open", 未完成的工单: the time that closes a row is missing. */
const unfinished: Rule = (nodes, at, { view, datasets }) => {
  if (!isCue(nodes[at], 'unfinished') && !isOpenRow(nodes, at)) return undefined
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const status = dataset && isCue(nodes[at], 'unfinished') ? runningOf(dataset) : undefined
    if (status)
      return reduce(
        at + 1,
        conditionNode(nodes.slice(at, at + 1), equals(status.ref, status.value), [status.ref]),
      )
    const field = dataset?.fields.find(
      one => isTime(one) && !one.hidden && closing.test(`${one.name} ${one.label.zh ?? ''}`),
    )
    if (!dataset || !field) continue
    const ref = refOf(dataset, field)
    return reduce(at + 1, conditionNode(nodes.slice(at, at + 1), { kind: 'is-null', field: ref }, [ref]))
  }
  return undefined
}

/** "failed versus not failed", "with and without": both sides of a flag are groups. */
const bothSides: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !isFlag(node.field)) return undefined
  const joiner = skip(nodes, at + 1)
  if (!isCue(nodes[joiner], 'versus', 'and', 'or')) return undefined
  const not = skip(nodes, joiner + 1)
  const other = nodes[skip(nodes, not + 1)]
  const isOther =
    isCue(nodes[not], 'not', 'without') && other?.type === 'field' && sameRef(other.ref, node.ref)
  if (!isOther) return undefined
  const to = nodes.indexOf(other) + 1
  return reduce(to, { ...spanOf(nodes.slice(at, to)), type: 'group', each: false, by: [node] })
}

/** Conditions that stand before their noun; they come before anything is counted. */
export const adjectiveRules: readonly Rule[] = [bothSides, flag]

/** What rows and groups must meet. */
export const conditionRules: readonly Rule[] = [
  weekdays,
  fieldTime,
  timeMissing,
  unfinished,
  ...kindRules,
  ...valueCountRules,
  ...comparisonRules,
  textMatchOfField,
  textMatch,
  nullCheck,
  fieldValue,
  numberField,
  values,
  flag,
  ...logicRules,
]
