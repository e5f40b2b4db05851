import { toKeys } from '../link/to-atoms.ts'
import type { Field } from '../model/semantic-model.ts'
import type {
  ComparisonOperator,
  Condition,
  FieldRef,
  RowExpression,
  Scalar,
  TimeRange,
} from '../query/query.ts'
import { cueOf, isCue, skip, skipBack, skipJoiners } from './grammar.ts'
import type { Reduction, Rule, RuleContext } from './grammar.ts'
import type { ModelView } from './model-view.ts'
import { isFlag, isNumeric, isTime, nameFieldOf, refOf, sameRef } from './model-view.ts'
import { spanOf } from './node.ts'
import type { FieldNode, MeasureLike, Node, NodeOf, ValueNode } from './node.ts'
import { convertUnit } from './units.ts'
import { yearConditions } from './year-conditions.ts'

const reduce = (to: number, node: Node): Reduction => ({ to, nodes: [node] })

const row = (ref: FieldRef): RowExpression => ({ kind: 'field', field: ref })

const conditionNode = (
  words: readonly Node[],
  condition: Condition,
  refs: readonly FieldRef[],
): NodeOf<'condition'> => ({ ...spanOf(words), type: 'condition', condition, refs })

const equals = (ref: FieldRef, value: Scalar, negated = false): Condition => ({
  kind: 'compare',
  left: row(ref),
  operator: negated ? '!=' : '=',
  right: { kind: 'value', value },
})

/** The number in the field's own unit; a share said in percent where the field holds 0..1. */
const inUnitOf = (field: Field, value: number, unit: string | undefined, percent = false): number => {
  const converted =
    unit !== undefined && field.unit !== undefined ? convertUnit(value, unit, field.unit) : undefined
  if (percent && typeof field.maximum === 'number' && field.maximum <= 1) return value / 100
  return converted ?? value
}

const comparedWithAll = (
  ref: FieldRef,
  operator: ComparisonOperator,
  aggregate: 'avg' | 'min' | 'max',
): Condition => ({
  kind: 'compare',
  left: row(ref),
  operator,
  right: {
    kind: 'query',
    query: {
      measures: [{ id: aggregate, expression: { kind: 'aggregate', aggregate, value: row(ref) } }],
      dimensions: [],
      columns: [],
      filters: [],
      having: [],
      orderBy: [],
    },
  },
})

const compared = (
  field: { readonly ref: FieldRef; readonly field: Field },
  comparison: NodeOf<'comparison'> | NodeOf<'range'>,
): Condition | undefined => {
  const { unit } = comparison
  const isPeriod = isTime(field.field)
  if (isPeriod) return comparedYear(field.ref, comparison)
  if (comparison.type === 'range')
    return {
      kind: 'between',
      left: row(field.ref),
      low: inUnitOf(field.field, comparison.low, unit),
      high: inUnitOf(field.field, comparison.high, unit),
    }
  if (typeof comparison.right === 'string')
    return comparedWithAll(field.ref, comparison.operator, comparison.right)
  const value =
    typeof comparison.right === 'number'
      ? inUnitOf(field.field, comparison.right, unit, comparison.percent)
      : comparison.right
  return {
    kind: 'compare',
    left: row(field.ref),
    operator: comparison.operator,
    right: { kind: 'value', value },
  }
}

/** A time compared with a bare number can only mean a year. */
const comparedYear = (
  ref: FieldRef,
  comparison: NodeOf<'comparison'> | NodeOf<'range'>,
): Condition | undefined => {
  const left: RowExpression = { kind: 'time-part', part: 'year', of: row(ref) }
  const isYear = (value: unknown): boolean => typeof value === 'number' && value >= 1000 && value <= 2200
  if (comparison.unit !== undefined) return undefined
  if (comparison.type === 'range')
    return isYear(comparison.low)
      ? { kind: 'between', left, low: comparison.low, high: comparison.high }
      : undefined
  if (typeof comparison.right === 'string' || !isYear(comparison.right)) return undefined
  return {
    kind: 'compare',
    left,
    operator: comparison.operator,
    right: { kind: 'value', value: comparison.right },
  }
}

