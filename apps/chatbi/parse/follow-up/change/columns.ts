import type { Dataset } from '../../../model/semantic-model.ts'
import { fieldsOfRow } from '../../../query/fields-of.ts'
import { definitionOf, filtersOfMeasure } from '../../../query/find-in-model.ts'
import type { FieldRef } from '../../../query/query.ts'
import type { Parts } from '../../collect.ts'
import { addColumn, addFilter } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import type { Node } from '../../node.ts'
import { columnAsked } from '../../rules/column-asked.ts'
import { isFlag, isQuantity, nameFieldOf, refOf } from '../../model-view.ts'
import { addsTo, asksForMost, asksForOthers, takesBack } from '../follow-up-words.ts'

/** "list them", "what are they", 是哪些: the rows themselves, after how many they are. */
const asksForRows = (question: string): boolean =>
  /\b(?:list|name|show)\b|\bwhat are they\b|\bwhich (?:ones|are they)\b|^when (?:did|do|were|was)\b|列|哪些|哪几|明细|清单/i.test(
    question,
  )

/** "just the numbers", 只要编号: what tells the rows apart, whatever it is called. */
const asksForKeys = (question: string): boolean =>
  /\b(?:just|only)? ?(?:the |their )(?:numbers?|ids?|codes?|names?)\W*$|^(?:just |only )(?:numbers?|ids?|codes?|names?)\W*$|(?:只要|只列|列出?|给我)?(?:编号|单号|号码|名称|名字)(?:就行|就好|就可以|即可|是什么|呢)?[？?。]?$/iu.test(
    question,
  )

/** "which line is each one on", 分别在哪条线上: told beside what the rows are called by. */
const asksOfEach = (question: string): boolean =>
  /\beach (?:one|of them)?\b|\b(?:is|are|were|was) (?:they|each|it)\b|分别|各是|各自|都是?[在用]|对应/i.test(
    question,
  )

/**
 * Which columns of the rows are shown: "machine and start time" of the stops that were listed, "their order numbers with the
 * product", 都在哪条线. Whether the rows are listed now.
 */
export const editColumns = (
  draft: Draft,
  parts: Parts,
  { question, nodes }: { readonly question: string; readonly nodes: readonly Node[] },
): boolean => {
  if (takesBack(question) || asksForOthers(question) || asksForMost(question)) return false
  const root = rowsBefore(draft)
  if (!root || parts.groups.some(group => !group.each && group.by.length > 0)) return false
  if (parts.havings.length + parts.superlatives.length + parts.counts.length > 0 || parts.asksAmount)
    return false
  const isCount = draft.measures.length > 0
  const named = columnsSaid(draft, parts, { root, question, nodes })
  const isMeasure =
    !isCount && named.length > 0 && named.every(ref => isAmount(draft, ref)) && !addsTo(question)
  if (isCount ? !asksForRows(question) : named.length === 0 || isMeasure) return false
  if (parts.measures.length > 0 && named.length === 0) return false
  if (isCount) listInstead(draft, root)
  const wide = draft.columns.length >= root.fields.filter(field => !field.hidden).length
  if (!(addsTo(question) || asksOfEach(question)) || wide) draft.columns = []
  const name = nameFieldOf(root)
  if (name && draft.columns.length === 0 && (asksOfEach(question) || named.length === 0))
    addColumn(draft, refOf(root, name))
  for (const ref of named) addColumn(draft, ref)
  return true
}

const isAmount = (draft: Draft, ref: FieldRef): boolean => {
  const field = draft.view.field(ref)
  return field !== undefined && isQuantity(field)
}

/** The rows that were listed or counted, where nothing groups them. */
const rowsBefore = (draft: Draft): Dataset | undefined => {
  if (draft.dimensions.length > 0 || draft.setOperation || draft.compareTo) return undefined
  const [measure, other] = draft.measures
  if (other) return undefined
  const expression = measure && definitionOf(measure.expression, draft.view.model)
  if (measure) return expression?.kind === 'rows' ? draft.view.dataset(expression.dataset) : undefined
  const first = draft.columns[0]?.value
  const name = draft.root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
  return name === undefined ? undefined : draft.view.dataset(name)
}

const listInstead = (draft: Draft, root: Dataset): void => {
  for (const { expression } of draft.measures)
    for (const condition of filtersOfMeasure(expression, draft.view.model)) addFilter(draft, condition)
  draft.measures = []
  draft.orderBy = []
  draft.root = root.name
}

const columnsSaid = (
  draft: Draft,
  parts: Parts,
  {
    root,
    question,
    nodes,
  }: { readonly root: Dataset; readonly question: string; readonly nodes: readonly Node[] },
): readonly FieldRef[] => {
  const said = [...parts.outputs, ...parts.otherFields, ...parts.groups.flatMap(group => group.by)].flatMap(
    (node): readonly FieldRef[] => {
      if (node.type === 'dataset') return nameOf(node.dataset)
      return isFlag(node.field) ? [] : [ownField(root, node.ref)]
    },
  )
  const heads = [...parts.heads, ...parts.owners].filter(node => node.dataset.name !== root.name)
  const measured = parts.measures.flatMap(node =>
    node.type === 'measure' && node.expression.kind === 'aggregate' ? fieldsOfRow(node.expression.value) : [],
  )
  const key = asksForKeys(question) ? nameOf(root) : []
  const clauses = parts.columns?.dataset.name === root.name ? parts.columns.refs : []
  const found = [...key, ...said, ...heads.flatMap(node => nameOf(node.dataset)), ...measured, ...clauses]
  const asked =
    found.length > 0 || parts.conditions.length > 0
      ? undefined
      : columnAsked(nodes, { dataset: root, view: draft.view })
  return [...found, ...(asked ? [asked] : [])].filter(
    ({ dataset }) => dataset === root.name || draft.view.isParent(dataset, root.name),
  )
}

/** A column that the rows themselves have is meant of them, not that of other rows. */
const ownField = (root: Dataset, ref: FieldRef): FieldRef =>
  ref.dataset !== root.name && root.fields.some(field => field.name === ref.field && !field.hidden)
    ? { dataset: root.name, field: ref.field }
    : ref

const nameOf = (dataset: Dataset): readonly FieldRef[] => {
  const name = nameFieldOf(dataset)
  return name ? [refOf(dataset, name)] : []
}
