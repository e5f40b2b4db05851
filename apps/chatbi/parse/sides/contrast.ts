import type { ComparisonOperator, Condition, MeasureExpression } from '../../query/query.ts'
import { withFilters } from '../assemble/with-filters.ts'
import { completed, isModifier, nounsOf } from './gapping.ts'
import { againstSibling } from './against-sibling.ts'
import type { MeasuredSides } from './against-sibling.ts'
import { cueOf, isCue } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { rowsOfValue } from '../rows-of-value.ts'
import { isMeasured } from './contrast-words.ts'
import type { Contrast } from './contrast-words.ts'
import { sideOf } from './side-of.ts'
import type { Side, SidesContext } from './side-of.ts'

/**
 * "machines with more stops on nights than on days", 夜班停机比白班多的设备: what each thing has of both is set against each other,
 * as one condition on the groups. Each side is read by itself; what one leaves unsaid is that of the other. The nodes as they
 * were where nothing is contrasted so.
 */
export const readContrast = (nodes: readonly Node[], context: SidesContext): readonly Node[] => {
  const found = context.language === 'zh' ? chineseContrast(nodes) : englishContrast(nodes)
  if (!found) return nodes
  const ofSibling = againstSibling(found, context, measureOfSides)
  if (ofSibling) return ofSibling
  if (!asksForThings(found) || !isOfKinds(found)) return nodes
  return contrasted(found, context) ?? withoutContrast(nodes, found)
}

/** Compared with kinds of rows or another measure: not with a number, a mean, or another period. */
const isOfKinds = ({ second }: Contrast): boolean => {
  const isPeriod = second.some(node => node.type === 'time') && !second.some(isModifier)
  return (
    !isPeriod &&
    second.some(isContent) &&
    !second.some(
      node =>
        node.type === 'number' || node.type === 'comparison' || isCue(node, 'aggregate', 'multiple', 'all'),
    )
  )
}

/** A comparison that cannot be read is not used, whatever becomes of the rest. */
const withoutContrast = (nodes: readonly Node[], { sign }: Contrast): readonly Node[] =>
  nodes.map(node =>
    node === sign
      ? {
          ...spanOf([node]),
          type: 'word',
          reason: 'nothing to compare',
          score: 0,
          isStop: false,
          isMark: false,
        }
      : node,
  )

const isEnd = (node: Node | undefined): boolean =>
  node === undefined || isCue(node, 'comma', 'sentence-end', 'group', 'order', 'direction')

/** A thing stands before or behind, of which it is said. */
const asksForThings = ({ before, rest }: Contrast): boolean =>
  [...before, ...rest].some(
    node => node.type === 'dataset' || (node.type === 'field' && !isQuantity(node.field)),
  )

const comparative =
  /^(more|less|fewer|greater|higher|lower|larger|smaller|bigger|longer|shorter|heavier|better|worse)$/i
const isLess = /^(less|fewer|lower|smaller|shorter|worse)$/i

/** "more … than …", "… higher than …", "… exceed …". */
const englishContrast = (nodes: readonly Node[]): Contrast | undefined => {
  const than = nodes.findIndex(node => /^than$/i.test(node.text))
  const joined = nodes.findIndex(
    node => isUnequal(node) && /than$|^(above|below|exceed\w*|surpass\w*)$/i.test(node.text),
  )
  const at = joined >= 0 ? joined : nodes.findLastIndex((node, i) => i < than && comparative.test(node.text))
  const sign = nodes[at]
  if (!sign) return undefined
  const to = joined >= 0 ? joined : than
  const found = nodes.findIndex((node, i) => i > to && isEnd(node))
  const end = found < 0 ? nodes.length : found
  const isApart = to > at + 1
  const start = isApart ? at + 1 : clauseStart(nodes, at)
  const sides = {
    first: withoutManner(nodes.slice(start, isApart ? to : at)),
    second: withoutManner(nodes.slice(to + 1, end)),
  }
  return {
    operator: cueOf(sign, 'compare')?.operator ?? (isLess.test(sign.text) ? '<' : '>'),
    sign,
    before: nodes.slice(0, Math.min(start, at)),
    first: /^(longer|shorter)/i.test(sign.text) ? [durationOf(sign), ...sides.first] : sides.first,
    second: sides.second,
    rest: nodes.slice(end),
    words: nodes.slice(Math.min(start, at), end),
  }
}

/** "more often on nights": how often is what is counted anyway. */
const withoutManner = (nodes: readonly Node[]): readonly Node[] =>
  nodes.filter(node => !/^(often|frequently|common|frequent|likely)$/i.test(node.text)).map(asDuration)

