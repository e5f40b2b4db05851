import { sharesRoot } from '../../link/string-similarity.ts'
import { toKeys } from '../../link/to-atoms.ts'
import type { Dataset, Field } from '../../model/semantic-model.ts'
import { beforeUnit } from '../../query/find-in-model.ts'
import type { FieldRef } from '../../query/query.ts'
import { defaultTimeOf } from '../default-time.ts'
import { cueOf, isCue } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isFlag, isQuantity, isTime, nameFieldOf, refOf } from '../model-view.ts'
import type { Node } from '../node.ts'
import { classifiedBy } from './classifiers.ts'

interface Rows {
  readonly dataset: Dataset
  readonly view: ModelView
}

const fillers = [
  'of',
  'preposition',
  'and',
  'be',
  'have',
  'ask',
  'relative',
  'all',
  'comma',
  'sentence-end',
  'yes-no',
  'details',
] as const

const bareNumber =
  /^(order |job |ticket |reference )?(number|no|nr|id|code|ref|reference)s?$|^(编号|单号|号码|工单号|号)$/i

/**
 * The column that a few words ask for of each row: "order no", "when it was opened", "how long it lasted", "who supplied it",
 * 哪天到的, 用的哪批料, 花了多少钱. Undefined where they ask for anything else.
 */
export const columnAsked = (words: readonly Node[], rows: Rows): FieldRef | undefined => {
  const said = withoutEachTime(words).filter(
    node =>
      !(node.type === 'word' && (node.isStop || node.isMark)) &&
      (isAsk(node) || !isCue(node, ...fillers)) &&
      !/^(each|every|each of|各|分别|带|带上|附|附上|w)$/i.test(node.text),
  )
  const [only, another] = said
  if (only && !another && bareNumber.test(only.text)) return keyOf(rows.dataset)
  const whole = calledByAll(said, rows.dataset)
  if (whole) return whole
  if (said.some(node => isOther(node))) return undefined
  // "…, in parts": how it is told
  const isManner = (node: Node): boolean =>
    isCue(node, 'preposition') || /^(by|per|in|for|at|during|按|按照|依)$/i.test(node.text)
  if (words.some(isManner) && !said.some(node => isAsk(node))) return undefined
  if (said.some(node => node.type === 'field' && isFlag(node.field))) return undefined
  const named = said.filter(node => isNamed(node))
  // 哪家供应商的料: the rows themselves are no column
  const isOwn = (node: Node): boolean => node.type === 'dataset' && node.dataset.name === rows.dataset.name
  const names = named.length > 1 ? named.filter(node => !isOwn(node)) : named
  const unknown = said.filter(node => node.type === 'word')
  if (names.length > 1 || unknown.length > 2) return undefined
  const [name] = names
  const asks = said.filter(node => node.type === 'cue' || node.type === 'time')
  // "and how many cards" counts
  if (asks.length > 1 || asks.some(node => isCue(node, 'count') && /^[a-z]/i.test(node.text)))
    return undefined
  // 哪天到的货: the rows themselves, of which the time is asked for
  const asksOfRows =
    names.every(isOwn) && asks.some(node => node.type === 'time' || isCue(node, 'when', 'money', 'amount'))
  if (asksOfRows && name) return asked(asks, unknown, rows)
  if (name) return unknown.length > (asks.length > 0 ? 2 : 0) ? undefined : columnNamed(name, rows)
  return asked(asks, unknown, rows)
}

/** "what quantity was planned": the words, in whatever order, are those of the column's name. */
const calledByAll = (said: readonly Node[], dataset: Dataset): FieldRef | undefined => {
  const words = said.filter(node => !isAsk(node))
  if (words.length < 2 || words.some(node => node.type !== 'field' && node.type !== 'word')) return undefined
  const keys = words
    .flatMap(node => toKeys(node.text))
    .toSorted()
    .join(' ')
  const found = dataset.fields.find(
    field =>
      !field.hidden &&
      [field.label.en, ...field.synonyms].some(name => toKeys(name).toSorted().join(' ') === keys),
  )
  return found && refOf(dataset, found)
}

/** "what was done each time": of each row. */
const withoutEachTime = (words: readonly Node[]): readonly Node[] =>
  words.filter(
    (node, at) =>
      !/^(each time|every time|每次)$/i.test(node.text) &&
      !(/^times?$/i.test(node.text) && /^(each|every)$/i.test(words[at - 1]?.text ?? '')),
  )

/** A word that asks for something of each row. */
export const isAsk = (node: Node): boolean =>
  isCue(node, 'which', 'what', 'who', 'when', 'where', 'duration', 'money', 'amount', 'count')

/** Conditions, groups, counts of rows and ranks ask for more than a column. */
const isOther = (node: Node): boolean => {
  if (node.type === 'time') return !node.expression.asks
  if (node.type === 'word' || isNamed(node)) return false
  return !isAsk(node)
}

const isNamed = (node: Node): boolean =>
  node.type === 'field' || node.type === 'dataset' || node.type === 'metric'

const keyOf = (dataset: Dataset): FieldRef | undefined => {
  const [key] = dataset.primaryKey
  const field = dataset.fields.find(one => one.name === key && !one.hidden)
  return field && refOf(dataset, field)
}

