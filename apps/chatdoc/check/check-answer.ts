import type { Check, Localized } from '@millwright/spec'
import { blocksOf } from '../cite/cite-answer.ts'
import type { AnswerOutput, CheckOutput, Citation, Passage } from '../step-outputs.ts'
import { calculationRepeats } from './check-calculation.ts'
import { figuresOf, figureStandsIn, quoteStandsIn, wordsOfCitation } from './stands-in.ts'

export interface CheckInput {
  readonly answer: AnswerOutput
  readonly citations: readonly Citation[]
  readonly passages: readonly Passage[]
  /** Revisions that hold at the moment that was asked for, of documents that the person may read. */
  readonly inForce: ReadonlySet<string>
}

export interface Checked {
  readonly output: CheckOutput
  readonly checks: readonly Check[]
}

const problems = {
  quote: {
    en: 'Its quote does not stand in the cited place.',
    zh: '引文与所引位置的原文不一致。',
  },
  figure: {
    en: 'A number or code of it does not stand in the cited place.',
    zh: '其中的数字或代码在所引位置找不到。',
  },
  calculation: {
    en: 'Calculating it again from the cited cells gives something else.',
    zh: '按所引单元格重新计算，结果不一致。',
  },
  revision: {
    en: 'The cited revision is not in force or may not be read any more.',
    zh: '所引版本已失效或已无权阅读。',
  },
  none: { en: 'Nothing proves it.', zh: '没有依据。' },
} as const satisfies Readonly<Record<string, Localized>>
type Problem = keyof typeof problems

/**
 * Judges an answer, whoever wrote it: every quote stands literally in its block, every number and code of a part in
 * what it cites, what was calculated comes out the same again, and the revision is in force. A part that fails is dropped and told; where none is left, there is no
 * answer.
 */
export const checkAnswer = (input: CheckInput): Checked => {
  const verdicts = input.answer.parts.map((_, part) => problemOf(part, input))
  const output = withoutParts(input, verdicts)
  return { output, checks: checksOf(verdicts) }
}

const problemOf = (part: number, input: CheckInput): Problem | undefined => {
  const own = input.citations.filter(citation => citation.parts.includes(part))
  if (own.length === 0) return 'none'
  if (own.some(citation => !input.inForce.has(citation.revisionId))) return 'revision'
  const shown = own.map(citation => ({ citation, blocks: citedBlocks(citation, input.passages) }))
  const isQuoted = shown.every(({ citation, blocks }) =>
    blocks.some(block => quoteStandsIn(citation.quote, block)),
  )
  if (!isQuoted) return 'quote'
  const toldPart = input.answer.parts[part]
  if (toldPart?.calculation) {
    const short = part === 0 ? input.answer.short : undefined
    return calculationRepeats(toldPart, input.passages, short) ? undefined : 'calculation'
  }
  const words = shown.map(({ citation, blocks }) => wordsOfCitation(citation, blocks)).join(' \n ')
  const text = toldPart?.text ?? ''
  return figuresOf(text).every(figure => figureStandsIn(figure, words)) ? undefined : 'figure'
}

const citedBlocks = (citation: Citation, passages: readonly Passage[]) =>
  passages
    .filter(passage => passage.revisionId === citation.revisionId)
    .flatMap(blocksOf)
    .filter(block => citation.blockIds.includes(block.id))

const nothingLeft = {
  en: 'No part of the answer stood the checks; what was dropped is listed.',
  zh: '答案的各部分均未通过检查，被删除的内容已列出。',
}

const withoutParts = (
  { answer, citations }: CheckInput,
  verdicts: readonly (Problem | undefined)[],
): CheckOutput => {
  const kept = [...answer.parts.keys()].filter(part => verdicts[part] === undefined)
  const place = new Map(kept.map((part, at) => [part, at]))
  const dropped = answer.parts.flatMap(({ text }, part) => {
    const problem = verdicts[part]
    return problem === undefined ? [] : [{ text, reason: problems[problem] }]
  })
  const { short, ...rest } = answer
  const isWhole = dropped.length === 0
  const isResultLost = answer.form === 'calculation' && !place.has(0)
  const isEmpty = (kept.length === 0 || isResultLost) && !isWhole
  return {
    answer: {
      ...rest,
      ...(short !== undefined && place.has(0) ? { short } : {}),
      ...(isEmpty ? { form: 'abstention' as const, lead: nothingLeft } : {}),
      parts: answer.parts.filter((_, part) => place.has(part)),
      dropped: [...answer.dropped, ...dropped],
    },
    citations: citations.flatMap(citation => {
      const parts = citation.parts.flatMap(part => place.get(part) ?? [])
      return parts.length === 0 ? [] : [{ ...citation, parts }]
    }),
  }
}

const names: readonly (readonly [Problem, string, Localized])[] = [
  [
    'quote',
    'quotes-stand',
    { en: 'Every quote stands literally in its place.', zh: '每处引文都与原文一致。' },
  ],
  [
    'figure',
    'figures-stand',
    { en: 'Every number and code stands in what it cites.', zh: '每个数字和代码都能在引文中找到。' },
  ],
  [
    'calculation',
    'calculation-repeats',
    {
      en: 'What was calculated comes out the same from the cited cells.',
      zh: '按所引单元格重新计算，结果一致。',
    },
  ],
  ['revision', 'revision-in-force', { en: 'Every cited revision is in force.', zh: '所引版本均有效。' }],
]

const checksOf = (verdicts: readonly (Problem | undefined)[]): readonly Check[] =>
  names.map(([problem, name, message]) => {
    const failed = verdicts.filter(
      verdict => verdict === problem || (problem === 'quote' && verdict === 'none'),
    )
    if (failed.length === 0) return { name, verdict: 'pass' as const, message }
    return {
      name,
      verdict: 'warn' as const,
      message: {
        en: `${problems[problem].en} Dropped parts: ${failed.length}.`,
        zh: `${problems[problem].zh}已删除 ${failed.length} 处。`,
      },
    }
  })
