import type { LinkResult } from '../../link/link.ts'
import { passOver } from './follow-up-words.ts'

/** What is asked of the rows before: how many they are, which, or what part of them. */
export type AskedOfThose = 'count' | 'list' | 'share'

const lead = '(?:(?:and|so|now|ok|okay|then|but)[ ,]+)*'
const those = '(?:all (?:of )?)?(?:those|them|these|that|the above|the ones?)'
const english: readonly RegExp[] = [
  new RegExp(
    `^${lead}(?:how many|how much|which(?: ones?)?|who|list|show(?: me)?|(?:what|which) (?:share|part|percentage|percent|proportion|fraction|ones?))(?: of| among| out of| from) ${those}\\b`,
    'i',
  ),
  new RegExp(
    `^${lead}(?:which|what) (?:ones?|are (?:they|those|these)|were (?:they|those|these))\\s*[?.!]*$`,
    'i',
  ),
  new RegExp(`^${lead}(?:list|show(?: me)?|give me|name) (?:all (?:of )?)?(?:those|them|these)\\b`, 'i'),
  new RegExp(`^${lead}(?:of|among|out of) ${those}\\b`, 'i'),
  new RegExp(
    `^${lead}how (?:many|much) (?:is|are|was|were) (?:there|that|those|these|they|it)(?: in total| altogether)?\\s*[?.!]?$`,
    'i',
  ),
]
const chinese: readonly RegExp[] = [
  /^(?:那么?|请问)?在?(?:这其中|其中|这里面|里面|当中)/,
  // 它们的废品率 asks something of them, 它们里面夜班的 and 这些有多少是计划内的 which of them
  /^(?:那么?|请问)?在?(?:这些|那些|它们|上述|以上这些|上面这些)(?:\p{Script=Han}{0,4}?)(?:里面?|当中|之中|中|(?:有|占|是)?(?:多少|几[个条台次项家种名位件批张单份笔]|哪[些几]))/u,
  /^(?:那么?)?[这那][几两二三四五六七八九十\d]{1,2}[个条台次项家种名位件批张](?:\p{Script=Han}{0,4})?(?:里面?|当中|之中|中|有)/u,
  /^(?:那么?)?(?:都|分别|具体)?(?:是|有)?(?:哪[些几][个条台次项家名位件批张单份笔]?)(?:呢|啊|呀)?[？?]?$/,
  /^(?:那么?)?(?:一共|总共|共)?有?(?:多少|几)[个条台次项家种名位件批张单份笔]?[？?]?$/,
]

/** Whether the question is about the very rows of the answer before: "how many of those …", 其中有多少. */
export const refersBack = (question: string): boolean =>
  [...english, ...chinese].some(pattern => pattern.test(question.trim()))

export const askedOfThose = (question: string): AskedOfThose => {
  // 占了多少件: how many of them, not what part
  if (/占了?(?:多少|几)[个条台次家名位件批张根只]/.test(question)) return 'count'
  if (/哪几[个条台次家名位件批张单份笔]|哪些/.test(question)) return 'list'
  if (/\b(?:share|part|percentage|percent|proportion|fraction)\b|占|比例|百分之/i.test(question))
    return 'share'
  return /\bhow (?:many|much)\b|多少|几[个条台次项家种名位件批张单份笔]/i.test(question) ? 'count' : 'list'
}

/** Words that refer back and ask, which say nothing of the rows themselves. */
const referring: readonly RegExp[] = [
  new RegExp(`\\b(?:of|among|out of|from) ${those}\\b|\\b(?:those|these|them|they)\\b`, 'gi'),
  /\b(?:how many|how much|which ones?|which|who|(?:what|which) (?:share|part|percentage|percent|proportion|fraction)|list|show(?: me)?|what (?:are|were) (?=they|those|these))\b|\bones\b/gi,
  /\b(?:are|is|were|was) (?:there|that)\b|\bin total\b|\baltogether\b/gi,
  /[这那][几两二三四五六七八九十\d]{1,2}[个条台次项家种名位件批张](?:里面?|当中|之中|中)?/g,
  /在?(?:这其中|其中|这些|那些|它们|上述|以上这些|上面这些)的?(?:里面?|当中|之中|中)?|里面|当中/g,
  /(?:一共|总共|共)?(?:有|占了?)?(?:多少|几)[个条台次项家种名位件批张单份笔]?|哪些|哪几[个条台次项家种名位件批张单份笔]|(?:所占|占)(?:的)?(?:比例|比重|百分比|比)?|比例|百分之|分别|各自/g,
]

/** The lattice with the words passed over that refer back. */
export const withoutReference = (lattice: LinkResult): LinkResult => passOver(lattice, referring)
