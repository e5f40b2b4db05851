import type { UnderstandOutput } from '../../ask/step-outputs.ts'
import type { ReaderModel } from '../model/reader-model.ts'
import { scoreTrees } from '../model/trees.ts'
import type { Piece } from '../reading/pieces.ts'
import type { TextIndex } from '../reading/text-index.ts'
import type { WeighedTerm } from '../reading/weigh-terms.ts'
import { findSpans } from './find-spans.ts'
import type { Span } from './find-spans.ts'
import { judgeSpans } from './span-features.ts'

/** How much of the question each word of the sentence carries. */
const weightsOf = (index: TextIndex, terms: readonly WeighedTerm[]): readonly number[] =>
  index.words.map(word =>
    Math.max(
      0,
      ...terms.map(({ term, weight }) => {
        if (word.stem === term.stem || term.synonyms.includes(word.stem)) return weight
        if (
          term.kind === 'han' &&
          word.kind === 'han' &&
          (word.text.includes(term.text) || term.text.includes(word.text))
        )
          return 0.8 * weight
        return 0
      }),
    ),
  )

interface SpanOptions {
  readonly understood: UnderstandOutput
  readonly model: ReaderModel
}

/** The stretches of a piece with one row of features each, for training and for scoring. */
export const spansOf = (
  piece: Piece,
  terms: readonly WeighedTerm[],
  understood: UnderstandOutput,
): { readonly spans: readonly Span[]; readonly rows: readonly (readonly number[])[] } => {
  const spans = findSpans(piece.quote, piece.index)
  const rows = judgeSpans(spans, piece.quote, piece.index, {
    expects: understood.expects,
    isChinese: understood.language === 'zh',
    text: understood.question,
    weights: weightsOf(piece.index, terms),
  })
  return { spans, rows }
}

/** The stretch of a sentence that answers by itself, as it stands there; undefined for a row of a table. */
export const shortestAnswer = (
  piece: Piece,
  terms: readonly WeighedTerm[],
  { understood, model }: SpanOptions,
): string | undefined => {
  if (piece.row !== undefined || piece.block.kind === 'code') return undefined
  const { spans, rows } = spansOf(piece, terms, understood)
  const scores = rows.map(row => scoreTrees(model.span, row))
  const best = scores.reduce((top, score, i) => (score > (scores[top] ?? -Infinity) ? i : top), 0)
  return spans[best]?.text
}
