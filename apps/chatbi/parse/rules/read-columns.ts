import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import type { Dataset } from '../../model/semantic-model.ts'
import type { FieldRef } from '../../query/query.ts'
import { isCue } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { columnAsked, isAsk } from './column-asked.ts'
import { conditionNode } from './condition.ts'
import { rowsMeant } from './rows-meant.ts'
import { entityOf } from './rules-entity.ts'

/**
 * "stops of line 3 yesterday: machine, reason and how long it lasted", "which orders are still running, and on which line",
 * 查一下工单 WO-7，做的哪个产品、计划多少件: rows are said first, then in short clauses what is asked of each. The clauses become one
 * node of columns; the nodes as they were where what is said first names no rows, or measures them.
 */
export const readColumns = (nodes: readonly Node[], view: ModelView): readonly Node[] => {
  const clauses = clausesOf(nodes)
  const first = clauses.findIndex(clause => clause.some(isContent))
  const opening = clauses[first]
  if (!opening) return nodes
  const split = splitOpening(opening, view)
  const rest = [...(split.asked.length > 0 ? [split.asked] : []), ...clauses.slice(first + 1)]
  const base = [...clauses.slice(0, first).flat(), ...split.base]
  for (let at = 0; at < rest.length; at++) {
    if (!isOpened(rest.slice(at), rest[at - 1] ?? (split.asked.length > 0 ? [] : base))) continue
    const said = [...base, ...rest.slice(0, at).flat()]
    const found = columnsOf(rest.slice(at), said, view)
    if (found) return [...asRows(said, view), found]
  }
  return nodes
}

/** By a mark, a question word, or "with" before two names: "in common with enzymes" opens nothing. */
const isOpened = (clauses: readonly (readonly Node[])[], before: readonly Node[]): boolean => {
  const [first = []] = clauses
  const opening = first[0]?.text ?? ''
  if (!/^(and|with|w|with the|along with|including|incl|plus|showing)$/i.test(opening)) return true
  const isAfterMark = before.length > 0 && before.every(node => !isContent(node) && !isAsk(node))
  const isList = !/^and$/i.test(opening) && clauses.filter(clause => clause.some(isAsking)).length > 1
  return isAfterMark || isList || first.some(node => isAsk(node))
}

const isBreak = (node: Node, before: Node | undefined): boolean =>
  isCue(node, 'comma', 'and', 'sentence-end') ||
  /^(and|和|与|with|w|with the|along with|including|incl|plus|showing|带|带上|附|附上|以及|并)$/i.test(
    node.text,
  ) ||
  (node.type === 'word' &&
    node.isMark &&
    /^[-–—:;,，、；：()（）]$/.test(node.text) &&
    before?.to === node.from)

/** The question cut before every comma, joiner and mark, which open the next clause. */
const clausesOf = (nodes: readonly Node[]): readonly (readonly Node[])[] => {
  const clauses: Node[][] = [[]]
  nodes.forEach((node, at) => {
    if (isBreak(node, nodes[at - 1])) clauses.push([])
    clauses.at(-1)?.push(node)
  })
  return clauses
}

/** LOT-7这批料是哪家供的: rows and what is asked of them in one clause. */
const splitOpening = (
  clause: readonly Node[],
  view: ModelView,
): { readonly base: readonly Node[]; readonly asked: readonly Node[] } => {
  const isHan = clause.some(node => /\p{Script=Han}/u.test(node.text))
  const at = clause.findIndex(
    node => isCue(node, 'which', 'when') || (node.type === 'time' && node.expression.asks === true),
  )
  const whole = { base: clause, asked: [] }
  const isMany = /[几些]/.test(clause[at]?.text ?? '')
  // 四台车床分别是哪天投用的: of each of that kind
  const isOfEach =
    clause.slice(0, at).some(node => entityOf(node, view)) &&
    clause.slice(0, at).some(node => /^(分别|都|各|各自)$/.test(node.text))
  if (!isHan || at < 1 || isMany || !(isOfEach || clause.slice(0, at).some(isSingledOut))) return whole
  let from = at
  // 装在哪条线: the verb is said of what is asked
  while (from > 1 && isVerbOrFiller(clause[from - 1])) from--
  const [base, asked] = [clause.slice(0, from), clause.slice(from)]
  const thing = nounOf(base.at(-1))
  const dataset = thing === undefined ? undefined : rowsMeant(base, view)
  // 最贵的维修单是哪张: what the noun names is asked for, not a column of it
  const ref = dataset && columnAsked(asked, { dataset, view })
  return ref && (ref.dataset !== thing || isOfEach) ? { base, asked } : whole
}

