import { languageOf } from '../../document/language-of.ts'
import type { UnderstandOutput } from '../../step-outputs.ts'
import { fits, typedSpansOf } from '../spans/typed-spans.ts'
import type { Piece, ReadablePassage } from './pieces.ts'
import { strengthIn } from './question-terms.ts'
import { indexText } from './text-index.ts'
import { isStopWord } from './stop-words.ts'
import type { WeighedTerm } from './weigh-terms.ts'

/** Names of what a piece is judged by, in the order of the model's columns. */
export const pieceFeatureNames = [
  'cover',
  'coverNear',
  'coverPassage',
  'coverWithHeadings',
  'coverHeadings',
  'lead',
  'names',
  'namesPassage',
  'rarest',
  'order',
  'density',
  'head',
  'typed',
  'typedNear',
  'cue',
  'length',
  'newWords',
  'pronoun',
  'first',
  'place',
  'rank',
  'scoreRatio',
  'wantsTyped',
  'isChinese',
  'isRow',
  'isItem',
  'isCode',
  'kindProcedure',
  'termCount',
  'verbs',
  'labelExtra',
  'labelCover',
  'asksMeaning',
  'asksChange',
] as const
export type PieceFeatureName = (typeof pieceFeatureNames)[number]
export type PieceFeatures = Readonly<Record<PieceFeatureName, number>>

export interface JudgedPiece {
  readonly piece: Piece
  /** How well the heading above it fits the question: harmonic mean of what each holds of the other, 0..1. */
  readonly sectionFit: number
  /** What of the question piece and heading hold together: a heading's words hold for what stands under it. */
  readonly withSection: Pick<PieceFeatures, 'cover' | 'coverNear' | 'names' | 'rarest'>
  /** The passage is in another language than the question. */
  readonly isForeign: boolean
  readonly features: PieceFeatures
}

/** A piece with the score of the model. */
export interface RankedPiece extends JudgedPiece {
  readonly score: number
}

