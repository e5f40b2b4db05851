import type { Parts } from '../collect.ts'
import { addMeasure, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { dimensionOf } from '../assemble/assemble-group.ts'
import { isFlag, isQuantity } from '../model-view.ts'
import { cueOf } from '../node.ts'
import type { DatasetNode, FieldNode } from '../node.ts'
import { isMeasured } from './edit-measures.ts'
import {
  addsTo,
  asksForOthers,
  asksForTotal,
  breaksDown,
  speaksOfBefore,
  takesBack,
} from './follow-up-words.ts'

/** What it is grouped by now: "by shift instead", 再按产线拆开, "which line is the worst", "just the total". */
export const editGroups = (draft: Draft, parts: Parts, question: string): void => {
  // "all shifts", "the other shifts": which rows
  const named = takesBack(question) || asksForOthers(question) ? [] : namedGroups(draft, parts, question)
  if (named.length === 0) {
    if (asksForTotal(question)) ungroup(draft, parts)
    return
  }
  if (!addsTo(question) && !breaksDown(question) && !belongTo(draft, named, question)) {
    const gone = new Set(draft.dimensions.filter(one => one.grain === undefined).map(one => one.id))
    draft.dimensions = draft.dimensions.filter(one => one.grain !== undefined)
    draft.orderBy = draft.orderBy.filter(order => order.by.kind !== 'output' || !gone.has(order.by.id))
  }
  const wasList = draft.measures.length === 0 && draft.dimensions.length === 0
  if (wasList && draft.columns.length > 0) {
    const dataset = draft.root ?? firstDataset(draft)
    draft.columns = []
    if (dataset !== undefined) addMeasure(draft, { kind: 'rows', dataset })
  }
  const extreme = extremeOf(draft)
  for (const node of named) dimensionOf(draft, node)
  // "which machine was that", after the longest stop
  if (extreme && parts.isWhich) {
    draft.orderBy = [{ by: { kind: 'output', id: extreme.id }, direction: extreme.direction }]
    draft.limit = { count: 1 }
    return
  }
  // one winner of other groups is no answer for these
  if (draft.limit?.count === 1) draft.limit = undefined
}

type Named = FieldNode | DatasetNode

/** "which lines are they on", 都在哪条线上, after the five worst machines: of each of these, what it belongs to. */
const belongTo = (draft: Draft, named: readonly Named[], question: string): boolean => {
  const [group, other] = draft.dimensions
  const isSome = draft.limit !== undefined && draft.limit.count > 1
  if (!group || other || !isSome || !(speaksOfBefore(question) || /都/.test(question))) return false
  return named.every(node =>
    draft.view.isParent(node.type === 'dataset' ? node.dataset.name : node.ref.dataset, group.field.dataset),
  )
}

const namedGroups = (draft: Draft, parts: Parts, question: string): readonly Named[] => {
  const grouped = withoutOwners(
    parts.groups.flatMap(group => group.by).filter(node => !isMeasured(node)),
    question,
  )
  if (parts.measures.length > 0) return grouped
  // "only stops over 20 minutes": the rows that are measured, not each of them
  const isOwn = (node: Named): boolean =>
    node.type === 'dataset' &&
    parts.conditions.length > 0 &&
    measuredDatasets(draft).includes(node.dataset.name)
  const named = [...parts.outputs, ...parts.heads].filter(
    node => isGroupable(node) && !isOwn(node) && !isNounOf(draft, parts, node),
  )
  return [...grouped, ...named, ...ranked(draft, parts)]
}

/** "only the ones from Northgate lots": the noun behind a value says whose rows are kept, and groups nothing. */
const isNounOf = (draft: Draft, { conditions }: Parts, node: Named): boolean => {
  const own = node.type === 'dataset' ? node.dataset.name : node.ref.dataset
  return conditions.some(
    ({ to, refs }) =>
      to === node.from && refs.some(ref => ref.dataset === own || draft.view.isParent(ref.dataset, own)),
  )
}

/** 按供应商所在国家, "by supplier country": whose it is, and no group of its own. */
const withoutOwners = (named: readonly Named[], question: string): readonly Named[] =>
  named.filter((node, at) => {
    const next = named[at + 1]
    const own = node.type === 'dataset' ? node.dataset.name : node.field.isName === true && node.ref.dataset
    if (next?.type !== 'field' || next.ref.dataset !== own || next.field.isName === true) return true
    const from = question.indexOf(node.text) + node.text.length
    return !/^(?:所?在|的|所属|'?s?)*\s*$/iu.test(question.slice(from, question.indexOf(next.text, from)))
  })

const isGroupable = (node: Named): boolean =>
  node.type === 'dataset' || (!isQuantity(node.field) && !isFlag(node.field))

/** 哪条线最多: the lines are ranked by what was asked before, not counted. */
const ranked = (draft: Draft, parts: Parts): readonly DatasetNode[] =>
  parts.superlatives.flatMap((node): readonly DatasetNode[] => {
    const { key, from, to, text, score, reason } = node
    const dataset =
      key.kind === 'rows' && draft.measures.length > 0 ? draft.view.dataset(key.dataset) : undefined
    return dataset ? [{ type: 'dataset', dataset, from, to, text, score, reason }] : []
  })

/** One number that is the greatest or the least. */
const extremeOf = (draft: Draft): { readonly id: string; readonly direction: 'asc' | 'desc' } | undefined => {
  const [only, other] = draft.measures
  if (!only || other || draft.dimensions.length > 0 || only.expression.kind !== 'aggregate') return undefined
  const { aggregate } = only.expression
  if (aggregate !== 'max' && aggregate !== 'min') return undefined
  return { id: only.id, direction: aggregate === 'max' ? 'desc' : 'asc' }
}

const ungroup = (draft: Draft, parts: Parts): void => {
  if (draft.measures.length === 0) return
  draft.taken.push(...parts.leftover.filter(node => cueOf(node, 'aggregate')?.aggregate === 'sum'))
  draft.dimensions = []
  draft.orderBy = []
  draft.limit = undefined
}

const firstDataset = (draft: Draft): string | undefined => {
  const value = draft.columns[0]?.value
  return value?.kind === 'field' ? value.field.dataset : undefined
}