const isUnequal = (node: Node): boolean => {
  const operator = cueOf(node, 'compare')?.operator
  return operator === '>' || operator === '<'
}

/** Where the clause begins that the comparison belongs to: behind "whose", "where", "with", or the thing that is asked for. */
const clauseStart = (nodes: readonly Node[], end: number): number => {
  for (let at = end - 1; at > 0; at--)
    if (isCue(nodes[at], 'relative') && !isCue(nodes[at], 'which')) return at + 1
  const head = nodes.findIndex(
    (node, i) =>
      i < end && (node.type === 'dataset' || (node.type === 'field' && node.field.isName === true)),
  )
  return head < 0 ? end : head + 1
}

/** "hours on line 3": the time that was taken. */
const asDuration = (node: Node): Node =>
  node.type === 'word' && /^(hours?|minutes?|time|小时|分钟|时间)$/i.test(node.text) ? durationOf(node) : node

const durationOf = (node: Node): Node => ({ ...spanOf([node]), type: 'cue', cues: [{ cue: 'duration' }] })

const contrastWord = /^(多|少|高|低|长|短|大|小|重|轻|久|好|差|频繁)$/

/** 夜班停机比白班多, 夜班停机次数多于白班, 计划停机超过非计划停机. */
const chineseContrast = (nodes: readonly Node[]): Contrast | undefined => {
  const than = nodes.findIndex(node => /^(比|较)$/.test(node.text))
  const word = nodes.findIndex((node, i) => i > than + 1 && contrastWord.test(node.text))
  const sign = nodes[word]
  if (than > 0 && sign) {
    const after = nodes[word + 1]
    const isWhole = isEnd(after) || isCue(after, 'of', 'which', 'be') || after?.type === 'word'
    if (!isWhole || nodes.slice(than, word).some(node => isCue(node, 'comma'))) return undefined
    const operator = /少|低|短|小|轻|差/.test(sign.text) ? '<' : '>'
    return chineseParts(nodes, { operator, sign, from: than, to: than + 1, end: word, next: word + 1 })
  }
  const at = nodes.findIndex((node, i) => i > 0 && isUnequal(node))
  const compare = nodes[at]
  const operator = cueOf(compare, 'compare')?.operator
  if (!compare || operator === undefined) return undefined
  // 超|过, where the cover cut the word
  const to = nodes[at + 1]?.text === '过' ? at + 2 : at + 1
  const found = nodes.findIndex(
    (node, i) =>
      i > to && (isEnd(node) || (isCue(node, 'of') && nodes[i + 1] !== undefined && isThing(nodes[i + 1]))),
  )
  const end = found < 0 ? nodes.length : found
  return chineseParts(nodes, { operator, sign: compare, from: at, to, end, next: end })
}

const isThing = (node: Node | undefined): boolean =>
  node?.type === 'dataset' || (node?.type === 'field' && node.field.isName === true)

/** 哪些车床: things of a kind. */
const isKindOfThing = (node: Node | undefined): boolean =>
  node?.type === 'value' && node.field.role === 'dimension' && node.field.isName !== true

interface ChinesePlaces {
  readonly operator: ComparisonOperator
  readonly sign: Node
  /** Of the word that compares. */
  readonly from: number
  readonly to: number
  /** Of what it is compared with, and what follows. */
  readonly end: number
  readonly next: number
}

const chineseParts = (
  nodes: readonly Node[],
  { operator, sign, from, to, end, next }: ChinesePlaces,
): Contrast => {
  const start = chineseStart(nodes, from)
  return {
    operator,
    sign,
    before: nodes.slice(0, start),
    first: nodes.slice(start, from).map(asDuration),
    second: nodes.slice(to, end).map(asDuration),
    rest: nodes.slice(next),
    words: nodes.slice(start, end),
  }
}

/** Behind a time, the thing that is asked for, or a mark. */
const chineseStart = (nodes: readonly Node[], end: number): number => {
  for (let at = end - 1; at >= 0; at--) {
    const node = nodes[at]
    const isAsked = (isThing(node) || isKindOfThing(node)) && isCue(nodes[at - 1], 'which', 'group')
    if (node?.type === 'time' || isAsked || isCue(node, 'comma', 'ask'))
      return isCue(nodes[at + 1], 'of', 'preposition') ? at + 2 : at + 1
  }
  return 0
}