interface Judged {
  readonly understood: UnderstandOutput
  readonly terms: readonly WeighedTerm[]
  readonly passages: readonly ReadablePassage[]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Part of the weight of the terms that `strengths` cover. */
const share = (terms: readonly WeighedTerm[], strengths: readonly number[]): number => {
  const total = sum(terms.map(term => term.weight))
  return total === 0 ? 0 : sum(terms.map((term, i) => term.weight * (strengths[i] ?? 0))) / total
}

const isName = ({ term }: WeighedTerm): boolean =>
  term.kind === 'name' || term.kind === 'code' || term.kind === 'number'

/** The pieces of all passages with their features, in order of passage and place. */
export const judgePieces = ({ understood, terms, passages }: Judged): readonly JudgedPiece[] => {
  const asked = languageOf(understood.question)
  const rarest = terms.reduce((top, term, i) => (term.weight > (terms[top]?.weight ?? 0) ? i : top), 0)
  return passages.flatMap((readable, order) => {
    const strengths = readable.pieces.map(piece => terms.map(({ term }) => strengthIn(term, piece.index)))
    const inPassage = terms.map(term => term.inPassages[order] ?? 0)
    const inHeadings = terms.map(term => term.inHeadings[order] ?? 0)
    const covers = strengths.map(own => share(terms, own))
    const sectionFit = fitOfSection(readable, terms)
    const inSection = terms.map(({ term }) => strengthIn(term, readable.section))
    const withHeading = (strengthsOfText: readonly number[]): readonly number[] =>
      strengthsOfText.map((value, i) => Math.max(value, inSection[i] ?? 0))
    const typed = readable.pieces.map(piece => typedCount(piece, understood))
    return readable.pieces.map((piece, at) => {
      const own = strengths[at] ?? []
      const near = own.map((value, i) =>
        Math.max(value, 0.75 * (strengths[at - 1]?.[i] ?? 0), 0.5 * (strengths[at + 1]?.[i] ?? 0)),
      )
      const cover = covers[at] ?? 0
      const others = covers.filter((_, other) => other !== at)
      const names = terms.filter(isName)
      const nameShare = (values: readonly number[]): number =>
        names.length === 0
          ? 0.5
          : share(
              names,
              values.filter((_, i) => isName(terms[i] as WeighedTerm)),
            )
      const verbs = terms.filter(term => !isName(term))
      const features: PieceFeatures = {
        cover,
        coverNear: share(terms, near),
        coverPassage: share(terms, inPassage),
        coverWithHeadings: share(
          terms,
          own.map((value, i) => Math.max(value, 0.8 * (inHeadings[i] ?? 0))),
        ),
        coverHeadings: share(terms, inHeadings),
        lead: cover - Math.max(0, ...others),
        names: nameShare(own),
        namesPassage: nameShare(inPassage),
        rarest: own[rarest] ?? 0,
        order: orderOf(terms, piece),
        density: densityOf(terms, own, piece),
        head: own[headOf(terms)] ?? 0,
        typed: Math.min(3, typed[at] ?? 0),
        typedNear: Math.min(3, typed[at + 1] ?? 0),
        cue: cueOf(piece, understood),
        length: Math.log(1 + piece.quote.length),
        newWords: Math.log(1 + newWordsOf(terms, piece)),
        pronoun: startsWithPronoun(piece.quote) ? 1 : 0,
        first: piece.at === 0 ? 1 : 0,
        place: readable.pieces.length < 2 ? 0 : piece.at / (readable.pieces.length - 1),
        rank: 1 / (1 + order),
        scoreRatio: 1 / (1 + order),
        wantsTyped: wantsTyped(understood) ? 1 : 0,
        isChinese: understood.language === 'zh' ? 1 : 0,
        isRow: piece.row === undefined ? 0 : 1,
        isItem: piece.block.kind === 'item' ? 1 : 0,
        isCode: piece.block.kind === 'code' || piece.block.kind === 'parameter' ? 1 : 0,
        kindProcedure: understood.type === 'procedure' ? 1 : 0,
        termCount: Math.min(10, terms.length),
        ...labelFit(piece, terms),
        asksMeaning: meaning.test(understood.question) ? 1 : 0,
        asksChange: change.test(understood.question) ? 1 : 0,
        verbs: share(
          verbs,
          own.filter((_, i) => !isName(terms[i] as WeighedTerm)),
        ),
      }
      const together = withHeading(own)
      const withSection = {
        cover: share(terms, together),
        coverNear: share(terms, withHeading(near)),
        names: nameShare(together),
        rarest: together[rarest] ?? 0,
      }
      return { piece, sectionFit, withSection, isForeign: readable.language !== asked, features }
    })
  })
}

const fitOfSection = ({ section }: ReadablePassage, terms: readonly WeighedTerm[]): number => {
  const words = section.words.filter(word => !isStopWord(word.text))
  if (words.length === 0) return 0
  const held = share(
    terms,
    terms.map(({ term }) => strengthIn(term, section)),
  )
  const asked = indexText(terms.map(({ term }) => term.text).join(' '))
  const known = words.filter(
    word => asked.places.has(word.stem) || (word.kind === 'han' && asked.flat.includes(word.text)),
  )
  const precision = known.length / words.length
  return held + precision === 0 ? 0 : (2 * held * precision) / (held + precision)
}

/** For a row: part of its label that nobody asked for, and part of the question that it names. */
const labelFit = (
  { label }: Piece,
  terms: readonly WeighedTerm[],
): { readonly labelExtra: number; readonly labelCover: number } => {
  if (label === undefined) return { labelExtra: 0, labelCover: 0 }
  const index = indexText(label)
  const words = index.words.filter(word => !isStopWord(word.text))
  const foreign = words.filter(
    word => !terms.some(({ term }) => term.stem === word.stem || term.text.includes(word.text)),
  )
  return {
    labelExtra: words.length === 0 ? 1 : foreign.length / words.length,
    labelCover: share(
      terms,
      terms.map(({ term }) => strengthIn(term, index)),
    ),
  }
}

const meaning =
  /\b(?:represents?|refers? to|means?|meaning|comprises?|consists?|stands? for|defin\w+|describes?|derived|calculated|purpose)\b|什么意思|含义|指什么|定义|如何计算/i
const change =
  /\b(?:change|increase|decrease|difference|growth|average|ratio|proportion)\b|变化|增长|增加|减少|差|平均/i

const wantsTyped = ({ expects }: UnderstandOutput): boolean =>
  !['thing', 'reason', 'manner', 'yes-no'].includes(expects)

/** Stretches of the expected kind that the question itself does not hold. */
const typedCount = (piece: Piece, { expects, question }: UnderstandOutput): number => {
  const asked = question.toLowerCase()
  return typedSpansOf(piece.quote).filter(
    span => fits(span.kind, expects) && !asked.includes(span.text.toLowerCase()),
  ).length
}

/** The word right after "what" or "which": what kind of thing is wanted. The first term stands for it. */
const headOf = (terms: readonly WeighedTerm[]): number =>
  terms.findIndex(({ term }) => term.kind === 'word' || term.kind === 'han')

/** Part of the neighbouring pairs of terms that stand in the same order and near each other. */
const orderOf = (terms: readonly WeighedTerm[], piece: Piece): number => {
  let found = 0
  for (let i = 0; i + 1 < terms.length; i++) {
    const [a, b] = [terms[i]?.term, terms[i + 1]?.term]
    if (!a || !b) continue
    if (a.kind === 'han' && b.kind === 'han') {
      const at = piece.index.flat.indexOf(a.text)
      const next = at === -1 ? -1 : piece.index.flat.indexOf(b.text, at + a.text.length)
      if (next !== -1 && next - at - a.text.length <= 3) found++
      continue
    }
    const places = piece.index.places.get(b.stem) ?? []
    if (
      places.some(place => (piece.index.places.get(a.stem) ?? []).some(at => place > at && place - at <= 3))
    )
      found++
  }
  return terms.length < 2 ? 0 : found / (terms.length - 1)
}

/** Weight of the found terms over how long the piece is: long pieces hold words by chance. */
const densityOf = (terms: readonly WeighedTerm[], own: readonly number[], piece: Piece): number => {
  const size = Math.max(6, piece.index.words.filter(word => !isStopWord(word.text)).length)
  return sum(terms.map((term, i) => term.weight * (own[i] ?? 0))) / size
}

const newWordsOf = (terms: readonly WeighedTerm[], piece: Piece): number => {
  const asked = new Set(terms.map(({ term }) => term.stem))
  return piece.index.words.filter(word => !isStopWord(word.text) && !asked.has(word.stem)).length
}

const startsWithPronoun = (text: string): boolean =>
  /^(?:it|they|he|she|this|these|that|those|such)\b|^(?:它|他|她|它们|他们|其|该|此|这)/i.test(text)

const cues = {
  reason:
    /\b(?:because|due to|since|as a result|therefore|in order to|so that|caused?|reasons?|led to|thus)\b|因为|由于|因此|所以|为了|导致|因而|以便|原因|使得/i,
  manner: /\b(?:by \w+ing|through|using|via|by means of|with)\b|通过|采用|利用|使用|方法|方式|以/i,
  definition:
    /\b(?:is|are|was|were) (?:an?|the|any|one)\b|\b(?:means|refers? to|defined as|stands for|is used|describes?|known as|called)\b|是指|指的?是|是一[种个名位款部座]|定义为|即|称为|又称|意思是|表示|用于/i,
  list: /(?:[^,]+,){2,}|[、]|\b(?:include[sd]?|including|such as|following)\b|包括|分为|有以下|如下|分别/i,
} as const

/** Whether it says so in the way that such an answer is said. */
const cueOf = (piece: Piece, { type, expects }: UnderstandOutput): number => {
  if (expects === 'reason') return cues.reason.test(piece.quote) ? 1 : 0
  if (type === 'definition') return cues.definition.test(piece.quote) ? 1 : 0
  if (type === 'list') return cues.list.test(piece.quote) ? 1 : 0
  if (expects === 'manner') return cues.manner.test(piece.quote) ? 1 : 0
  return 0.5
}
