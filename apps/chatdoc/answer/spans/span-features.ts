import type { ExpectedAnswer } from '../../step-outputs.ts'
import type { TextIndex } from '../reading/text-index.ts'
import { isStopWord } from '../reading/stop-words.ts'
import type { Span } from './find-spans.ts'
import { fits } from './typed-spans.ts'
import type { SpanKind } from './typed-spans.ts'

/** Names of what a span is judged by, in the order of the model's columns. */
export const spanFeatureNames = [
  'fits',
  'isTyped',
  'isName',
  'isNumber',
  'isDate',
  'isClause',
  'isWhole',
  'words',
  'characters',
  'overlap',
  'distance',
  'distanceNext',
  'before',
  'after',
  'capitals',
  'digits',
  'articleFirst',
  'leftStop',
  'rightStop',
  'leftMark',
  'rightMark',
  'leftPreposition',
  'leftVerb',
  'leftCue',
  'stops',
  'place',
  'expects',
  'isChinese',
  'sentence',
  'quoted',
  'inBrackets',
] as const

export interface SpanQuestion {
  readonly expects: ExpectedAnswer
  readonly isChinese: boolean
  readonly text: string
  /** Weight of each word of the sentence that the question holds too, 0 for the others. */
  readonly weights: readonly number[]
}

const expectsOrder: readonly ExpectedAnswer[] = [
  'thing', 'person', 'place', 'reason', 'manner', 'yes-no', 'date', 'number', 'quantity', 'money', 'percent', 'duration',
] // prettier-ignore

const typedShapes: ReadonlySet<string> = new Set<SpanKind>([
  'date',
  'percent',
  'money',
  'duration',
  'quantity',
  'number',
  'name',
  'quoted',
  'code',
])
const flag = (condition: boolean): number => (condition ? 1 : 0)
const prepositions =
  /^(?:in|on|at|by|of|from|to|for|with|as|into|via|through|near|under|在|于|由|从|为|以|被|把|向|至|到|与|和)$/
const verbs =
  /^(?:is|are|was|were|be|been|called|named|known|became|has|have|include|includes|是|为|有|叫|称为|名为|包括|即|达|约)$/
const causal = /^(?:because|due|since|to|因为|由于|为了|以便)$/

/** Distance in words to the nearest word of the question, weighed: near words that tell much count most. */
const nearness = (
  span: Span,
  weights: readonly number[],
): { readonly both: number; readonly before: number; readonly after: number } => {
  let [both, before, after] = [0, 0, 0]
  for (const [at, weight] of weights.entries()) {
    if (weight === 0 || (at >= span.first && at <= span.last)) continue
    const gap = at < span.first ? span.first - at : at - span.last
    const pull = weight / (1 + gap)
    both += pull
    if (at < span.first) before += weight
    else after += weight
  }
  return { both, before, after }
}

/** One row of the model for each span, in their order. */
export const judgeSpans = (
  spans: readonly Span[],
  text: string,
  index: TextIndex,
  question: SpanQuestion,
): readonly (readonly number[])[] => {
  const total = Math.max(
    1e-9,
    question.weights.reduce((sum, weight) => sum + weight, 0),
  )
  const asked = question.text.toLowerCase()
  return spans.map(span => {
    const inside = index.words.slice(span.first, span.last + 1)
    const near = nearness(span, question.weights)
    const overlap = question.weights.slice(span.first, span.last + 1).reduce((sum, weight) => sum + weight, 0)
    const left = index.words[span.first - 1]?.text ?? ''
    const right = index.words[span.last + 1]?.text ?? ''
    const leftText = text.slice(Math.max(0, span.from - 2), span.from)
    const rightText = text.slice(span.to, span.to + 2)
    const isTyped = typedShapes.has(span.shape)
    return [
      flag(isTyped && fits(span.shape as SpanKind, question.expects)),
      flag(isTyped),
      flag(span.shape === 'name'),
      flag(span.shape === 'number' || span.shape === 'quantity'),
      flag(span.shape === 'date'),
      flag(span.shape === 'clause'),
      flag(span.shape === 'whole'),
      inside.length,
      Math.log(1 + span.text.length),
      overlap / total,
      near.both / total,
      Math.max(question.weights[span.first - 1] ?? 0, question.weights[span.last + 1] ?? 0) / total,
      near.before / total,
      near.after / total,
      inside.filter(word => word.isCapital).length / inside.length,
      flag(/\d/.test(span.text)),
      flag(/^(?:the|an?)$/.test(inside[0]?.text ?? '')),
      flag(isStopWord(left)),
      flag(isStopWord(right)),
      flag(span.first === 0 || /[\p{P}]\s?$/u.test(leftText)),
      flag(span.last === index.words.length - 1 || /^\s?[\p{P}]/u.test(rightText)),
      flag(prepositions.test(left)),
      flag(verbs.test(left)),
      flag(causal.test(left)),
      inside.filter(word => isStopWord(word.text)).length,
      span.first / Math.max(1, index.words.length),
      expectsOrder.indexOf(question.expects),
      flag(question.isChinese),
      index.words.length,
      flag(/["“”「」『』《》]/.test(leftText + rightText) || span.shape === 'quoted'),
      flag(asked.includes(span.text.toLowerCase())),
    ]
  })
}
