import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { treesSchema } from './trees.ts'

/** Probability by the place of a score between knots, in rising order (isotonic regression, Barlow et al. 1972). */
export const calibrationSchema = z.object({ scores: z.array(z.number()), probabilities: z.array(z.number()) })
export type Calibration = z.infer<typeof calibrationSchema>

/** The reader's learned weights, with what they were learned from. */
export const readerModelSchema = z.object({
  version: z.literal(1),
  /** Data sets with their licences; weights learned from them carry the attribution. */
  data: z.array(z.object({ name: z.string(), source: z.string(), licence: z.string() })),
  /** Which sentence or row answers. */
  piece: treesSchema,
  /** Which stretch of it is the shortest answer. */
  span: treesSchema,
  /** Whether the best piece answers at all, with what its score means as a probability. */
  confidence: treesSchema,
  calibration: calibrationSchema,
  /** Below this probability the answer is that there is none. */
  threshold: z.number().min(0).max(1),
})
export type ReaderModel = z.infer<typeof readerModelSchema>

/** The weights that are shipped, beside this file. Written by `bench/chatdoc/train-reader.ts`. */
export const loadReaderModel = (): ReaderModel =>
  readerModelSchema.parse(JSON.parse(readFileSync(new URL('reader-model.json', import.meta.url), 'utf8')))

/** Linear between knots, flat outside them. */
export const calibrate = ({ scores, probabilities }: Calibration, score: number): number => {
  const next = scores.findIndex(knot => knot >= score)
  if (next === -1) return probabilities.at(-1) ?? 0
  const [low, high] = [scores[next - 1], scores[next] ?? 0]
  const above = probabilities[next] ?? 0
  if (low === undefined || high === low) return above
  const below = probabilities[next - 1] ?? 0
  return below + ((above - below) * (score - low)) / (high - low)
}
