import type { SemanticModel } from '../model/semantic-model.ts'
import type { LatenessCue } from './cue.ts'
import { chineseLateness } from './lateness-zh.ts'
import { englishLateness } from './lateness-en.ts'
import type { Atom, Link } from './link.ts'

export type Groups = Readonly<Record<string, string | undefined>>

/** Words that say how late something was, and what they mean; undefined where they mean nothing together. */
export interface LatenessPattern {
  readonly pattern: RegExp
  readonly toCue: (groups: Groups, words: string) => LatenessCue | undefined
}

type Limit = NonNullable<LatenessCue['limit']>

/** The limit of a number that was said; `none` where the words are no number. */
export const limitOf = (
  value: number | '' | undefined,
  operator: Limit['operator'],
): Limit | undefined | 'none' => {
  if (value === undefined || value === '') return undefined
  return Number.isNaN(value) ? 'none' : { operator, value }
}

/** The unit of a word in either language, `{}` where there is none. */
export const unitOf = (word: string | undefined): Pick<LatenessCue, 'unit'> => {
  if (word === undefined) return {}
  if (/^m|分/i.test(word)) return { unit: 'minute' }
  if (/^h|时|钟头/i.test(word)) return { unit: 'hour' }
  return { unit: /^d|天/i.test(word) ? 'day' : 'week' }
}

const isPlanned = (model: SemanticModel): boolean =>
  model.datasets.some(dataset =>
    dataset.fields.some(
      field =>
        !field.hidden &&
        (field.type === 'date' || field.type === 'timestamp') &&
        /plan|sched|expect|due|target|promis|计划|预计|预定/i.test(
          `${field.name} ${field.label.en} ${field.label.zh ?? ''}`,
        ),
    ),
  )

/** "started two hours later than planned", where some table keeps what was planned: one cue for all of the words. */
export const linkLateness = (
  question: string,
  atoms: readonly Atom[],
  model: SemanticModel,
): readonly Link[] => {
  if (!isPlanned(model)) return []
  return [...englishLateness, ...chineseLateness].flatMap(({ pattern, toCue }) =>
    [...question.matchAll(pattern)].flatMap((found): readonly Link[] => {
      const cue = toCue(lowerCase(found.groups ?? {}), found[0].toLowerCase())
      const end = found.index + found[0].length
      const from = atoms.findIndex(atom => atom.to > found.index)
      const to = atoms.findLastIndex(atom => atom.from < end) + 1
      if (!cue || from < 0 || to <= from) return []
      return [
        {
          from,
          to,
          text: found[0],
          target: { kind: 'cue', cues: [cue] },
          score: 1,
          reason: 'later than planned',
        },
      ]
    }),
  )
}

const lowerCase = (groups: Groups): Groups =>
  Object.fromEntries(Object.entries(groups).map(([name, words]) => [name, words?.toLowerCase()]))
