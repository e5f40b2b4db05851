import type { Direction } from '../../link/cue.ts'
import type { LinkResult } from '../../link/link.ts'
import type { Dataset, Field } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, RowExpression } from '../../query/query.ts'
import { decisive } from '../collect.ts'
import type { Parts } from '../collect.ts'
import { addColumn, addFilter, addMeasure, createDraft } from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import { isNumeric, isTime, nameFieldOf, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { isContent, isCue } from '../node.ts'
import type { FieldNode, Node, NodeOf, ValueNode } from '../node.ts'
import { numberInText } from './number-in-text.ts'

/** Atom positions, end exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A question about the one table there is: one cover of its words and what the grammar made of it. */
export interface TableQuestion {
  readonly lattice: LinkResult
  readonly nodes: readonly Node[]
  readonly parts: Parts
  readonly view: ModelView
  readonly dataset: Dataset
  readonly style: OutputStyle
}

/** Composes a query where its operator is said; several where it may be meant in several ways. */
export type Operator = (table: TableQuestion) => readonly Draft[]

/** Where the pattern stands among the words, which are in lower case and one blank apart. */
export const findPhrase = (
  { lattice }: TableQuestion,
  pattern: RegExp,
): (Span & { readonly text: string }) | undefined => {
  const words = lattice.atoms.map(atom => atom.norm.toLowerCase())
  const found = pattern.exec(words.join(' '))
  if (!found) return undefined
  const atomAt = (offset: number): number => words.join(' ').slice(0, offset).split(' ').length - 1
  return { from: atomAt(found.index), to: atomAt(found.index + found[0].length - 1) + 1, text: found[0] }
}

export const valuesOf = ({ nodes }: TableQuestion): readonly ValueNode[] =>
  nodes.filter(node => node.type === 'value')
export const fieldsOf = ({ nodes }: TableQuestion): readonly FieldNode[] =>
  nodes.filter(node => node.type === 'field')

const digits = /^[^\p{L}\d]{0,3}\d/u

/** The field as a number: its own, or the one that its texts begin with ("1,200 t", "£30"); else undefined. */
export const numberIn = (ref: FieldRef, field: Field): RowExpression | undefined => {
  if (isNumeric(field) || isTime(field)) return { kind: 'field', field: ref }
  const texts = field.samples.map(String)
  const fitting = texts.filter(text => digits.test(text)).length
  return field.type === 'text' && texts.length > 0 && fitting >= 0.7 * texts.length
    ? numberInText(ref, field)
    : undefined
}

/** Where rows stand in the table. */
export const positionOf = ({ dataset }: TableQuestion): RowExpression => ({
  kind: 'row-position',
  field: { dataset: dataset.name, field: dataset.fields[0]?.name ?? '' },
})

export const equalTo = ({ ref, value }: ValueNode): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field: ref },
  operator: '=',
  right: { kind: 'value', value },
})

/** Names of columns that say where. */
export const placeNames = /\b(location|place|city|venue|country|site|town|state)\b/i

const namedFor: readonly { readonly flag: 'when' | 'where'; readonly names: RegExp }[] = [
  { flag: 'when', names: /\b(year|date|season|day)\b/i },
  { flag: 'where', names: placeNames },
]

/** The field that the question asks for: the one it names, the one its question word means, or the rows' name. */
export const askedField = (table: TableQuestion, ...others: readonly FieldRef[]): FieldRef | undefined => {
  const { dataset, parts } = table
  const said = saidField(table, ...others)
  if (said) return said
  for (const { flag, names } of namedFor) {
    const found = parts.flags.has(flag) ? dataset.fields.find(field => names.test(field.label.en)) : undefined
    if (found) return refOf(dataset, found)
  }
  const name = dataset.fields.find(field => !field.hidden && isNaming(table, field)) ?? nameFieldOf(dataset)
  return name && refOf(dataset, name)
}

/** The first field that the question names as asked for; nobody's name is an amount, a time or a code. */
export const saidField = ({ parts }: TableQuestion, ...others: readonly FieldRef[]): FieldRef | undefined =>
  parts.outputs.find(
    node =>
      !others.some(ref => sameRef(ref, node.ref)) && (!parts.flags.has('who') || holdsWords(node.field)),
  )?.ref

