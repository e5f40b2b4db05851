import type { SemanticModel } from '../model/semantic-model.ts'
import { chineseLateness } from './lateness-zh.ts'
import { englishLateness } from './lateness-en.ts'
import type { Groups } from './lateness-pattern.ts'
import type { Atom, Link } from './link.ts'

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