/** LOT-7, 最贵的…: one row is spoken of. */
const isSingledOut = (node: Node): boolean =>
  isCue(node, 'extreme') ||
  (node.type === 'value' &&
    (node.field.isName === true || node.field.role === 'key' || node.field.valueKind === 'code'))

const nounOf = (node: Node | undefined): string | undefined =>
  node?.type === 'dataset'
    ? node.dataset.name
    : node?.type === 'value' || node?.type === 'field'
      ? node.ref.dataset
      : undefined

const isVerbOrFiller = (node: Node | undefined): boolean =>
  (node?.type === 'word' && !node.isMark) ||
  isCue(node, 'be', 'preposition', 'of', 'have') ||
  /^(分别|都|各|各自)$/.test(node?.text ?? '')

const columnsOf = (
  clauses: readonly (readonly Node[])[],
  base: readonly Node[],
  view: ModelView,
): NodeOf<'columns'> | undefined => {
  const dataset = isListable(base, clauses.length) ? rowsMeant(base, view) : undefined
  if (!dataset) return undefined
  const refs: FieldRef[] = []
  // "… the most, in parts": of what is ranked only what a question word asks for
  const isRanked = base.some(node => node.type === 'metric')
  for (const clause of clauses.flatMap(one => namesApart(one, dataset))) {
    if (!clause.some(node => isAsking(node))) continue
    if (isRanked && clauses.length === 1 && !clause.some(node => isAsk(node))) return undefined
    const ref = columnAsked(clause, { dataset, view })
    if (!ref) return undefined
    if (!refs.some(one => sameRef(one, ref))) refs.push(ref)
  }
  return refs.length === 0 ? undefined : { ...spanOf(clauses.flat()), type: 'columns', refs, dataset }
}

/** "w machine reason and mins": names that stand side by side with no word between are asked for each by itself. */
const namesApart = (clause: readonly Node[], dataset: Dataset): readonly (readonly Node[])[] => {
  const isName = (node: Node | undefined): boolean =>
    node?.type === 'field' || (node?.type === 'dataset' && node.dataset.name !== dataset.name)
  const at = clause.findIndex((node, i) => isName(node) && isName(clause[i - 1]))
  const isLatin = /^[a-z]/i.test(clause[at]?.text ?? '')
  return at > 0 && isLatin ? [clause.slice(0, at), ...namesApart(clause.slice(at), dataset)] : [clause]
}

/** More than politeness: "… please", 帮我列一下. */
const isAsking = (node: Node): boolean => isContent(node) || isAsk(node)

/** What is measured, counted or grouped has no columns of its rows, unless one of them is singled out. */
const isListable = (base: readonly Node[], clauseCount: number): boolean => {
  const isRanked = base.some(node => isCue(node, 'extreme', 'top'))
  return base.every(
    (node, at) =>
      // "list every stop"
      (isCue(base[at - 1], 'ask') && isCue(node, 'group')) ||
      (!isCue(
        node,
        'count',
        'aggregate',
        'group',
        'share',
        'ratio',
        'difference',
        'versus',
        'why',
        'change',
        'duration',
        'money',
      ) &&
        (node.type !== 'metric' || isRanked || (node.metric.expression.kind === 'rows' && clauseCount > 1)) &&
        (node.type !== 'time' || node.expression.grain === undefined)),
  )
}

/** Rows that a metric counts are listed: "breakdowns of line 3: machine, reason". "history of" asks for no course of time. */
const asRows = (base: readonly Node[], view: ModelView): readonly Node[] => {
  const said = base.filter(node => !isCue(node, 'trend'))
  return said.some(node => isCue(node, 'extreme')) ? said : listedRows(said, view)
}

/** The nodes with the rows themselves for metrics that count them. */
export const listedRows = (nodes: readonly Node[], view: ModelView): readonly Node[] =>
  nodes.flatMap((node): readonly Node[] => {
    if (node.type !== 'metric' || node.metric.expression.kind !== 'rows') return [node]
    const { dataset: name, filters = [] } = node.metric.expression
    const dataset = view.dataset(name)
    const conditions = filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter)))
    return dataset ? [{ ...node, type: 'dataset', dataset }, ...conditions] : [node]
  })
