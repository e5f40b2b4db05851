import { sameRef } from '../../query/fields-of.ts'
import type { Cue } from '../../link/cue.ts'
import type { ComparisonOperator } from '../../query/query.ts'
import { halvesOf, wholeName } from '../../link/link-whole-names.ts'
import { isNumeric, isTime, refOf } from '../model-view.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { isSaidAsVerb } from '../said-as-verb.ts'
import { averageRules } from './rules-average.ts'
import { comparisonNode } from './comparison-node.ts'
import { isUnitOfTime } from './units.ts'
import { spanOf } from '../node.ts'
import type { Node, NumberNode } from '../node.ts'

const opposite: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

const numberAt = (nodes: readonly Node[], at: number): NumberNode | undefined => {
  const node = nodes[at]
  return node?.type === 'number' ? node : undefined
}

const isWord = (node: Node | undefined, pattern: RegExp): boolean =>
  (node?.type === 'word' || node?.type === 'cue') && pattern.test(node.text)

const reduce = (to: number, node: Node): Reduction => ({ to, nodes: [node] })

/** "between 3 and 5", "from 3 to 5", "3–5", 3到5之间. */
const range: Rule = (nodes, at) => {
  const opening = isCue(nodes[at], 'between') || isWord(nodes[at], /^(from|从|在)$/i)
  const start = opening ? skip(nodes, at + 1) : at
  const low = numberAt(nodes, start)
  if (!low) return undefined
  const middle = start + 1
  const isBetween = cueOf(nodes[at], 'between') !== undefined
  const joins =
    isWord(nodes[middle], /^(to|到|至|-|–|—|~|～|until|through)$/i) ||
    (isBetween && isCue(nodes[middle], 'and'))
  const high = numberAt(nodes, middle + 1)
  if (!joins || !high) return undefined
  const closes = isWord(nodes[middle + 2], /^(之间|之|间)$/)
  if (!opening && !closes && !isWord(nodes[middle], /^[-–—~～到至]$/)) return undefined
  let to = middle + 2
  while (isWord(nodes[to], /^(之间|之|间)$/)) to++
  const unit = high.unit ?? low.unit
  return reduce(to, {
    ...spanOf(nodes.slice(at, to)),
    type: 'range',
    low: low.value,
    high: high.value,
    ...(unit === undefined ? {} : { unit }),
  })
}

/** "more than 50", "older than 56", 超过50; and "10 or more", 50以上. */
const comparison: Rule = (nodes, at) => {
  const compare = cueOf(nodes[at], 'compare')
  if (compare) {
    const first = nodes[skip(nodes, at + 1)]
    // "after season 2007": the field stands between
    const field = first?.type === 'field' && isNumeric(first.field) ? first : undefined
    const value = skip(nodes, field ? nodes.indexOf(field) + 1 : at + 1)
    const number = numberAt(nodes, value)
    if (!number || number.ordinal) return undefined
    const after = endOfAmount(nodes, value + 1)
    const to = after ? value + 2 : value + 1
    const operator = after && compare.operator === '=' ? after.operator : compare.operator
    const node = comparisonNode(nodes.slice(at, to), { operator, right: number, hints: compare.hints })
    return field ? { to, nodes: [field, node] } : reduce(to, node)
  }
  const number = numberAt(nodes, at)
  const after = endOfAmount(nodes, at + 1)
  return number && after && !number.ordinal
    ? reduce(at + 2, comparisonNode(nodes.slice(at, at + 2), { operator: after.operator, right: number }))
    : undefined
}

/** "10 or more"; "or after" begins another amount in "before 1995 or after 2010". */
const endOfAmount = (
  nodes: readonly Node[],
  at: number,
): Extract<Cue, { readonly cue: 'compare-after' }> | undefined =>
  numberAt(nodes, skip(nodes, at + 1)) ? undefined : cueOf(nodes[at], 'compare-after')

/** "over 350 cracks and over 100 burrs": what could end an amount begins one where none stands before it. */
const secondComparison: Rule = (nodes, at) => {
  const joined = nodes[at]
  const said = /^(and|or) (.+)$/i.exec(joined?.text ?? '')
  const place = skip(nodes, at + 1)
  const number = numberAt(nodes, place)
  const isAfter = isCue(joined, 'compare-after') && !numberAt(nodes, at - 1)
  if (!joined || !said || !isAfter || !number || number.ordinal) return undefined
  const isLess = /^(below|less|fewer|lower|under|shorter|smaller|earlier|before|at most)/i.test(said[2] ?? '')
  const isOpen = /^at /i.test(said[2] ?? '')
  const operator = isLess ? (isOpen ? '<=' : '<') : isOpen ? '>=' : '>'
  const cue = said[1]?.toLowerCase() === 'or' ? 'or' : 'and'
  const joiner: Node = { ...spanOf([joined]), type: 'cue', cues: [{ cue }] }
  const words = nodes.slice(at, place + 1)
  return { to: place + 1, nodes: [joiner, comparisonNode(words, { operator, right: number })] }
}

