import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../query/query.ts'
import type { BlockSums, ComparisonFrame } from './grouped-days.ts'
import { investigate } from './investigate.ts'
import type { Investigation } from './investigate.ts'

const days = 21
const frame: ComparisonFrame = { isRatio: false, blocksBefore: days, blocksAfter: days }
const dimension = { field: { dataset: 'production', field: 'line' }, label: { en: 'line' } }

type Lines = Readonly<Record<string, number>>

/** What each line makes by day, which varies by `noise`; the same at every run. */
const rows = (lines: Lines, noise: number, seed: number): readonly BlockSums[] =>
  Object.entries(lines).flatMap(([value, mean], at) =>
    Array.from({ length: days }, (_, block) => ({
      block,
      value,
      numerator: mean + noise * Math.cos(2.4 * block + 1.5 * at + seed),
      denominator: 0,
    })),
  )

const isWithout = ({ kind }: Condition): boolean => kind === 'or'

/** Three lines that made 100 a day; read again they are those without line A, or line A alone. */
const investigateLines = (after: Lines, noise: number): Promise<Investigation> =>
  investigate(conditions => {
    const isAsked = (value: string): boolean =>
      conditions.length === 0 || conditions.some(isWithout) !== (value === 'A')
    const read = (all: readonly BlockSums[]) => all.filter(({ value }) => isAsked(String(value)))
    const before = read(rows({ A: 100, B: 100, C: 100 }, noise, 1))
    return Promise.resolve([{ dimension, before, after: read(rows(after, noise, 5)) }])
  }, frame)

const valuesOf = ({ causes }: Investigation): readonly unknown[] => causes.map(({ effect }) => effect.value)

test('a change of the whole has its cause', async () => {
  const found = await investigateLines({ A: 130, B: 100, C: 100 }, 5)
  assert.ok(found.total.p < 0.05)
  assert.deepEqual(valuesOf(found), ['A'])
})

test('where the whole moved by no more than usual a value must stand out far more to be its cause', async () => {
  const lines = { A: 106, B: 94.5, C: 100 }
  const [doubtful, clear] = [await investigateLines(lines, 9), await investigateLines(lines, 3)]
  for (const { total, effects } of [doubtful, clear]) {
    assert.ok(total.p >= 0.05, `the whole: ${total.p}`)
    const own = effects.find(({ value }) => value === 'A')
    assert.ok(own && own.adjustedP < 0.05, JSON.stringify(own))
  }
  assert.deepEqual(valuesOf(doubtful), [])
  assert.equal(valuesOf(clear)[0], 'A')
})

test('the machine that has all of its line’s rise is named before the line', async () => {
  const ofMachines = {
    ...dimension,
    field: { ...dimension.field, field: 'machine' },
    label: { en: 'machine' },
  }
  const read = (lines: Lines, machines: Lines, seed: number) =>
    [lines, machines].map(values => rows(values, 4, seed))
  const [before, after] = [
    read({ A: 200, B: 200 }, { A1: 100, A2: 100, B1: 200 }, 1),
    read({ A: 240, B: 200 }, { A1: 140, A2: 100, B1: 200 }, 5),
  ]
  const { causes } = await investigate(
    conditions =>
      Promise.resolve(
        conditions.length > 0
          ? []
          : [dimension, ofMachines].map((one, i) => ({
              dimension: one,
              before: before[i] ?? [],
              after: after[i] ?? [],
            })),
      ),
    frame,
  )
  assert.equal(causes[0]?.effect.value, 'A1')
})

test('a line all of whose machines rose alike is named before the clearest of them', async () => {
  const ofMachines = {
    ...dimension,
    field: { ...dimension.field, field: 'machine' },
    label: { en: 'machine' },
  }
  const machines = { A1: 100, A2: 100, A3: 100, B1: 150, B2: 150 }
  const after = { A1: 140, A2: 140, A3: 140, B1: 150, B2: 150 }
  const linesOf = (all: Lines): Lines => ({
    A: (all['A1'] ?? 0) + (all['A2'] ?? 0) + (all['A3'] ?? 0),
    B: (all['B1'] ?? 0) + (all['B2'] ?? 0),
  })
  const inA = (all: Lines): Lines =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('A')))
  const groups = (before: Lines, now: Lines, hasLines: boolean) => [
    ...(hasLines
      ? [{ dimension, before: rows(linesOf(before), 12, 1), after: rows(linesOf(now), 12, 5) }]
      : []),
    { dimension: ofMachines, before: rows(before, 4, 1), after: rows(now, 4, 5) },
  ]
  const { causes } = await investigate(
    conditions =>
      Promise.resolve(
        conditions.length === 0
          ? groups(machines, after, true)
          : conditions.some(isWithout)
            ? []
            : groups(inA(machines), inA(after), false),
      ),
    frame,
  )
  assert.deepEqual(
    causes.map(({ effect }) => effect.value),
    ['A'],
  )
})