const within = (name: string, { dataset, view }: Rows): boolean =>
  name === dataset.name || view.isParent(name, dataset.name)

/** The column of the rows themselves, or of what they belong to. */
const columnNamed = (node: Node, rows: Rows): FieldRef | undefined => {
  const { dataset, view } = rows
  if (node.type === 'dataset') {
    const name = nameFieldOf(node.dataset)
    return name && within(node.dataset.name, rows) ? refOf(node.dataset, name) : undefined
  }
  if (node.type === 'metric') return summedBy(node, dataset)
  if (node.type !== 'field') return undefined
  const own = dataset.fields.find(one => one.name === node.ref.field && !one.hidden)
  if (own && !(own.role === 'key' && node.ref.dataset !== dataset.name)) return refOf(dataset, own)
  return within(node.ref.dataset, { dataset, view }) ? node.ref : undefined
}

/** "cost" of one order: the column that the metric adds up. */
const summedBy = (
  { metric }: Extract<Node, { readonly type: 'metric' }>,
  dataset: Dataset,
): FieldRef | undefined => {
  const { expression } = metric
  const inner = beforeUnit(expression)
  return inner.kind === 'aggregate' &&
    inner.value.kind === 'field' &&
    inner.value.field.dataset === dataset.name &&
    !inner.filters?.length
    ? inner.value.field
    : undefined
}

/** What a question word alone asks for of the rows. */
const asked = (asks: readonly Node[], unknown: readonly Node[], rows: Rows): FieldRef | undefined => {
  const { dataset } = rows
  const has = (...cues: Parameters<typeof isCue>[1][]): boolean => asks.some(node => isCue(node, ...cues))
  if (has('when') || asks.some(node => node.type === 'time')) return timeOf(unknown, dataset)
  if (has('duration')) return quantityOf(dataset, /duration|downtime|length|时长|持续/)
  if (has('money')) return quantityOf(dataset, /cost|price|amount|expense|费用|金额|成本|价/)
  const hints = asks.map(node => cueOf(node, 'amount')?.hints).find(Boolean)
  if (hints) return quantityOf(dataset, new RegExp(hints.join('|')))
  const which = asks.find(node => isCue(node, 'which'))
  const classified = which && classifiedBy(which.text, parentsOf(rows), rows.view)
  if (classified) return nameOf(classified)
  if (has('who', 'which', 'what', 'where')) {
    const parent = parentSaid(unknown, rows)
    if (parent) return nameOf(parent)
  }
  const isDone = /^(done|repaired|fixed|written|reported|noted|做了|干了|修了)$/i.test(unknown[0]?.text ?? '')
  return has('what') && isDone ? textOf(dataset) : undefined
}

const parentsOf = ({ dataset, view }: Rows): readonly string[] => [
  dataset.name,
  ...view.model.datasets.map(one => one.name).filter(name => view.isParent(name, dataset.name)),
]

const nameOf = (dataset: Dataset): FieldRef | undefined => {
  const name = nameFieldOf(dataset)
  return name && refOf(dataset, name)
}

/** "when it was put out": the time whose name has the verb, else the time that the rows are kept by. */
const timeOf = (verbs: readonly Node[], dataset: Dataset): FieldRef | undefined => {
  const times = dataset.fields.filter(field => !field.hidden && isTime(field))
  const said = times.find(field =>
    verbs.some(verb => isRelated(verb.text, [field.label.en, field.label.zh ?? ''])),
  )
  const field = said ?? defaultTimeOf(dataset)
  return field && refOf(dataset, field)
}

const quantityOf = (dataset: Dataset, called: RegExp): FieldRef | undefined => {
  const field = dataset.fields.find(
    one =>
      !one.hidden &&
      isQuantity(one) &&
      called.test(`${one.name} ${one.label.en} ${one.label.zh ?? ''}`.toLowerCase()),
  )
  return field && refOf(dataset, field)
}

/** "who supplied it", 哪家供的: what the rows belong to whose name has the verb. */
const parentSaid = (verbs: readonly Node[], rows: Rows): Dataset | undefined => {
  const found = parentsOf(rows)
    .filter(name => name !== rows.dataset.name)
    .map(name => rows.view.dataset(name))
    .filter(one => one !== undefined)
    .filter(one => verbs.some(verb => isRelated(verb.text, [one.label.en, one.label.zh ?? ''])))
  return found.length === 1 ? found[0] : undefined
}

const isRelated = (verb: string, names: readonly string[]): boolean =>
  /\p{Script=Han}/u.test(verb)
    ? names.some(name => name.includes(verb))
    : names.some(name =>
        toKeys(name).some(key => toKeys(verb).some(own => own === key || sharesRoot(own, key))),
      )

/** The one column of free text: what was written of the row. */
const textOf = (dataset: Dataset): FieldRef | undefined => {
  const [only, another]: readonly (Field | undefined)[] = dataset.fields.filter(
    field => !field.hidden && field.valueKind === 'text',
  )
  return only && !another ? refOf(dataset, only) : undefined
}
