import type { LinkResult } from '../link/link.ts'
import type { FieldRef, MeasureExpression } from '../query/query.ts'
import { fieldsOfCondition } from '../query/fields-of.ts'
import type { Cover } from './cover.ts'
import { datasetsOfDraft, measuredDatasets } from './draft.ts'
import type { Draft } from './draft.ts'
import type { ModelView } from './model-view.ts'
import { decisive } from './collect.ts'
import { cueOf, isContent, isCue } from './node.ts'
import type { Node } from './node.ts'

/** What is known of a candidate before it is run; ranking and confidence are computed from these alone. */
export interface Features {
  /** Mean worth of the words under the best reading of each, about 1 where everything matched by name. */
  readonly coverQuality: number
  /** Part of the content words that nothing stands for. */
  readonly unusedShare: number
  readonly joins: number
  readonly isConnected: boolean
  readonly penalty: number
  readonly weakestLink: number
  readonly meanLink: number
  readonly contentCount: number
  readonly hasOutput: boolean
  readonly usesMetric: boolean
  /** Filters on rows that neither belong to what is measured nor own it. */
  readonly farFilters: number
  /** Numbers, comparisons, times and names that the composition passes over. */
  readonly unusedTelling: number
}

const sizeOf = (lattice: LinkResult, from: number, to: number): number =>
  lattice.atoms
    .slice(from, to)
    .reduce((sum, atom) => sum + (atom.kind === 'han' ? 0.5 : atom.kind === 'punct' ? 0 : 1), 0)

/** Joins between the datasets, each at its distance to the ones before it. */
const joinCost = (view: ModelView, datasets: readonly string[]): number => {
  let cost = 0
  datasets.forEach((name, i) => {
    if (i > 0) cost += Math.min(...datasets.slice(0, i).map(other => view.distance(other, name)))
  })
  return cost
}

/** Energy of a machine has no shift, though production of the machine has: such a filter decides nothing. */
const farFiltersOf = (draft: Draft): number => {
  const measured = measuredDatasets(draft)
  if (measured.length === 0) return 0
  const isFar = ({ dataset }: FieldRef): boolean =>
    measured.some(
      one => one !== dataset && !draft.view.isParent(dataset, one) && !draft.view.isParent(one, dataset),
    )
  const filters = draft.filters.filter(filter => fieldsOfCondition(filter).some(isFar)).length
  // nor has scrap of production a defect type, though defects of the same order have
  const groups = draft.dimensions.filter(one => isFar(one.field)).length
  return filters + (draft.style === 'explained' ? groups : 0)
}

export const featuresOf = (lattice: LinkResult, cover: Cover, draft: Draft): Features => {
  const isContentAtom = lattice.atoms.map((atom, i) => !lattice.isStop[i] && atom.kind !== 'punct')
  const total = Math.max(
    0.5,
    isContentAtom.reduce((sum, is, i) => sum + (is ? sizeOf(lattice, i, i + 1) : 0), 0),
  )
  const linked = cover.nodes.filter(node => isContent(node) && node.type !== 'word')
  const scores = linked.map(node => node.score)
  const unused = draft.unused.reduce((sum, node) => sum + sizeOf(lattice, node.from, node.to), 0)
  const joins = joinCost(draft.view, [...datasetsOfDraft(draft)])
  return {
    coverQuality: cover.score / total,
    unusedShare: Math.min(1, unused / total),
    joins: Number.isFinite(joins) ? joins : 9,
    isConnected: Number.isFinite(joins),
    penalty: draft.penalty,
    weakestLink: scores.length > 0 ? Math.min(...scores) : 0,
    meanLink: scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : 0,
    contentCount: linked.length,
    farFilters: farFiltersOf(draft),
    unusedTelling: draft.unused.filter(isTelling).length,
    usesMetric: draft.measures.some(({ expression }) => isMetric(expression)),
    hasOutput: draft.measures.length + draft.dimensions.length + draft.columns.length > 0,
  }
}

/** What candidates are ordered by. The cover's own worth, less what the composition could not use or had to guess. */
export const scoreOf = (cover: Cover, features: Features, unusedSize: number): number =>
  cover.score -
  0.9 * unusedSize -
  features.penalty -
  0.12 * features.joins -
  0.6 * features.farFilters -
  (features.isConnected ? 0 : 3) -
  (features.hasOutput ? 0 : 4)

const telling: ReadonlySet<Node['type']> = new Set([
  'number',
  'comparison',
  'range',
  'time',
  'value',
  'condition',
  'superlative',
  'literal',
])
const isTelling = (node: Node): boolean =>
  telling.has(node.type) || isCue(node, ...decisive) || cueOf(node, 'group')?.each === true

const isMetric = (expression: MeasureExpression): boolean =>
  expression.kind === 'metric' || (expression.kind === 'of-groups' && isMetric(expression.of))

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** What a reading is at least worth that only weak likenesses of names speak against: they are told, and refuse nothing. */
const leastOfLikeness = 0.06

/**
 * The chance that a candidate is right, from its features and its lead over the next different one: a logistic
 * score with weights set by hand. Unused words weigh most; a metric that someone defined weighs in favour.
 */
export const confidenceOf = (features: Features, lead: number): number => {
  if (!features.hasOutput || !features.isConnected || features.contentCount === 0) return 0.02
  const evidence =
    0.6 +
    4 * (features.meanLink - 0.9) +
    1.1 * Math.min(1, lead * 1.5) +
    (features.usesMetric ? 1.8 : 0) -
    12 * features.unusedShare -
    1.2 * features.unusedTelling -
    0.35 * Math.max(0, features.joins - 1) -
    0.2 * Math.max(0, features.contentCount - 3) -
    1.5 * features.farFilters -
    1.2 * features.penalty -
    (features.weakestLink < 0.6 ? 0.7 : 0)
  const likeness = features.weakestLink < 0.6 ? 1.1 : features.weakestLink < 0.85 ? 1.2 : 0
  const doubted = Math.max(logistic(evidence - likeness), Math.min(logistic(evidence), leastOfLikeness))
  return Math.min(0.97, doubted)
}

export const unusedSizeOf = (lattice: LinkResult, draft: Draft): number =>
  draft.unused.reduce((sum, node) => sum + sizeOf(lattice, node.from, node.to), 0)
