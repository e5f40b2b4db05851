import type { UnderstandOutput } from '../../step-outputs.ts'
import type { ReaderModel } from '../model/reader-model.ts'
import { scoreTrees } from '../model/trees.ts'
import type { Piece } from '../reading/pieces.ts'
import type { TextIndex } from '../reading/text-index.ts'
import type { WeighedTerm } from '../reading/weigh-terms.ts'
import { findSpans } from './find-spans.ts'
import type { Span } from './find-spans.ts'
import { judgeSpans } from './span-features.ts'
import { fits } from './typed-spans.ts'
import type { SpanKind } from './typed-spans.ts'

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

/** A figure is told with its currency before it and its share or scale behind it. */
const withSigns = (text: string, { from, to }: Span): string => {
  if (!/\d\)?$/.test(text.slice(from, to))) return text.slice(from, to)
  const before = /^[(\d]/.test(text.slice(from, to)) ? /[$€£¥]\(?$/.exec(text.slice(0, from))?.[0] : undefined
  const behind = /^\)?\s?(?:%|％|percent\b|(?:thousand|million|billion|trillion)\b)/i.exec(
    text.slice(to),
  )?.[0]
  return text.slice(from - (before?.length ?? 0), to + (behind?.length ?? 0))
}

/** Where a figure or a date is asked for and the sentence has one that the question does not name, it is one of those. */
const mayAnswer = (span: Span, { expects, question }: UnderstandOutput): boolean =>
  !['thing', 'person', 'place', 'reason', 'manner', 'yes-no'].includes(expects) &&
  !['words', 'clause', 'whole'].includes(span.shape) &&
  fits(span.shape as SpanKind, expects) &&
  !question.toLowerCase().includes(span.text.toLowerCase())

/** A whole sentence without the words at its start that only say the question again. */
const withoutQuestion = (span: Span, { quote, index }: Piece, terms: readonly WeighedTerm[]): Span => {
  const weights = weightsOf(index, terms)
  const half = Math.floor(index.words.length / 2)
  const last = weights.findLastIndex((weight, at) => weight > 0 && at < half)
  const next = index.words.findIndex(
    ({ text }, at) => at > last && !/^(?:is|are|was|were|be|been|的|是|为|了)$/.test(text),
  )
  const start = last < 1 ? undefined : index.words[next]
  return start ? { ...span, from: start.from, text: quote.slice(start.from, span.to) } : span
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
  const own = spans.flatMap((span, i) => (mayAnswer(span, understood) ? [i] : []))
  const choice = own.length > 0 ? own : [...spans.keys()]
  const best = choice.reduce((top, i) => ((scores[i] ?? 0) > (scores[top] ?? 0) ? i : top), choice[0] ?? 0)
  const span = spans[best]
  return span && withSigns(piece.quote, span.shape === 'whole' ? withoutQuestion(span, piece, terms) : span)
}
