import type { Passage, UnderstandOutput } from '../../step-outputs.ts'
import type { RankedPiece } from './piece-features.ts'
import type { WeighedTerm } from './weigh-terms.ts'

/** Names of what the confidence is judged by, in the order of the model's columns. */
export const confidenceFeatureNames = [
  'score',
  'margin',
  'marginOtherPassage',
  'cover',
  'coverNear',
  'coverPassage',
  'namesPassage',
  'names',
  'lead',
  'order',
  'typed',
  'rarest',
  'missingWeight',
  'missingTop',
  'missingNames',
  'missingCount',
  'missingEverywhere',
  'bestCoverAny',
  'rank',
  'scoreRatio',
  'searchGap',
  'termCount',
  'wantsTyped',
  'isChinese',
  'isRow',
  'length',
] as const

interface Confidence {
  readonly understood: UnderstandOutput
  readonly ranked: readonly RankedPiece[]
  readonly terms: readonly WeighedTerm[]
  readonly passages: readonly Passage[]
}

const isName = ({ term }: WeighedTerm): boolean =>
  term.kind === 'name' || term.kind === 'code' || term.kind === 'number'

/**
 * What tells whether the best piece answers: how much of the question its passage holds, and above all what of the
 * question stands nowhere in it — a name that is missing is a strong sign that something else is meant.
 */
export const confidenceFeatures = ({
  understood,
  ranked,
  terms,
  passages,
}: Confidence): readonly number[] => {
  const [best, second] = ranked
  if (!best) return confidenceFeatureNames.map(() => 0)
  const other = ranked.find(({ piece }) => piece.passage !== best.piece.passage)
  const total = Math.max(
    1e-9,
    terms.reduce((sum, { weight }) => sum + weight, 0),
  )
  const held = (term: WeighedTerm): number =>
    Math.max(term.inPassages[best.piece.passage] ?? 0, term.inHeadings[best.piece.passage] ?? 0)
  const missing = terms.filter(term => held(term) < 0.5)
  const nowhere = terms.filter(term => Math.max(0, ...term.inPassages) < 0.5)
  const weightOf = (some: readonly WeighedTerm[]): number => some.reduce((sum, { weight }) => sum + weight, 0)
  const { features, withSection } = best
  return [
    best.score,
    best.score - (second?.score ?? best.score - 3),
    best.score - (other?.score ?? best.score - 3),
    withSection.cover,
    withSection.coverNear,
    features.coverPassage,
    features.namesPassage,
    withSection.names,
    features.lead,
    features.order,
    features.typed,
    withSection.rarest,
    weightOf(missing) / total,
    Math.max(0, ...missing.map(({ weight }) => weight)) / total,
    missing.filter(isName).length,
    missing.length,
    weightOf(nowhere) / total,
    Math.max(0, ...ranked.map(piece => piece.features.coverPassage)),
    features.rank,
    features.scoreRatio,
    passages.length > 1 ? 0.5 : 1,
    Math.min(12, terms.length),
    features.wantsTyped,
    understood.language === 'zh' ? 1 : 0,
    features.isRow,
    features.length,
  ]
}