const isAmount = (node: Node | undefined): node is NodeOf<'comparison'> | NodeOf<'range'> =>
  node?.type === 'comparison' || node?.type === 'range'

const canCompare = (field: Field): boolean =>
  isNumeric(field) || isTime(field) || field.valueKind === 'number' || field.valueKind === 'code'

/** "torque above 50", "age is at least 21", 扭矩大于50; "price above average". */
const fieldComparison: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !canCompare(node.field)) return undefined
  const isNumber = isNumeric(node.field) || isTime(node.field)
  let place = isNumber ? skip(nodes, at + 1, 'be', 'have', 'of', 'relative') : skip(nodes, at + 1, 'be')
  const negated = isCue(nodes[place], 'not')
  if (negated) place = skip(nodes, place + 1)
  const amount = nodes[place]
  if (!isAmount(amount)) return undefined
  // "types which have at least two products": what is counted follows
  const counted = nodes[skip(nodes, place + 1)]
  const has = nodes.slice(at + 1, place).some(between => isCue(between, 'have', 'relative'))
  if (has && (counted?.type === 'dataset' || (counted?.type === 'field' && canCompare(counted.field))))
    return undefined
  let to = place + 1
  // "older than the average age": the field said again
  const again = skip(nodes, to, 'of')
  const repeated = nodes[again]
  if (amount.type === 'comparison' && typeof amount.right === 'string' && repeated?.type === 'field')
    if (sameRef(repeated.ref, node.ref)) to = again + 1
  const condition = compared(node, amount)
  if (!condition) return undefined
  const words = nodes.slice(at, to)
  return reduce(to, conditionNode(words, negated ? { kind: 'not', condition } : condition, [node.ref]))
}

/** "more than 50 employees", "above 30 torque", "older than average age". */
const comparisonField: Rule = (nodes, at, { datasets }) => {
  const amount = nodes[at]
  if (!isAmount(amount)) return undefined
  const place = skip(nodes, at + 1, 'of', 'count')
  const node = nodes[place]
  const words = nodes.slice(at, place + 1)
  if (node?.type === 'field' && canCompare(node.field) && node.field.role !== 'key') {
    const condition = compared(node, amount)
    return condition && reduce(place + 1, conditionNode(words, condition, [node.ref]))
  }
  if (amount.type === 'range' || amount.hints.length > 0 || amount.unit !== undefined) return undefined
  const { right } = amount
  if (typeof right === 'string' && right !== 'avg') return undefined
  const having = { ...spanOf(words), type: 'having', operator: amount.operator, right } as const
  if (node?.type === 'dataset')
    return reduce(place + 1, { ...having, measure: { kind: 'rows', dataset: node.dataset.name } })
  const counts = nodes
    .slice(at + 1, at + 3)
    .findIndex(one => /^(records?|rows?|entries|times|instances?)$/i.test(one.text))
  const [first] = datasets
  if (counts >= 0 && first !== undefined)
    return reduce(at + 2 + counts, { ...having, measure: { kind: 'rows', dataset: first } })
  if (node?.type === 'metric')
    return reduce(place + 1, { ...having, measure: { kind: 'metric', metric: node.metric.name } })
  if (node?.type === 'field' && typeof right === 'number' && amount.hints.length === 0)
    return reduce(place + 1, {
      ...having,
      measure: { kind: 'aggregate', aggregate: 'count-distinct', value: row(node.ref) },
    })
  return undefined
}

const unitOf = (node: MeasureLike, view: ModelView): string | undefined => {
  if (node.type === 'metric') return node.metric.unit
  const { expression } = node
  const isField = expression.kind === 'aggregate' && expression.value.kind === 'field'
  return isField && expression.value.kind === 'field' ? view.field(expression.value.field)?.unit : undefined
}

