import type { Condition } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { addFilter, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'

export const applyConditions = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  const lists =
    (parts.measures.length === 0 || countedThing(parts) !== undefined) &&
    parts.superlatives.length === 0 &&
    parts.havings.length === 0
  for (const node of parts.conditions) {
    const absent = parts.absents.find(one => isOfAbsent(draft, parts, { node, absent: one, root }))
    if (absent) continue
    const dataset = node.refs[0]?.dataset
    const isFar =
      lists &&
      node.negates !== undefined &&
      !isFlagValue(node.negates) &&
      root !== undefined &&
      dataset !== undefined &&
      dataset !== root &&
      !draft.view.isParent(dataset, root)
    // "who do not play X": no row of theirs says X; a row that says another thing proves nothing
    if (isFar && node.negates)
      addFilter(draft, { kind: 'related', dataset, filters: [node.negates], negated: true })
    else addFilter(draft, node.condition)
  }
  if (!parts.flags.has('both')) joinEqualities(draft)
}

/** Rows that are not planned are unplanned ones, not rows that are missing. */
const isFlagValue = (condition: Condition): boolean =>
  condition.kind === 'compare' &&
  condition.right.kind === 'value' &&
  typeof condition.right.value === 'boolean'

/** Two values of one field cannot both hold in a row, so rows of either are meant. */
const joinEqualities = (draft: Draft): void => {
  const byField = Map.groupBy(draft.filters.filter(isEquality), filter => JSON.stringify(filter.left))
  for (const same of byField.values()) {
    const [first] = same
    if (same.length < 2 || first?.left.kind !== 'field') continue
    const values = same.flatMap(filter => (filter.right.kind === 'value' ? [filter.right.value] : []))
    draft.filters = draft.filters.filter(filter => !same.some(one => one === filter))
    addFilter(draft, { kind: 'in', field: first.left.field, values })
    draft.penalty += 0.15
  }
}

const isEquality = (filter: Condition): filter is Extract<Condition, { readonly kind: 'compare' }> =>
  filter.kind === 'compare' &&
  filter.operator === '=' &&
  filter.left.kind === 'field' &&
  filter.right.kind === 'value'

/** The dataset whose rows are asked for, before anything is composed. */
const rootOf = (parts: Parts): string | undefined =>
  countedThing(parts) ??
  parts.outputs[0]?.ref.dataset ??
  parts.heads[0]?.dataset.name ??
  parts.owners[0]?.dataset.name

/** The dataset whose rows are counted and nothing else: "how many machines never had a leak". */
export const countedThing = ({ measures }: Parts): string | undefined => {
  const [only, other] = measures
  const counted = only?.type === 'measure' && !other ? only.counted : undefined
  if (counted?.type === 'dataset') return counted.dataset.name
  return counted?.field.isName === true ? counted.ref.dataset : undefined
}

/** Whether a condition speaks of the rows that are missing ("no friends living in Austin"). */
const belongsTo = (
  draft: Draft,
  node: Parts['conditions'][number],
  dataset: string,
  root: string | undefined,
): boolean => {
  const own = node.refs[0]?.dataset
  return own !== undefined && own !== root && (own === dataset || draft.view.isParent(own, dataset))
}

interface OfAbsent {
  readonly node: Parts['conditions'][number]
  readonly absent: Parts['absents'][number]
  readonly root: string | undefined
}

/**
 * Whether a condition is one of the rows that are missing: said behind them, or of what the things that are listed do not belong
 * to themselves (在四号线上一张工单都没有的产品).
 */
const isOfAbsent = (draft: Draft, parts: Parts, { node, absent, root }: OfAbsent): boolean => {
  if (!belongsTo(draft, node, absent.dataset.name, root)) return false
  if (absent.to <= node.from) return true
  const own = node.refs[0]?.dataset
  const isOfRoot =
    own === undefined ||
    root === undefined ||
    draft.view.isParent(own, root) ||
    draft.view.isParent(root, own)
  return parts.language === 'zh' && !parts.flags.has('but') && (!isOfRoot || own === absent.dataset.name)
}

/** "students who have no pet": rows without a related one. */
export const applyAbsents = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  for (const absent of parts.absents) {
    const filters = parts.conditions
      .filter(node => isOfAbsent(draft, parts, { node, absent, root }))
      .map(node => node.condition)
    draft.filters.push({ kind: 'related', dataset: absent.dataset.name, filters, negated: true })
  }
}

/** "customers who have a loan": the rows that have a related one, where nothing more is said of it. */
export const applyExistence = (draft: Draft, parts: Parts): void => {
  const root = rootOf(parts)
  if (root === undefined) return
  const used = new Set([
    ...parts.outputs.map(node => node.ref.dataset),
    ...parts.heads.map(node => node.dataset.name),
    ...parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset)),
    ...parts.absents.map(node => node.dataset.name),
    ...measuredDatasets(draft),
    ...parts.groups.flatMap(group =>
      group.by.map(node => (node.type === 'dataset' ? node.dataset.name : node.ref.dataset)),
    ),
  ])
  if (parts.superlatives.length + parts.havings.length > 0) return
  for (const { dataset, isHeld } of parts.owners)
    if (isHeld && !used.has(dataset.name) && draft.view.isParent(root, dataset.name))
      addFilter(draft, { kind: 'related', dataset: dataset.name, filters: [] })
}

const samePeriod = /[当同该][年季月周日天期]|\b(that|the same) (year|quarter|month|week|day)/i

/** 高于当月平均: the mean is that of the same period. */
export const applySamePeriod = (draft: Draft, parts: Parts): void => {
  const { time } = draft
  const said = parts.conditions.filter(({ text }) => samePeriod.test(text)).map(node => node.condition)
  if (!time || said.length === 0) return
  draft.filters = draft.filters.map(filter =>
    said.includes(filter) && filter.kind === 'compare' && filter.right.kind === 'query'
      ? { ...filter, right: { kind: 'query', query: { ...filter.right.query, time } } }
      : filter,
  )
}
