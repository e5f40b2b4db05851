import type { TimeGrain } from '../../../query/query.ts'
import type { Position } from './antecedents.ts'

/** Words of a question that speak of something said before; offsets in the question, `to` exclusive. */
export interface Reference {
  readonly from: number
  readonly to: number
  readonly text: string
  /** Where a noun may follow that says what is meant; offset in the question. */
  readonly nounAt?: number
  /** A noun has to follow: "that" alone speaks of no thing. */
  readonly needsNoun?: true
  /** Where what is named last belongs to a ranking: 第二名, "the worst one". */
  readonly position?: Position
  /** More than one is spoken of: "they", 这三台. */
  readonly isMany?: true
}

/** A period that was asked about before: "that day", 当月; without a grain it is that of the question before, "then". */
export interface PeriodReference {
  readonly from: number
  readonly to: number
  readonly grain?: TimeGrain
}

interface Pattern {
  readonly pattern: RegExp
  readonly mean: (
    groups: Readonly<Record<string, string | undefined>>,
    text: string,
  ) => Omit<Reference, 'from' | 'to' | 'text' | 'nounAt'>
}

const count = '(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})'
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const places: Readonly<Record<string, number>> = {
  ...Object.fromEntries(ordinals.map((word, i) => [word, i + 1])),
  ...Object.fromEntries(['1st', '2nd', '3rd', '4th', '5th'].map((word, i) => [word, i + 1])),
  top: 1,
  ...Object.fromEntries(['one', 'two', 'three', 'four', 'five'].map((word, i) => [word, i + 1])),
}
const countOf = (word = ''): number =>
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(
    word.toLowerCase(),
  ) + 1 || Number(word)
const placeOf = (word = ''): number => places[word.toLowerCase()] ?? (Number(word) || 1)

/** "make it", "how much is it": these speak of the answer, not of a thing in it. */
const notIt =
  '(?<!\\b(?:make|show|break|split|give|do|keep|put|call|sort|rank|compare|turn|switch|plot|draw|change|order|slice|drill|leave|list|cut|about|like) |\\b(?:how (?:much|many|long)|what|why) (?:is|was|does|did) )'