/** "scrap rate above 3 %", "number of stops more than 10", 停机次数超过10. */
const measureComparison: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'metric' && node?.type !== 'measure') return undefined
  // "how many people are under 40" is no condition on how many
  if (/^how (many|often)/i.test(node.text)) return undefined
  const place = skip(nodes, at + 1, 'be', 'of', 'relative')
  const amount = nodes[place]
  if (amount?.type !== 'comparison') return undefined
  if (typeof amount.right === 'string' && amount.right !== 'avg') return undefined
  const unit = unitOf(node, view)
  const isOther = amount.unit !== undefined && convertUnit(1, amount.unit, unit ?? '') === undefined
  if (amount.hints.length > 0 || isOther) return undefined
  const inUnit =
    typeof amount.right === 'number' && unit !== undefined && amount.unit !== undefined
      ? (convertUnit(amount.right, amount.unit, unit) ?? amount.right)
      : amount.right
  const right = amount.percent && typeof inUnit === 'number' ? inUnit / 100 : inUnit
  return reduce(place + 1, {
    ...spanOf(nodes.slice(at, place + 1)),
    type: 'having',
    measure: node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
    operator: amount.operator,
    right,
  })
}

/** Fields of a dataset that a word such as "older" speaks of. */
export const findByHints = (
  hints: readonly string[],
  { view, datasets }: RuleContext,
  fits: (field: Field) => boolean,
): { readonly ref: FieldRef; readonly field: Field } | undefined => {
  const names = [...datasets]
  for (const hint of hints)
    for (const name of names) {
      const dataset = view.dataset(name)
      const field = dataset?.fields.find(
        one =>
          !one.hidden &&
          fits(one) &&
          toKeys(`${one.label.en} ${one.label.zh ?? ''}`)
            .join(' ')
            .includes(hint),
      )
      if (dataset && field) return { ref: refOf(dataset, field), field }
    }
  return undefined
}

/** "older than 56": the word itself names the field. */
const hintedComparison: Rule = (nodes, at, context) => {
  const node = nodes[at]
  if (node?.type !== 'comparison') return undefined
  const isYear = typeof node.right === 'number' && node.right >= 1000 && node.right <= 2200
  if (node.hints.length > 0) {
    const found = findByHints(node.hints, context, field => canCompare(field) && field.role !== 'key')
    const condition = found && compared(found, node)
    return condition && reduce(at + 1, conditionNode([node], condition, [found.ref]))
  }
  // "people under 40": a bare number said of people is their age
  if (node.unit === undefined && typeof node.right === 'number' && node.right > 0 && node.right <= 120) {
    const age = findByHints(
      ['age'],
      context,
      field => isNumeric(field) && field.role !== 'key' && /^age$|年龄/.test(field.label.en),
    )
    const condition = age && compared(age, node)
    if (condition) return reduce(at + 1, conditionNode([node], condition, [age.ref]))
  }
  // "over 20 years old", "more than 3 hours": the unit names the field
  if (node.unit === undefined || isYear) return undefined
  const unit = node.unit
  const found = findByUnit(unit, context)
  const condition = found && compared(found, node)
  return condition && reduce(at + 1, conditionNode([node], condition, [found.ref]))
}

const findByUnit = (
  unit: string,
  { view, datasets }: RuleContext,
): { readonly ref: FieldRef; readonly field: Field } | undefined => {
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const field = dataset?.fields.find(
      one => one.unit !== undefined && !one.hidden && convertUnit(1, unit, one.unit) !== undefined,
    )
    if (dataset && field) return { ref: refOf(dataset, field), field }
  }
  return undefined
}

/** "name contains 'x'", "starting with A", 名称包含. Without a field the nearest text field before it is meant. */
const textMatch: Rule = (nodes, at, context) => {
  const cue = cueOf(nodes[at], 'text')
  if (!cue) return undefined
  let place = skip(nodes, at + 1, 'of', 'relative')
  while (textNoun.test(nodes[place]?.text ?? '')) place = skip(nodes, place + 1)
  const node = nodes[place]
  const text = textOf(node)
  if (text === undefined) return undefined
  const field = nearestText(nodes, at, context)
  if (!field) return undefined
  return reduce(
    place + 1,
    conditionNode(nodes.slice(at, place + 1), { kind: 'text', match: cue.match, field, text }, [field]),
  )
}

