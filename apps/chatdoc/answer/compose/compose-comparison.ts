import type { Language } from '@millwright/spec'
import type { AnswerPart } from '../../step-outputs.ts'
import { indexText } from '../reading/text-index.ts'
import { strengthIn, termsOf } from '../reading/question-terms.ts'
import { partOfCandidate } from './part.ts'
import { passageOf, placeOf } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'

const pairsEn =
  /\bbetween (?<a>.+?) and (?<b>.+?)[?.]?$|\bcompare (?<a2>.+?) (?:and|with|to|against) (?<b2>.+?)[?.]?$|^(?<a3>.+?) (?:vs\.?|versus) (?<b3>.+?)[?.]?$|\bdoes (?<a4>.+?) differ from (?<b4>.+?)[?.]?$/i
const pairsZh =
  /(?:比较|对比)?(?<a>[^，。？]+?)(?:和|与|跟|同|、)(?<b>[^，。？]+?)(?:之间)?(?:的|有|相比|在|，|区别|不同|差)/

/** The two things that a question compares. */
const comparedThings = (question: string, language: Language): readonly [string, string] | undefined => {
  const groups = (language === 'zh' ? pairsZh : pairsEn).exec(question)?.groups
  if (!groups) return undefined
  const a = groups['a'] ?? groups['a2'] ?? groups['a3'] ?? groups['a4']
  const b = groups['b'] ?? groups['b2'] ?? groups['b3'] ?? groups['b4']
  return a && b ? [a.trim(), b.trim()] : undefined
}

/** The best candidate that speaks of the one thing and, if there is one, not of the other. */
const candidateAbout = (input: AnswerInput, thing: string, other: string): number | undefined => {
  const [own, foreign] = [termsOf(thing, []), termsOf(other, [])]
  const distinct = own.filter(term => !foreign.some(({ stem }) => stem === term.stem))
  const coverOf = (i: number): number => {
    const candidate = input.read.candidates[i]
    const passage = candidate && passageOf(input, candidate)
    if (!candidate || !passage || distinct.length === 0) return 0
    const index = indexText([candidate.quote, placeOf(passage)].join('\n'))
    return distinct.reduce((sum, term) => sum + strengthIn(term, index), 0) / distinct.length
  }
  const ranked = [...input.read.candidates.keys()]
    .map(i => ({ i, cover: coverOf(i) }))
    .filter(({ cover }) => cover >= 0.6)
    .toSorted((x, y) => y.cover - x.cover || x.i - y.i)
  return ranked[0]?.i
}

const partAbout = (input: AnswerInput, i: number): AnswerPart[] => {
  const candidate = input.read.candidates[i]
  return candidate ? [partOfCandidate(candidate.cells ? 'row' : 'sentence', candidate, i)] : []
}

/** What is said of each of two things, side by side; a sentence that speaks of both is enough by itself. */
export const composeComparison: Composer = input => {
  const things = comparedThings(input.understood.question, input.understood.language)
  if (!things) return undefined
  const [a, b] = things
  const [first, second] = [candidateAbout(input, a, b), candidateAbout(input, b, a)]
  if (first === undefined || second === undefined) return undefined
  const both = [...new Set([0, first, second])].toSorted((x, y) => x - y)
  return {
    form: 'comparison',
    lead: { en: `${a} and ${b}, side by side:`, zh: `${a}与${b}对照：` },
    parts: both.flatMap(i => partAbout(input, i)),
  }
}
