/** Which revisions of a document a question sets side by side. */
export interface AskedRevisions {
  /** As named, each once, the lower first; fewer than two: the last ones. */
  readonly numbers: readonly number[]
  /** It speaks of revisions or editions by that word: no sentence of one alone answers it. */
  readonly isExplicit: boolean
  /** What is left of the question: what it asks about. */
  readonly subject: string
}

const han: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const named =
  /\b(?:rev(?:ision)?|edition|version|issue)s?\.?\s*(?:no\.?\s*)?(?<en>\d{1,3})(?:\s*(?:and|to|with|vs\.?|versus|&|-|–)\s*(?<enOther>\d{1,3})\b)?|第\s*(?<zh>\d{1,3}|[一二三四五六七八九十])\s*(?:版|次修订)|(?:版本|修订版?)\s*(?<zhAfter>\d{1,3})/giu
const changed =
  /\bwhat (?:has |have |was |were |is |are )?(?:been )?(?:changed|changes|new|different)\b|\b(?:difference|changes?|compare)\b.*\b(?:revisions?|editions?|versions?)\b|\bhow (?:has|did|have) .+ change|(?:新旧|两个?)版|(?:与|比|和)上一?版|版.*(?:变化|不同|区别|差异|改动|修改|变更|改了)|改了什么|有(?:什么|哪些)(?:变化|改动|变更)/i
const cues =
  /\b(?:what|which|how|has|have|was|were|is|are|been|changed|changes?|new|different|differences?|between|from|compare[ds]?|revisions?|editions?|versions?|the last|previous|old|since|procedures?|documents?|manuals?|instructions?|standards?)\b|[两新旧上一]*个?版本?之?间?|有?(?:什么|哪些)|变化|不同|区别|差异|改动|修改|变更|改了|相比|之间|规程|文档|手册|说明书|规范|标准/gi

const numbersIn = (question: string): readonly number[] => {
  const found = [...question.matchAll(named)].flatMap(({ groups = {} }) =>
    [groups['en'], groups['enOther'], groups['zh'], groups['zhAfter']].flatMap(text =>
      text === undefined ? [] : [han[text] ?? Number(text)],
    ),
  )
  return [...new Set(found)].toSorted((a, b) => a - b)
}

/** "What changed in the torque between rev. 1 and rev. 2", "第1版和第2版有什么不同"; undefined where no revisions are compared. */
export const revisionsOf = (question: string): AskedRevisions | undefined => {
  const numbers = numbersIn(question)
  if (numbers.length !== 2 && !changed.test(question)) return undefined
  const isExplicit = /\b(?:rev|revisions?|editions?)\b|[第新旧上一0-9]\s?版|版[本次]/i.test(question)
  return { numbers, isExplicit, subject: question.replaceAll(named, ' ').replaceAll(cues, ' ').trim() }
}