/** Says what kind of text follows, and is none itself: "the letter 'a'". */
const textNoun = /^(letters?|words?|substring|string|phrase|characters?|text|prefix|字母|字符|字|文字)$/i

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
    if (node?.type === 'dataset') {
      const name = nameFieldOf(node.dataset)
      if (name) return refOf(node.dataset, name)
    }
  }
  const first = [...datasets].map(name => view.dataset(name)).find(dataset => dataset !== undefined)
  const name = first && nameFieldOf(first)
  return first && name ? refOf(first, name) : undefined
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
  if (value?.type === 'literal')
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

/** "not on line 3", "excluding tool change", 除了三号线: what follows turns round. */
const negation: Rule = (nodes, at) => {
  const isNot = isCue(nodes[at], 'not', 'without') || cueOf(nodes[at], 'compare')?.operator === '!='
  if (!isNot) return undefined
  const place = skip(nodes, at + 1, 'be', 'preposition', 'relative', 'of', 'have', 'all')
  const node = nodes[place]
  if (node?.type !== 'condition') return undefined
  const words = nodes.slice(at, place + 1)
  return reduce(place + 1, {
    ...conditionNode(words, negate(node.condition), node.refs),
    negates: node.condition,
  })
}

/** 三号线以外: the negation stands last; with 除了 before it, it was said already. */
const negationAfter: Rule = (nodes, at) => {
  const node = nodes[at]
  const after = nodes[at + 1]
  if (node?.type !== 'condition' || !/^(以外|之外)$/.test(after?.text ?? '')) return undefined
  if (node.negates) return reduce(at + 2, node)
  return reduce(at + 2, { ...node, condition: negate(node.condition), negates: node.condition })
}

const negate = (condition: Condition): Condition => {
  switch (condition.kind) {
    case 'compare':
      // a flag that is not set, not one that differs from set
      if (condition.right.kind === 'value' && typeof condition.right.value === 'boolean')
        return { ...condition, right: { kind: 'value', value: !condition.right.value } }
      return condition.operator === '=' || condition.operator === '!='
        ? { ...condition, operator: condition.operator === '=' ? '!=' : '=' }
        : { kind: 'not', condition }
    case 'in':
    case 'text':
    case 'is-null':
      return { ...condition, negated: condition.negated !== true }
    default:
      return { kind: 'not', condition }
  }
}

/** "failed machines", "unplanned stops", "with heat failure": a flag beside what it says something of. */
const flag: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !isFlag(node.field)) return undefined
  const previous = nodes[skipBack(nodes, at)]
  const next = nodes[skip(nodes, at + 1)]
  const isAdjective = next?.type === 'dataset' || (next?.type === 'metric' && next.from - node.to <= 1)
  const isSaid = isCue(previous, 'relative', 'be', 'have', 'without', 'not') || previous?.type === 'dataset'
  if (!isAdjective && !isSaid) return undefined
  const negated = /^(un|non|not)/i.test(node.text)
  const value = node.field.type === 'boolean' ? !negated : negated ? 0 : 1
  return reduce(at + 1, conditionNode([node], equals(node.ref, value), [node.ref]))
}

const isMark = (node: Node | undefined): boolean => node?.type === 'word' && node.isMark

/** Whether something before `at` is of the dataset, which then cannot be what is missing. */
const isAskedFor = (nodes: readonly Node[], at: number, dataset: string): boolean =>
  nodes
    .slice(0, at)
    .some(
      node =>
        (node.type === 'dataset' && node.dataset.name === dataset) ||
        (node.type === 'field' && node.ref.dataset === dataset),
    )

const fieldOf = (condition: Condition): FieldRef | undefined => {
  const left = condition.kind === 'compare' || condition.kind === 'between' ? condition.left : undefined
  return left?.kind === 'field' ? left.field : undefined
}

