import { eachNumber, meaningOfList } from '../listed-periods.ts'
import type { Present, Span } from '../moment.ts'
import { isoWeek, latestDay, quarterAt } from '../named-period.ts'
import type { Rule } from '../rule.ts'
import { lead, month, ordinal, toMonth, year } from './words.ts'

const day = `(?:the )?\\d{1,2}${ordinal}`
const listOf = (one: string): string => `${one}(?: ?, ?(?:and |& ?)?${one}| (?:and|&) ${one})+`
const split = /\s*(?:,\s*and|,|and|&|the)\s*|(?:st|nd|rd|th)\b|\s+/i

const listRule = (
  source: string,
  toSpan: (
    number: string,
    g: Readonly<Record<string, string | undefined>>,
    present: Present,
  ) => Span | undefined,
): Rule => ({
  pattern: new RegExp(source, 'i'),
  mean: (g, present) => {
    const spans = eachNumber((g['numbers'] ?? '').toLowerCase(), split, number => toSpan(number, g, present))
    return spans && meaningOfList(spans)
  },
})

/** "Nov 2, 9 and 16", "the 2nd and 9th of November", "weeks 44, 45 and 46": numbers that share the word beside them. */
export const listRules: readonly Rule[] = [
  listRule(
    `${lead}(?<month>${month})\\.? (?<numbers>${listOf(day)})(?:,? (?<year>${year}))?`,
    (number, g, present) =>
      latestDay(present, toMonth((g['month'] ?? '').toLowerCase()), Number(number), g['year']),
  ),
  listRule(
    `${lead}(?<numbers>${listOf(day)})(?: of)? (?<month>${month})(?:,? (?<year>${year}))?`,
    (number, g, present) =>
      latestDay(present, toMonth((g['month'] ?? '').toLowerCase()), Number(number), g['year']),
  ),
  listRule(
    `${lead}(?:calendar )?(?:weeks|wks|cws?|kws?) (?<numbers>${listOf('\\d{1,2}')})`,
    (number, _, present) => isoWeek(present, Number(number), undefined),
  ),
  listRule(`${lead}(?:quarters) (?<numbers>${listOf('[1-4]')})`, (number, _, present) =>
    quarterAt(present, Number(number), undefined),
  ),
]
