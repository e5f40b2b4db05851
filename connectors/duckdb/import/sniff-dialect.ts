import { createRecordReader } from './records.ts'
import type { Dialect, TextRecord } from './records.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Records of `sample`; the last is left out where `isCut`, for it may be half. */
export const readSample = (sample: string, dialect: Dialect, isCut: boolean): readonly TextRecord[] => {
  const records: TextRecord[] = []
  const reader = createRecordReader(dialect, record => records.push(record), { keepFields: true })
  reader.push(sample)
  reader.end()
  return isCut && records.length > 1 ? records.slice(0, -1) : records
}

/** The most common value; the larger one of equals. */
export const mode = (values: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = 0
  for (const [value, count] of counts)
    if (count > (counts.get(best) ?? 0) || (count === counts.get(best) && value > best)) best = value
  return best
}

/** How much a delimiter makes the sample a table: share of records of the usual width, wider being better. */
const score = (records: readonly TextRecord[]): number => {
  if (records.length === 0) return 0
  const usual = mode(records.map(r => r.width))
  if (usual < 2) return 0.01
  const same = records.filter(r => r.width === usual).length / records.length
  const firstFits = records.find(r => r.width > 1)?.width === usual ? 0.2 : 0
  return same + firstFits + Math.min(usual, 50) * 0.002
}

/** The delimiter under which the sample is most like a table. `sep=;` in the first line (Excel) decides. */
export const sniffDialect = (sample: string, isCut: boolean): Dialect => {
  const told = /^sep=(.)\r?\n/i.exec(sample)?.[1]
  if (told) return { delimiter: told, quote: '"' }
  const dialects = delimiters.map((delimiter): Dialect => ({ delimiter, quote: '"' }))
  const scored = dialects.map(dialect => ({ dialect, score: score(readSample(sample, dialect, isCut)) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).dialect
}