/** "above 10 and below 20", "higher than 1000 or lower than 500": the field is said once. */
const sharedField: Rule = (nodes, at, { view }) => {
  const first = nodes[at]
  const ref = first?.type === 'condition' ? fieldOf(first.condition) : undefined
  const field = ref && view.field(ref)
  if (first?.type !== 'condition' || !ref || !field) return undefined
  const joiner = skip(nodes, at + 1)
  if (!isCue(nodes[joiner], 'and', 'or', 'but')) return undefined
  const place = skip(nodes, joiner + 1, 'be', 'relative', 'or')
  const amount = nodes[place]
  if (!isAmount(amount) || (amount.type === 'comparison' && amount.hints.length > 0)) return undefined
  const second = compared({ ref, field }, amount)
  if (!second) return undefined
  const words = nodes.slice(at, place + 1)
  const kind = isCue(nodes[joiner], 'or') ? 'or' : 'and'
  return reduce(place + 1, conditionNode(words, { kind, conditions: [first.condition, second] }, first.refs))
}

/** "opened in 2011 or located in London": either is enough. */
const disjunction: Rule = (nodes, at) => {
  const first = nodes[at]
  if (first?.type !== 'condition') return undefined
  const joiner = skip(nodes, at + 1, 'comma')
  if (!isCue(nodes[joiner], 'or')) return undefined
  let place = skip(nodes, joiner + 1, 'or', 'be', 'relative', 'preposition', 'have', 'of')
  if (nodes[place]?.type === 'word' && !isMark(nodes[place]))
    place = skip(nodes, place + 1, 'preposition', 'be')
  const second = nodes[place]
  if (second?.type !== 'condition') return undefined
  const words = nodes.slice(at, place + 1)
  const condition: Condition = { kind: 'or', conditions: [first.condition, second.condition] }
  return reduce(place + 1, conditionNode(words, condition, [...first.refs, ...second.refs]))
}

/** "schools without a bus", 没有停机的产线. */
const absence: Rule = (nodes, at, { view }) => {
  const isNot = isCue(nodes[at], 'not')
  if (!isCue(nodes[at], 'without') && !isNot) return undefined
  let place = skip(nodes, at + 1, 'have', 'all', 'preposition', 'be', 'not', 'relative')
  // "did not take part in any round": the verb between says nothing of its own
  if (isNot)
    while (nodes[place]?.type === 'word' && !isMark(nodes[place]))
      place = skip(nodes, place + 1, 'all', 'preposition', 'of', 'relative')
  const node = nodes[place]
  const dataset =
    node?.type === 'dataset'
      ? node.dataset
      : node?.type === 'field'
        ? view.dataset(node.ref.dataset)
        : undefined
  const isOther =
    (node?.type === 'dataset' && !(isNot && isAskedFor(nodes, at, node.dataset.name))) ||
    (dataset !== undefined && !isAskedFor(nodes, at, dataset.name))
  return dataset && isOther
    ? reduce(place + 1, { ...spanOf(nodes.slice(at, place + 1)), type: 'absent', dataset })
    : undefined
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
  const place = skip(nodes, at + 1, 'be', 'preposition', 'of')
  const time = nodes[place]
  if (time?.type !== 'time' || !time.expression.range) return undefined
  const isYear = /year|年/i.test(node.field.label.en) && isNumeric(node.field)
  if (isYear) return reduce(place + 1, yearNode(nodes.slice(at, place + 1), node.ref, time.expression.range))
  if (!isTime(node.field)) return undefined
  return reduce(place + 1, { ...time, ...spanOf(nodes.slice(at, place + 1)), field: node.ref })
}

/** "5 stars", "with 3 employees": a number right before the column that keeps it. */
const numberField: Rule = (nodes, at) => {
  const number = nodes[at]
  const field = nodes[at + 1]
  if (number?.type !== 'number' || number.ordinal || field?.type !== 'field') return undefined
  const previous = nodes[skipBack(nodes, at)]
  if (!isCue(previous, 'relative', 'have', 'of', 'preposition')) return undefined
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

/** Conditions that stand before their noun; they come before anything is counted. */
export const adjectiveRules: readonly Rule[] = [flag]

/** What rows and groups must meet. */
export const conditionRules: readonly Rule[] = [
  fieldTime,
  timeMissing,
  fieldComparison,
  measureComparison,
  comparisonField,
  hintedComparison,
  textMatch,
  nullCheck,
  fieldValue,
  numberField,
  values,
  flag,
  absence,
  negation,
  negationAfter,
  sharedField,
  disjunction,
]