const english: readonly Pattern[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:each|all|both|any|every one|any one) (?:one )?of )(?:the(?:m|se|m all)|those)(?: ${count})?\\b(?<noun> )?`,
      'gi',
    ),
    mean: () => ({ isMany: true }),
  },
  {
    pattern: new RegExp(
      `\\b(?:all |both )?(?:these|those|the same)(?: ${count})?(?: same)?\\b(?<noun> )?`,
      'gi',
    ),
    mean: () => ({ isMany: true, needsNoun: true }),
  },
  {
    pattern: new RegExp(
      `\\bthe(?:se|m|se) (?:${count})\\b(?<noun> )?|\\b(?:these|those|the) ${count} of them\\b`,
      'gi',
    ),
    mean: () => ({ isMany: true }),
  },
  {
    pattern: /\b(?:this|that|the same|the said|said)(?: very| same)?\b(?<noun> )/gi,
    mean: () => ({ needsNoun: true }),
  },
  { pattern: /\b(?:they|their)\b(?: both| all)?/gi, mean: () => ({ isMany: true }) },
  {
    pattern:
      /(?<!\b(?:of|make|show|break|split|give|list|sort|rank|group|order|put|compare|count|add|out|from|among|between) )\bthem\b(?: both| all)?/gi,
    mean: () => ({ isMany: true }),
  },
  { pattern: new RegExp(`\\bits\\b(?! own)|${notIt}\\bit\\b(?!'s| is\\b| was\\b)`, 'gi'), mean: () => ({}) },
  {
    pattern:
      /\b(?:the )?(?:number (?<place>one|two|three|\d)|no\. ?(?<digit>\d)|#(?<hash>\d)|(?<ordinal>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|top)(?:[- ](?:placed|ranked|place))?)(?= ?one\b| [a-z]|'s|\W*$)(?<noun> )?/gi,
    mean: ({ place, digit, hash, ordinal }) => ({
      needsNoun: true,
      position: {
        place: placeOf(place ?? digit ?? hash ?? ordinal),
        isFromEnd: false,
        ...(ordinal && ordinal.toLowerCase() !== 'top' ? { isShown: true } : {}),
      },
    }),
  },
  {
    pattern:
      /\b(?:the )?(?:worst|best|highest|lowest|biggest|largest|smallest|longest|shortest)(?: one| \w+)? (?:of|among) (?:these|those|them|the lot|the bunch)\b/gi,
    mean: (_, text) => ({ position: { extreme: extremeOf(text) } }),
  },
  {
    pattern: /\b(?:the )?one (?:at|on) (?:the )?(?<end>top|bottom)\b/gi,
    mean: ({ end }) => ({ position: { place: 1, isFromEnd: /bottom/i.test(end ?? '') } }),
  },
  {
    pattern: new RegExp(`\\b(?:the )?(?:next|following) (?<next>${count})(?: ones?)?\\b(?<noun> )?`, 'gi'),
    mean: ({ next }) => ({ isMany: true, position: { next: countOf(next) } }),
  },
  {
    pattern: /\b(?:the )?(?:winner|leader|front[- ]?runner)\b/gi,
    mean: () => ({ position: { place: 1, isFromEnd: false } }),
  },
  { pattern: /\b(?:the )?runner[- ]up\b/gi, mean: () => ({ position: { place: 2, isFromEnd: false } }) },
  {
    pattern: /\bthe last(?: placed| ranked)?(?<noun> )(?=one\b)/gi,
    mean: () => ({ needsNoun: true, position: { place: 1, isFromEnd: true } }),
  },
]

const extremes: readonly (readonly ['best' | 'worst' | 'asc' | 'desc', RegExp])[] = [
  ['worst', /worst|最差|最糟/i],
  ['best', /best|最好/i],
  ['asc', /lowest|least|smallest|shortest|fewest|最[低少小短]/i],
  ['desc', /highest|most|biggest|largest|longest|greatest|最[高多大长久]/i],
]
const extremeOf = (text: string): 'best' | 'worst' | 'asc' | 'desc' =>
  extremes.find(([, words]) => words.test(text))?.[0] ?? 'desc'

const numerals = '[一二三四五六七八九十两\\d]'
const classifier = '[台条个家批张种名位班项只单款类份]'
const numeralOf = (text = ''): number => '一二三四五六七八九十'.indexOf(text) + 1 || Number(text) || 1

const chinese: readonly Pattern[] = [
  {
    pattern: /(?:它们|他们|它俩|二者|两者|这几者)(?:各自|分别|每[台条个家]?)?/g,
    mean: () => ({ isMany: true }),
  },
  { pattern: /它(?!们)|其(?=[\p{Script=Han}])(?![中他它余实次间])/gu, mean: () => ({}) },
  {
    pattern: new RegExp(
      `(?:这|那|上述|以上|前面|上面)(?:几|两|[二三四五六七八九十]|\\d{1,2}){1,2}${classifier}(?<noun>)`,
      'g',
    ),
    mean: () => ({ isMany: true }),
  },
  {
    pattern: /(?:这些|那些|上述|以上这些|上面这些)(?<noun>)/g,
    mean: () => ({ isMany: true, needsNoun: true }),
  },
  { pattern: new RegExp(`(?:这|那|该|同)一?${classifier}(?![月周季年])(?<noun>)`, 'g'), mean: () => ({}) },
  { pattern: /(?:该|此|本)(?<noun>)/g, mean: () => ({ needsNoun: true }) },
  {
    pattern: new RegExp(
      `(?:排名?)?第(?<place>${numerals})(?:名|位|的?(?:那个?)?${classifier})(?<noun>)`,
      'g',
    ),
    mean: ({ place }) => ({ position: { place: numeralOf(place), isFromEnd: false } }),
  },
  {
    pattern: new RegExp(`(?:头名|冠军|榜首|排(?:名|在)?第一的?(?:那)?${classifier}?)(?<noun>)`, 'g'),
    mean: () => ({ position: { place: 1, isFromEnd: false } }),
  },
  {
    pattern: new RegExp(
      `(?:最后一名|垫底的?(?:那)?${classifier}?|倒数第一的?(?:名|那?${classifier})?)(?<noun>)`,
      'g',
    ),
    mean: () => ({ position: { place: 1, isFromEnd: true } }),
  },
]

const chineseNext: Pattern = {
  pattern: new RegExp(
    `(?:接下来|再往后|往后|后面|随后|之后|再后面)的?(?<next>${numerals}{1,2})(?:名|位|${classifier})?(?<noun>)`,
    'g',
  ),
  mean: ({ next }) => ({ isMany: true, position: { next: numeralOf(next) } }),
}

/** The words that speak of things of the answer before, in order. Which of them name anything, the lattice tells. */
export const findReferences = (question: string): readonly Reference[] => {
  const found = (/\p{Script=Han}/u.test(question) ? [...chinese, chineseNext] : english).flatMap(
    ({ pattern, mean }) =>
      [...question.matchAll(pattern)].map((match): Reference => {
        const [text] = match
        const { noun, ...groups } = match.groups ?? {}
        const to = match.index + text.length
        return {
          from: match.index,
          to: noun === undefined ? to : to - noun.length,
          text,
          ...(noun === undefined ? {} : { nounAt: to }),
          ...mean(groups, text),
        }
      }),
  )
  return found
    .filter(
      one =>
        !found.some(
          other =>
            other !== one &&
            other.from <= one.from &&
            one.to <= other.to &&
            other.to - other.from > one.to - one.from,
        ),
    )
    .toSorted((a, b) => a.from - b.from)
}

const grains: readonly (readonly [TimeGrain, RegExp])[] = [
  ['day', /day|date|[天日]/i],
  ['week', /week|周|星期/i],
  ['month', /month|月/i],
  ['quarter', /quarter|季/i],
  ['year', /year|年/i],
]

const periods: readonly RegExp[] = [
  /\b(?:(?:on|in|during|over|for|at|within) )?(?:that|(?:the )?same)(?: very| same)? (?:day|date|week|month|quarter|year|period|time(?! as)|stretch|window)\b/gi,
  /\b(?:back )?then\W*$/gi,
  /\bat the time\b|\bin the meantime\b/gi,
  /在?(?:那一?[天日]|当[天日]|这一天|同一?[天日]|那一?周|当周|同一周|那个?月|当月|该月|同一?个?月|那个?季度|当季|那一?年|当年)(?!比|相比)(?:里|内|中)?/g,
  /在?(?:那段|这段|同一|该)(?:时间段|时间|时期|期间|时段)(?:里|内|中)?|(?:那|这)期间|当时|(?<!\p{Script=Han})期间/gu,
]

/** The words that speak of the period before. */
export const findPeriods = (question: string): readonly PeriodReference[] =>
  periods.flatMap(pattern =>
    [...question.matchAll(pattern)].map(({ index, 0: text }): PeriodReference => {
      const grain = grains.find(([, words]) => words.test(text.replace(/时间.*|期间/, '')))?.[0]
      return { from: index, to: index + text.length, ...(grain ? { grain } : {}) }
    }),
  )
