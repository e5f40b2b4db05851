import { createRandom, generatePlant, seedOf } from '@millwright/demo'
import type { GeneratedTable, Random } from '@millwright/demo'
import { factNames, readFacts, withRows } from './fact-table.ts'
import type { FactName, FactRow } from './fact-table.ts'
import { labelsOfTable } from './labels.ts'
import { plantedMeasures } from './measures.ts'
import { drawCause, measureLater, plantCause } from './plant-cause.ts'
import type { Cause, WindowRows } from './plant-cause.ts'
import { shuffleLabels } from './shuffle-labels.ts'
import { layWindows } from './windows.ts'
import type { Window, WindowCounts } from './windows.ts'

/** A cause with its rows, and how much it alone moved what is asked about, as a part of it. */
export interface PlantedCause extends Cause {
  readonly within: WindowRows
  readonly moved: number
}

/** One plant three times: as it was, with a cause in each table of each window, and that with its labels shuffled. */
export interface PlantedTables {
  readonly causes: readonly PlantedCause[]
  readonly quiet: readonly GeneratedTable[]
  readonly planted: readonly GeneratedTable[]
  readonly shuffled: readonly GeneratedTable[]
  readonly now: Date
}

/** The demo plant's own causes are in its last days, before which nothing changes. */
const lastDays = 61
const dayMs = 86_400_000
const first = new Date('2025-01-01T00:00:00Z')

export const plantCauses = (seed: number, counts: WindowCounts): PlantedTables => {
  const windows = layWindows(first, counts)
  const end = windows.at(-1)?.end ?? first.getTime()
  const now = new Date(end + lastDays * dayMs)
  const days = Math.round((now.getTime() - first.getTime()) / dayMs)
  const tables = generatePlant({ now, days, seed })
  const labels = labelsOfTable(tables)
  const random = createRandom(seedOf(seed, 'causes'))
  const drawn = factNames.map(name => {
    const facts = readFacts(tables, name)
    const labelsOf = labels(facts)
    const parts = windows.map(window =>
      plantWindow(name, { facts, labelsOf, window, rows: rowsWithin(facts, window) }, random),
    )
    return { name, parts }
  })
  const build = (rowsOf: (part: PlantedWindow) => readonly FactRow[]): readonly GeneratedTable[] =>
    tables.map(table => {
      const found = drawn.find(({ name }) => name === table.name)
      if (found) return withRows(table, found.parts.flatMap(rowsOf))
      // inspections are not asked about here, and most of the rows
      return table.name === 'inspection' ? withRows(table, []) : table
    })
  return {
    causes: drawn.flatMap(({ parts }) => parts.map(({ cause }) => cause)),
    quiet: build(({ cause }) => cause.within.rows),
    planted: build(({ rows }) => rows),
    shuffled: build(({ cause, rows }) => shuffleLabels(cause.within, rows, random)),
    now,
  }
}

const rowsWithin = (facts: WindowRows['facts'], { before, end }: Window): readonly FactRow[] =>
  facts.rows.filter(row => facts.timeOf(row) >= before && facts.timeOf(row) < end)

interface PlantedWindow {
  readonly cause: PlantedCause
  readonly rows: readonly FactRow[]
}

const plantWindow = (name: FactName, within: WindowRows, random: Random): PlantedWindow => {
  const cause = drawCause(within, random.pick(plantedMeasures.filter(({ table }) => table === name)), random)
  const rows = plantCause(within, cause, random)
  const was = measureLater(within, within.rows, cause)
  const moved = was === 0 ? 0 : measureLater(within, rows, cause) / was - 1
  return { cause: { ...cause, within, moved }, rows }
}