const holdsWords = (field: Field): boolean => {
  const words = field.samples.filter(sample => typeof sample === 'string' && /^["'“(]?\p{L}/u.test(sample))
  return field.type === 'text' && words.length >= 0.7 * field.samples.length
}

/** Texts that tell rows apart name them better than a rank or a date before them. */
const isNaming = ({ dataset }: TableQuestion, field: Field): boolean =>
  holdsWords(field) && (field.distinctCount ?? 0) >= 0.7 * (dataset.rowCount ?? 1)

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

/** Words that say an operator speak for it where another reading passes over them. */
const operatorSaid = -0.3

/** Whether the words are part of a name or a value: "First name", "Highest seller". */
export const isName = ({ nodes }: TableQuestion, phrase: Span): boolean =>
  nodes.some(node => (node.type === 'value' || node.type === 'field') && overlaps(node, phrase))

/** A draft with every condition that none of the operator's own words (`used`) make up. */
export const startDraft = (table: TableQuestion, used: readonly Span[]): Draft => {
  const draft = createDraft(table.view, table.style)
  draft.root = table.dataset.name
  draft.penalty = operatorSaid
  for (const node of [...table.parts.conditions, ...amountsSaid(table)])
    if (!used.some(span => overlaps(span, node))) addFilter(draft, node.condition)
  return draft
}

/** "which 5 plates", "the top 3 riders": how many are asked for, not an amount that they have. */
export const countSaid = ({ nodes }: TableQuestion): NodeOf<'number'> | undefined =>
  nodes.find(
    (node, at): node is NodeOf<'number'> =>
      node.type === 'number' && isCue(nodes[at - 1], 'which', 'what', 'top', 'extreme', 'ask'),
  )

/** "30 seats", "all 225 laps": a bare number beside the name of a column that holds amounts. */
export const amountsSaid = (
  table: TableQuestion,
): readonly (Span & { readonly condition: Condition; readonly ref: FieldRef })[] =>
  table.nodes.flatMap(number => {
    if (
      number.type !== 'number' ||
      number === countSaid(table) ||
      table.parts.conditions.some(node => overlaps(node, number))
    )
      return []
    const field = fieldsOf(table).find(node => node.from === number.to || node.to === number.from)
    const left = field && numberIn(field.ref, field.field)
    if (!field || !left || isTime(field.field)) return []
    const condition: Condition = {
      kind: 'compare',
      left,
      operator: '=',
      right: { kind: 'value', value: number.value },
    }
    return [
      {
        from: Math.min(field.from, number.from),
        to: Math.max(field.to, number.to),
        condition,
        ref: field.ref,
      },
    ]
  })

export const listField = (draft: Draft, field: FieldRef): Draft => {
  addColumn(draft, field)
  return draft
}

/** Orders the groups by how many rows they have; an explained answer shows that. */
export const rankByRows = (draft: Draft, { dataset }: TableQuestion, direction: Direction): void => {
  const measure = { kind: 'rows', dataset: dataset.name } as const
  const by =
    draft.style === 'explained'
      ? ({ kind: 'output', id: addMeasure(draft, measure) } as const)
      : ({ kind: 'measure', measure } as const)
  draft.orderBy.push({ by, direction })
}

/** Shows the amount that rows are ranked by, where the style explains. */
export const showAmount = (draft: Draft, amount: FieldRef): Draft =>
  draft.style === 'explained' ? listField(draft, amount) : draft

export const countRowsOf = (draft: Draft, table: TableQuestion): Draft => {
  addMeasure(draft, { kind: 'rows', dataset: table.dataset.name })
  return draft
}

/** Words that speak of the table itself. */
const aboutTables =
  /^(chart|list|listed|table|shown|appear|appears|appeared|occur|name|column|entry|mentioned|overall)$/i

/** Tells every word that neither the operator nor a condition nor what is shown stands for. */
export const finish = (draft: Draft, table: TableQuestion, used: readonly Span[]): Draft => {
  const shown = [
    ...draft.columns.map(column => column.value),
    ...draft.dimensions.map(one => ({ kind: 'field' as const, field: one.field })),
  ]
  const restricted = table.parts.conditions.flatMap(node => node.refs)
  // "in the year 1990": the condition on a column says its name too
  const isShown = (node: Node): boolean =>
    node.type === 'field' &&
    (shown.some(value => value.kind === 'field' && sameRef(value.field, node.ref)) ||
      restricted.some(ref => sameRef(ref, node.ref)))
  const spans = [...used, ...table.parts.conditions, ...amountsSaid(table)]
  for (const node of table.nodes) {
    const counts = isContent(node) ? !isAboutTable(node) : isCue(node, ...decisive, 'difference')
    if (counts && !isShown(node) && node.type !== 'dataset' && !spans.some(span => overlaps(span, node)))
      draft.unused.push(node)
  }
  return draft
}

const isAboutTable = (node: Node): boolean => node.type === 'word' && aboutTables.test(node.text)
