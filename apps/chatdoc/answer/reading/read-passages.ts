import type { Candidate, Passage, ReadOutput, UnderstandOutput } from '../../step-outputs.ts'
import { calibrate } from '../model/reader-model.ts'
import type { ReaderModel } from '../model/reader-model.ts'
import { scoreTrees } from '../model/trees.ts'
import { scaleBeside } from '../tables/scale-beside.ts'
import { chooseCell } from '../tables/choose-cell.ts'
import { shortestAnswer } from '../spans/shortest-answer.ts'
import { confidenceFeatures } from './confidence-features.ts'
import { judgePieces, pieceFeatureNames } from './piece-features.ts'
import type { JudgedPiece, RankedPiece } from './piece-features.ts'
import { readablePassage } from './pieces.ts'
import { termsOf } from './question-terms.ts'
import { weighTerms } from './weigh-terms.ts'
import type { WeighedTerm } from './weigh-terms.ts'

export interface ReadOptions {
  readonly understood: UnderstandOutput
  readonly passages: readonly Passage[]
  readonly model: ReaderModel
}

/** So many passages are read, and so many candidates kept. */
const readCount = 10
const keptCount = 12

/** What was judged before it is ranked: pieces with their features, and the terms of the question weighed. */
export interface Judged {
  readonly judged: readonly JudgedPiece[]
  readonly terms: readonly WeighedTerm[]
}

export const judgePassages = ({ understood, passages }: Omit<ReadOptions, 'model'>): Judged => {
  const readable = passages.slice(0, readCount).map(readablePassage)
  const terms = weighTerms(termsOf(understood.question, understood.codes), readable)
  return { judged: judgePieces({ understood, terms, passages: readable }), terms }
}

/**
 * What a heading that fits the question adds to the score of what stands under it. Set by hand: the question sets that
 * the weights are learned from have no headings.
 */
const sectionPrior = 1.5
/** What stands in another language is told where nothing in the question's own is nearly as good; by hand as well. */
const foreignPenalty = 1

/** What it adds to the evidence, in log odds, that the best piece answers. By hand too. */
const sectionEvidence = 0.8

const rank = (judged: readonly JudgedPiece[], model: ReaderModel): readonly RankedPiece[] =>
  judged
    .map(piece => ({
      ...piece,
      score:
        scoreTrees(
          model.piece,
          pieceFeatureNames.map(name => piece.features[name]),
        ) +
        sectionPrior * piece.sectionFit -
        (piece.isForeign ? foreignPenalty : 0),
    }))
    .toSorted((a, b) => b.score - a.score)

/**
 * Sentences, items and rows of the best passages, ranked by a model over cheap features, each with its shortest
 * answer; and how likely the first one answers.
 */
export const readPassages = (options: ReadOptions): ReadOutput => {
  const { understood, model } = options
  const { judged, terms } = judgePassages(options)
  const ranked = rank(judged, model)
  const best = ranked.slice(0, keptCount)
  const features = confidenceFeatures({ understood, ranked, terms, passages: options.passages })
  const score = scoreTrees(model.confidence, features) + sectionEvidence * (ranked[0]?.sectionFit ?? 0)
  return {
    candidates: best.map((piece, rank) => toCandidate(piece, terms, { ...options, isShown: rank < 4 })),
    confidence: best.length === 0 ? 0 : calibrate(model.calibration, score),
  }
}

const rounded = (value: number): number => Number(value.toFixed(3))

/** A figure that a scale may stand behind: neither a share nor a year. */
const isPlainFigure = (short: string): boolean =>
  /\d/.test(short) && !/[%％\p{L}]/u.test(short) && !/^(?:19|20)\d\d$/.test(short)

const toCandidate = (
  { piece, features, score }: RankedPiece,
  terms: readonly WeighedTerm[],
  { understood, passages, model, isShown }: ReadOptions & { readonly isShown: boolean },
): Candidate => {
  const cell = chooseCell(piece, terms, understood)
  const beside =
    cell && cell.unit === undefined && isPlainFigure(cell.short)
      ? scaleBeside(passages, piece.passage)
      : undefined
  const unit = cell?.unit ?? beside?.scale
  const short = cell?.short ?? (isShown ? shortestAnswer(piece, terms, { understood, model }) : undefined)
  return {
    passage: piece.passage,
    blockIds: [piece.block.id],
    ...(cell ? { cells: cell.cells.map(([row, column]): [number, number] => [row, column]) } : {}),
    quote: piece.quote,
    ...(short === undefined ? {} : { short }),
    ...(unit === undefined ? {} : { unit }),
    ...(beside === undefined ? {} : { unitSource: beside.source }),
    score: rounded(score),
    features: Object.fromEntries(Object.entries(features).map(([name, value]) => [name, rounded(value)])),
  }
}
