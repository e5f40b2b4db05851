import { stem } from '../../text/index.ts'
import type { Field } from '../semantic-model.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stem))
const starts = setOf(
  'start started begin began opened open date time timestamp datetime at on hour day order placed created detected inspected received sold occurred posted transaction',
)
const ends = setOf(
  'end ended close closed finish finished updated modified deleted expiry expired until to discontinued settled completion completed latest valid delivered left',
)
const lives = setOf('birth birthday born hired hire commissioned founded became')

const score = (field: Field, datasetStems: readonly string[]): number => {
  const words = field.name.split('_').map(stem)
  const share = (field.nullCount ?? 0) / Math.max((field.nullCount ?? 0) + (field.distinctCount ?? 1), 1)
  return (
    (words.some(word => starts.has(word)) ? 2 : 0) +
    (words.some(word => datasetStems.some(own => own.slice(0, 5) === word.slice(0, 5))) ? 1.5 : 0) +
    (words.includes('actual') ? 1 : 0) -
    (words.includes(stem('planned')) ? 1 : 0) -
    (words.some(word => ends.has(word)) ? 2 : 0) -
    (words.some(word => lives.has(word)) ? 4 : 0) -
    (share > 0.5 ? 1 : 0)
  )
}

/** The time that "last month" means in a dataset that was not told: when its rows began, not ended or were born. */
export const chooseDefaultTime = (
  fields: readonly Field[],
  datasetStems: readonly string[],
): string | undefined => {
  const times = fields.filter(field => field.role === 'time' && !field.hidden)
  return times.toSorted((a, b) => score(b, datasetStems) - score(a, datasetStems))[0]?.name
}