/** 产量过3500: the amount behind it is passed. */
const passed: Rule = (nodes, at) => {
  const number = nodes[at]?.text === '过' && nodes[at]?.type === 'word' ? numberAt(nodes, at + 1) : undefined
  const measured = nodes[skipBack(nodes, at)]
  const isOfAmount = measured?.type === 'metric' || measured?.type === 'field' || measured?.type === 'measure'
  return number && isOfAmount && !number.ordinal
    ? reduce(at + 2, comparisonNode(nodes.slice(at, at + 2), { operator: '>', right: number }))
    : undefined
}

/** "not more than 5". */
const negatedComparison: Rule = (nodes, at) => {
  if (!isCue(nodes[at], 'not')) return undefined
  const place = skip(nodes, at + 1, 'be')
  const node = nodes[place]
  if (node?.type !== 'comparison') return undefined
  return reduce(place + 1, {
    ...node,
    ...spanOf(nodes.slice(at, place + 1)),
    operator: opposite[node.operator],
  })
}

/** "channel rating": a dataset right before one of its fields says whose field it is. */
const nounCompound: Rule = (nodes, at) => {
  const owner = nodes[at]
  const field = nodes[at + 1]
  const isOwn =
    owner?.type === 'dataset' &&
    field?.type === 'field' &&
    field.ref.dataset === owner.dataset.name &&
    field.from - owner.to <= 0 &&
    !(/^[a-z]/.test(field.text) && isSaidAsVerb(field))
  return isOwn ? reduce(at + 2, { ...field, ...spanOf([owner, field]), reason: field.reason }) : undefined
}

/** "product type", where products are only known by their id and types are a column. */
const partOfKey: Rule = (nodes, at) => {
  const part = nodes[at]
  const field = nodes[at + 1]
  const isPart =
    part?.type === 'field' &&
    part.reason === 'part of a name' &&
    part.field.role === 'key' &&
    part.score < 0.9
  if (!isPart || field?.type !== 'field' || field.from !== part.to || field.score < 0.95) return undefined
  return field.ref.dataset === part.ref.dataset
    ? reduce(at + 2, { ...field, ...spanOf([part, field]), reason: field.reason })
    : undefined
}

/** "full names", of a table with first and last names: both columns. */
const bothNames: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  const dataset =
    node?.type === 'field' && node.reason === wholeName ? view.dataset(node.ref.dataset) : undefined
  if (node?.type !== 'field' || !dataset) return undefined
  const halves = halvesOf(dataset).map((field): Node => ({ ...node, ref: refOf(dataset, field), field }))
  const joiner: Node = { ...spanOf([node]), type: 'cue', cues: [{ cue: 'and' }] }
  return { to: at + 1, nodes: halves.flatMap((half, i) => (i === 0 ? [half] : [joiner, half])) }
}

/** "launched in year 2002": the same column said twice. */
const saidTwice: Rule = (nodes, at) => {
  const first = nodes[at]
  if (first?.type !== 'field') return undefined
  const place = skip(nodes, at + 1, 'preposition')
  const second = nodes[place]
  if (second?.type !== 'field' || place === at + 1 || !isCue(nodes[place - 1], 'preposition'))
    return undefined
  return sameRef(first.ref, second.ref)
    ? reduce(place + 1, { ...second, ...spanOf([first, second]) })
    : undefined
}

/** "used the most energy": the verb says what the noun names, and names no column beside it. */
const verbOfNoun: Rule = (nodes, at) => {
  const verb = nodes[at]
  if (verb?.type !== 'field' || verb.score >= 0.9 || !/^[a-z]+ed$/i.test(verb.text)) return undefined
  const isNamed = nodes.some(
    (node, i) => i > at && node.type === 'field' && node.score > verb.score && sameRef(node.ref, verb.ref),
  )
  return isNamed ? { to: at + 1, nodes: [] } : undefined
}

