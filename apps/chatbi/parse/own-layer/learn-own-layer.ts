import { setImmediate } from 'node:timers/promises'
import type { PlantCalendar } from '@millwright/spec'
import { querySchema } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import type { Candidate } from '../candidate.ts'
import { viewOf } from '../model-view.ts'
import type { ParseSource } from '../parse-result.ts'
import { readingsOf } from '../parse-question.ts'
import { keyOfQuery } from '../ranking/pool.ts'
import { bonusOf, partsOf, wordsOf } from './own-layer.ts'
import type { OwnLayer } from './own-layer.ts'

/** A question whose query a person confirmed, and when it was asked. */
export interface Confirmed {
  readonly question: string
  readonly query: Query
  readonly askedAt: Date
}

/** A confirmed question with the readings that it was chosen from. */
interface Example {
  readonly words: readonly string[]
  readonly right: Scored
  readonly rivals: readonly Scored[]
}
interface Scored {
  readonly parts: readonly string[]
  readonly score: number
}

const rounds = 6
/** By how much the confirmed reading is to lead. */
const margin = 0.25
/** How much one question may change at a time. */
const aggressiveness = 0.12

/** A query that was kept has its parts in another order than one that was just composed. */
const keyOf = (query: Query): string => keyOfQuery(querySchema.parse(query))

const toExample = (
  { question, query, askedAt }: Confirmed,
  source: ParseSource,
  calendar: PlantCalendar,
): Example | undefined => {
  const readings = readingsOf({ question, sources: [source], now: askedAt, calendar })
  const key = keyOf(query)
  const right = readings.find(one => keyOf(one.query) === key)
  const [first] = readings
  if (!right || !first) return undefined
  const view = viewOf(source.model)
  const scored = (one: Candidate): Scored => ({ parts: partsOf(one.query, view), score: one.score })
  return {
    words: wordsOf(first.lattice),
    right: scored(right),
    rivals: readings.filter(one => one !== right).map(scored),
  }
}

/** Moves the weights just so far that the confirmed reading leads, or as far as one question may. */
const improve = (weights: Map<string, number>, { words, right, rivals }: Example): boolean => {
  const layer = { weights }
  const scoreOf = ({ parts, score }: Scored): number => score + bonusOf(layer, words, parts)
  const [rival] = rivals.map(one => ({ ...one, score: scoreOf(one) })).toSorted((a, b) => b.score - a.score)
  if (!rival) return false
  const loss = margin - (scoreOf(right) - rival.score)
  if (loss <= 0) return false
  const more = right.parts.filter(part => !rival.parts.includes(part))
  const less = rival.parts.filter(part => !right.parts.includes(part))
  const size = (more.length + less.length) * words.length
  if (size === 0) return false
  const step = Math.min(aggressiveness, loss / size)
  const change = (part: string, by: number): void => {
    for (const word of words) weights.set(`${part}|${word}`, (weights.get(`${part}|${word}`) ?? 0) + by)
  }
  for (const part of more) change(part, step)
  for (const part of less) change(part, -step)
  return true
}

/**
 * Learns a workspace's own layer from its confirmed questions over one source, by the margin-infused relaxed algorithm
 * (K. Crammer & Y. Singer, "Ultraconservative online algorithms for multiclass problems", JMLR 2003). A question whose
 * confirmed query the grammar does not compose teaches nothing. Others' work comes in between.
 */
export const learnOwnLayer = async (
  confirmed: readonly Confirmed[],
  source: ParseSource,
  calendar: PlantCalendar,
): Promise<OwnLayer> => {
  const examples: Example[] = []
  for (const one of confirmed) {
    const example = toExample(one, source, calendar)
    if (example) examples.push(example)
    await setImmediate()
  }
  const weights = new Map<string, number>()
  for (let round = 0; round < rounds; round++)
    if (!examples.map(example => improve(weights, example)).some(Boolean)) break
  return { weights }
}
