import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectSource, parseOssieYaml } from '@millwright/chatbi'
import type { DirectSource } from '@millwright/chatbi'
import { createDatabase, duckdbConnector } from '@millwright/connector-duckdb'
import { demoCalendar, demoModel } from '@millwright/demo'
import type { GeneratedTable } from '@millwright/demo'

/** A plant to ask: the clock may be put to any moment of its history. */
export interface AskedPlant {
  readonly source: DirectSource
  /** Asks at eleven of the day that begins at `day`, milliseconds of plant wall time. */
  setDay(day: number): void
  close(): Promise<void>
}

/** From plant wall time to the instant, by the offset of the demo plant's zone, which has no summer time. */
const instantOf = (wallTime: number): Date => new Date(wallTime - 8 * 3_600_000)

export const openPlant = async (tables: readonly GeneratedTable[], now: Date): Promise<AskedPlant> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-why-'))
  const databasePath = join(folder, 'plant.duckdb')
  await createDatabase(databasePath, tables)
  const connection = await duckdbConnector.connect({ databasePath })
  const { model } = parseOssieYaml(demoModel())
  if (!model) throw new Error('bug: the model of the demo plant does not parse')
  let present = now
  const clock = { now: () => present }
  const source = await openDirectSource({ name: 'plant', connection, clock, calendar: demoCalendar, model })
  return {
    source,
    setDay: day => void (present = instantOf(day + 11 * 3_600_000)),
    close: async () => {
      await connection.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