/** "which defect type caused the most scrap": the verb of what is asked for names no cause. */
export const verbOfWhich: Rule = (nodes, at) => {
  const verb = nodes[at]
  // a speed is no verb
  const isVerb = verb?.type === 'field' && /^[a-z]{2,}[^e]ed$/i.test(verb.text)
  const subject = nodes[skipBack(nodes, at)]
  const isSubject = subject?.type === 'field' || subject?.type === 'dataset' || subject?.type === 'value'
  if (!isVerb || isTime(verb.field) || !isSubject) return undefined
  const before = nodes[skipBack(nodes, nodes.indexOf(subject))]
  const next = nodes[skip(nodes, at + 1)]
  return isCue(before, 'which') && next !== undefined && !isCue(next, 'sentence-end', 'of', 'be')
    ? { to: at + 1, nodes: [] }
    : undefined
}

/** "which reason cost us most hours": what was lost, and no money. */
const costOfTime: Rule = (nodes, at) => {
  if (!/^costs?$/i.test(nodes[at]?.text ?? '') || nodes[at]?.type === 'word') return undefined
  const rest = nodes.slice(at + 1, at + 6)
  const isTime = rest.some(
    node =>
      /^(hours?|minutes?|time|downtime|stop hours|output|parts|pieces)$/i.test(node.text) ||
      (node.type === 'number' && node.unit !== undefined && isUnitOfTime(node.unit)),
  )
  return isTime && !rest.some(node => isCue(node, 'comma', 'and')) ? { to: at + 1, nodes: [] } : undefined
}

/** "kinds of injuries", where injuries are a column: its different values. */
const kindOf: Rule = (nodes, at) => {
  const word = nodes[at]
  if (word?.type !== 'word' || !/^(kinds?|types?|sorts?|categories)$/i.test(word.text)) return undefined
  if (!isCue(nodes[at + 1], 'of')) return undefined
  const next = nodes[skip(nodes, at + 2, 'all')]
  if (next?.type !== 'field') return undefined
  return reduce(at + 2, { ...spanOf([word]), type: 'cue', cues: [{ cue: 'distinct' }] })
}

/** "names of states", where states are a column: the column itself is meant. */
const nameOf: Rule = (nodes, at) => {
  const name = nodes[at]
  if (name?.type !== 'field' || !/^names?$/i.test(name.text) || !isCue(nodes[at + 1], 'of')) return undefined
  const place = skip(nodes, at + 2, 'distinct', 'all')
  const field = nodes[place]
  if (field?.type !== 'field' || field.field.role === 'measure') return undefined
  return { to: place + 1, nodes: [...nodes.slice(at + 2, place), field] }
}

const unitNoun =
  /^(square|cubic|meters?|metres?|kilometers?|kilometres?|miles?|feet|centimeters?|millimeters?|kilograms?|grams?|pounds?|tons?|tonnes?|liters?|litres?|dollars?|euros?|usd|cny|eur|thousands?|millions?|billions?)$/i

/** "the longest rivers in meters", "budgets in millions": how it is measured, where no column or value is called so as it stands. */
const inUnit: Rule = (nodes, at) => {
  if (!/^(in|per)$/i.test(nodes[at]?.text ?? '')) return undefined
  let to = at + 1
  while (isUnitNoun(nodes[to])) to++
  return to > at + 1 ? { to, nodes: [] } : undefined
}

const isUnitNoun = (node: Node | undefined): boolean =>
  (node?.type === 'word' || (node?.type === 'field' && node.score < 0.9)) && unitNoun.test(node.text)

const countedUnit = /^(pcs|pieces?|units?|ea|件|个)$/i

/** "which lines scrapped more than 1,500 parts": the unit of what is measured, though products are called so too. */
const partsOfMeasure: Rule = (nodes, at) => {
  const node = nodes[at]
  const isParts =
    (node?.type === 'dataset' || node?.type === 'field') && /^(parts|pieces|units|pcs)$/i.test(node.text)
  const before = nodes[skipBack(nodes, at)]
  if (!isParts || isCue(before, 'group', 'which', 'count', 'what', 'ask') || before === undefined)
    return undefined
  const isMeasured = nodes.some(other => other.type === 'metric' && countedUnit.test(other.metric.unit ?? ''))
  return isMeasured ? { to: at + 1, nodes: [] } : undefined
}

/** Numbers with what is said about them. */
export const numberRules: readonly Rule[] = [
  inUnit,
  bothNames,
  partsOfMeasure,
  nounCompound,
  partOfKey,
  saidTwice,
  verbOfNoun,
  costOfTime,
  kindOf,
  nameOf,
  range,
  ...averageRules,
  passed,
  secondComparison,
  comparison,
  negatedComparison,
]

export { opposite as oppositeOperator }
