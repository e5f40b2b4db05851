import type { LinkResult } from '../../link/link.ts'
import type { Condition } from '../../query/query.ts'
import type { ValueIndex } from '../../link/value-index.ts'
import { draftOf } from '../draft.ts'
import type { OutputStyle } from '../draft.ts'
import type { Candidate } from '../candidate.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'
import type { ModelView } from '../model-view.ts'
import type { Node } from '../node.ts'
import { featuresOf } from '../rank.ts'
import { findAnchors } from './anchor.ts'
import type { Anchor } from './anchor.ts'
import { columnsOf } from './column.ts'
import { toUnits } from './chinese-units.ts'
import type { Column, Naming } from './column.ts'
import { explainQuery } from './explain-query.ts'
import { factsOf } from './features.ts'
import { poolOf, rankPool } from './ranking.ts'
import type { RankedQuery } from './ranking.ts'
import type { FloatingTable } from './row-set.ts'

/** A table of so few rows is one that someone wrote; what was logged is asked about in other ways. */
const mostRows = 1000
const rankedCount = 40

/** The one small imported table that there is, as the floating parser sees it. */
export const floatingTableOf = (
  said: LinkResult,
  { model }: ModelView,
  index: ValueIndex,
): FloatingTable | undefined => {
  const [dataset, second] = model.datasets.filter(one => !one.hidden)
  if (!dataset || second || model.dialect !== 'duckdb') return undefined
  if ((dataset.rowCount ?? Infinity) > mostRows || model.metrics.some(isDefined)) return undefined
  const { lattice, spans } = said.language === 'zh' ? toUnits(said) : { lattice: said }
  const columns = columnsOf(lattice, dataset)
  const words = ` ${lattice.atoms.map(atom => atom.norm.toLowerCase()).join(' ')} `
  const anchors = findAnchors({ lattice, index, columns })
  const withoutTotals = totalsOf(index, columns)
  return {
    lattice,
    dataset,
    columns,
    anchors,
    words,
    ...(spans ? { spans } : {}),
    ...(withoutTotals ? { withoutTotals } : {}),
  }
}

/** A row that is called a total is no row like the others. */
const totalsOf = (index: ValueIndex, columns: readonly Column[]): Condition | undefined => {
  const named = columns.find(column => column.holdsWords)
  const total = ['total', 'totals', 'grand total', '合计', '总计']
    .flatMap(word => index.find(word))
    .find(match => match.field.field === named?.ref.field)
  if (!named || !total) return undefined
  const left = { kind: 'field', field: named.ref } as const
  const isTotal: Condition = {
    kind: 'compare',
    left,
    operator: '=',
    right: { kind: 'value', value: total.value },
  }
  return { kind: 'not', condition: isTotal }
}

/** Someone said what the metric is for: then the table is prepared. */
const isDefined = ({ description }: { readonly description?: string | undefined }): boolean =>
  description !== undefined

/**
 * The grammar's candidates and those composed without it, by the learned model; each with the probability that it is the
 * one meant. The best is worth what the grammar's best is worth, so that sources stay comparable.
 */
export const rankTable = (
  table: FloatingTable,
  fromGrammar: readonly Candidate[],
  { said, ...options }: { readonly said: LinkResult; readonly view: ModelView; readonly style: OutputStyle },
): readonly RankedCandidate[] => {
  const [best] = fromGrammar
  if (!best) return []
  const facts = factsOf(table)
  const ranked = rankPool(table, poolOf(table, fromGrammar)).slice(0, rankedCount)
  const highest = ranked[0]?.score ?? 0
  return ranked.map((one): RankedCandidate => {
    const query = options.style === 'explained' ? explainQuery(one.query, table.dataset) : one.query
    const nodes = nodesOf(table, one)
    const cover = { nodes, score: best.cover.score }
    const draft = draftOf(query, options.view, options.style)
    draft.unused.push(...nodes.filter(node => node.type === 'word' && !node.isStop && !node.isMark))
    return {
      query,
      asked: one.query,
      cover,
      draft,
      parts: best.parts,
      features: featuresOf(said, cover, draft),
      score: best.score + 0.1 * (one.score - highest),
      probability: one.probability,
      ranking: { facts, ranked: one },
    }
  })
}

/** What each word of the question stands for in the query; the others are words. */
const nodesOf = (table: FloatingTable, { shape }: RankedQuery): readonly Node[] => {
  const { atoms } = table.lattice
  const columns = [
    ...new Set([
      ...shape.shown,
      ...shape.compared,
      ...(shape.order?.column ? [shape.order.column] : []),
      ...shape.anchors.map(anchor => anchor.column),
    ]),
  ]
  const found = [
    ...shape.anchors.map(anchor => toValueNode(table, anchor)),
    ...columns.flatMap(column =>
      column.namings.filter(({ score }) => score >= 0.5).map(naming => toFieldNode(table, column, naming)),
    ),
  ]
  const nodes: Node[] = []
  for (let at = 0; at < atoms.length;) {
    const next = found
      .filter(node => node.from === at)
      .toSorted((a, b) => b.to - a.to)
      .at(0)
    nodes.push(next ?? toWord(table, at))
    at = next?.to ?? at + 1
  }
  return placed(table, nodes)
}

/** The nodes where the question says them. */
const placed = ({ spans }: FloatingTable, nodes: readonly Node[]): readonly Node[] =>
  spans
    ? nodes
        .filter(({ text }) => text !== '')
        .map(node => ({ ...node, from: spans[node.from]?.from ?? 0, to: spans[node.to - 1]?.to ?? 0 }))
        .toSorted((a, b) => a.from - b.from)
    : nodes

const textOf = ({ lattice }: FloatingTable, from: number, to: number): string =>
  lattice.question.slice(lattice.atoms[from]?.from ?? 0, lattice.atoms[to - 1]?.to ?? 0)

const toValueNode = (table: FloatingTable, { from, to, column, score, kind }: Anchor): Node => {
  const text = textOf(table, from, to)
  return {
    type: 'value',
    from,
    to,
    text,
    score,
    reason: kind === 'part' ? 'part of a value' : kind,
    ref: column.ref,
    field: column.field,
    value: text,
  }
}

const toFieldNode = (table: FloatingTable, { ref, field }: Column, { from, to, score }: Naming): Node => ({
  type: 'field',
  from,
  to,
  text: textOf(table, from, to),
  score,
  reason: 'name',
  ref,
  field,
})

const toWord = ({ lattice }: FloatingTable, at: number): Node => {
  const atom = lattice.atoms[at]
  const isCue = lattice.links.some(({ from, to, target }) => target.kind === 'cue' && from <= at && at < to)
  return {
    type: 'word',
    from: at,
    to: at + 1,
    text: atom?.text ?? '',
    score: 0,
    reason: 'unknown',
    isStop: isCue || (lattice.isStop[at] ?? false),
    isMark: atom?.kind === 'punct',
  }
}