/** Both sides with what each leaves unsaid, and what is measured where neither says it. */
const measureOfSides = (found: Contrast, view: ModelView): MeasuredSides => {
  const { before, rest } = found
  const whole = completed(found, view)
  // "which lines scrapped more on nights than on days"
  const isBare = nounsOf([...whole.first, ...whole.second]).length === 0
  const led = isBare ? bareMeasure([...before, ...rest], [...whole.first, ...whole.second], view) : []
  return { whole, led }
}

const contrasted = (found: Contrast, context: SidesContext): readonly Node[] | undefined => {
  const { before, rest, operator, words } = found
  const datasets = datasetsOf([...before, ...found.first, ...found.second, ...rest])
  const { whole, led } = measureOfSides(found, context.view)
  const first = sideOf([...led, ...whole.first], context, datasets)
  const second = sideOf([...led, ...whole.second], context, datasets)
  if (!first || !second || first.parts.groups.length + second.parts.groups.length > 0) return undefined
  const shared = sharedConditions(first, second)
  const left = filtered(first, shared)
  const right = filtered(second, shared)
  if (!left || !right || !differ(first, second, left, right)) return undefined
  const having: NodeOf<'having'> = {
    ...spanOf(words),
    type: 'having',
    measure: { kind: 'arithmetic', operator: '-', left, right },
    operator,
    right: 0,
  }
  const loose = [...first.parts.leftover, ...second.parts.leftover].filter(node => !before.includes(node))
  return [
    ...before.filter(node => !isMeasured(node)),
    having,
    ...first.parts.times,
    ...second.parts.times,
    ...[...first.parts.conditions, ...second.parts.conditions].filter(node =>
      shared.includes(JSON.stringify(node.condition)),
    ),
    ...loose,
    ...rest,
  ]
}

/**
 * What is measured where neither side says it: the verb before them ("which lines scrapped more on nights than on days"), else
 * the rows of the kinds that are asked for ("which defect types are more common on line 1").
 */
const bareMeasure = (nodes: readonly Node[], sides: readonly Node[], view: ModelView): readonly Node[] => {
  const verb = nodes.filter(isMeasured)
  if (verb.length > 0) return verb.slice(0, 1)
  const kind = nodes.find(node => node.type === 'field')
  const rows = kind?.type === 'field' ? view.dataset(rowsOfValue(view, kind.ref)) : undefined
  // "products with more cracks than porosity": the values name rows of the things
  const said = sides.flatMap(node =>
    node.type === 'value' ? [node.ref] : node.type === 'condition' ? node.refs : [],
  )
  const isNamed = said.some(
    ref => kind?.type === 'field' && view.isParent(kind.ref.dataset, rowsOfValue(view, ref)),
  )
  return kind && rows && !isNamed ? [{ ...kind, type: 'dataset', dataset: rows }] : []
}

const datasetsOf = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(node =>
    node.type === 'dataset'
      ? [node.dataset.name]
      : node.type === 'field' || node.type === 'value'
        ? [node.ref.dataset]
        : [],
  )

/** Of which column a condition speaks, the key of a thing and its name being one. */
const subjectOf = (condition: Condition): string =>
  condition.kind === 'compare' || condition.kind === 'between'
    ? JSON.stringify(condition.left).replace(/_(id|name|no|code)"/g, '"')
    : condition.kind === 'in'
      ? JSON.stringify({ kind: 'field', field: condition.field }).replace(/_(id|name|no|code)"/g, '"')
      : condition.kind

/** Conditions that hold for both sides: of other columns than those by which they differ. */
const sharedConditions = (first: Side, second: Side): readonly string[] => {
  const a = first.parts.conditions.map(node => node.condition)
  const b = second.parts.conditions.map(node => node.condition)
  const subjects = a.map(subjectOf)
  const isContrast = (condition: Condition): boolean => subjects.includes(subjectOf(condition))
  const hasContrast = b.some(isContrast)
  return hasContrast
    ? [
        ...a.filter(one => !b.map(subjectOf).includes(subjectOf(one))),
        ...b.filter(one => !isContrast(one)),
      ].map(one => JSON.stringify(one))
    : []
}

const filtered = ({ measure, filters }: Side, shared: readonly string[]): MeasureExpression | undefined =>
  withFilters(
    measure,
    filters.filter(filter => !shared.includes(JSON.stringify(filter))),
  )

/** Two measures, or rows of one that differ in a column which both sides speak of. */
const differ = (first: Side, second: Side, left: MeasureExpression, right: MeasureExpression): boolean => {
  if (JSON.stringify(left) === JSON.stringify(right)) return false
  if (JSON.stringify(first.measure) !== JSON.stringify(second.measure)) return true
  const subjects = first.filters.map(subjectOf)
  return second.filters.some(filter => subjects.includes(subjectOf(filter)))
}
