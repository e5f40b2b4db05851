import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Job, Run, Step } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { productApps, startTestServer } from './test-server.ts'
import type { Client } from './test-server.ts'

/** The product with its own apps over HTTP, and a small plant in SQLite as its one source. */
export interface AskServer {
  readonly administrator: Client
  readonly analyst: Client
  readonly viewer: Client
  readonly sourceId: string
  readonly modelPath: string
  /** Runs statements on the plant's own database, as its owner would. */
  readonly changePlant: (...statements: readonly string[]) => void
  /** Rows straight from the plant's database. */
  readonly plantRows: (sql: string) => unknown[][]
  /** Asks and waits until the run settles. */
  readonly ask: (who: Client, question: string, more?: object) => Promise<Run>
  readonly settled: (who: Client, runId: string) => Promise<Run>
  /** Edits the current output of a step and waits. */
  readonly edit: (who: Client, run: Run, step: string, change: object) => Promise<Run>
  readonly jobEnded: (jobId: string) => Promise<Job>
  close(): Promise<void>
}

const plant = (): readonly string[] => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [line, shift, month] = [`L${(i % 3) + 1}`, i % 2 === 0 ? 'day' : 'night', i < 30 ? '09' : '10']
    const at = `2026-${month}-${String((i % 28) + 1).padStart(2, '0')} 08:00:00`
    return `(${i}, '${line}', '${shift}', ${10 + i}, ${i % 5}, '${at}')`
  })
  return [
    'CREATE TABLE line (line_id TEXT PRIMARY KEY, line_name TEXT)',
    "INSERT INTO line VALUES ('L1', 'Casting'), ('L2', 'Milling'), ('L3', 'Painting')",
    `CREATE TABLE production (production_id INTEGER PRIMARY KEY, line_id TEXT REFERENCES line, shift TEXT,
       good_qty INTEGER, scrap_qty INTEGER, produced_at TIMESTAMP)`,
    `INSERT INTO production VALUES ${rows.join(', ')}`,
    `CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, name TEXT, salary INTEGER,
       line_id TEXT REFERENCES line)`,
    "INSERT INTO employee VALUES (1, 'Ann', 4711, 'L1'), (2, 'Bo', 4712, 'L2'), (3, 'Chen', 4713, 'L3')",
  ]
}

/** What a call answered, as JSON; fails the test where the status is not the expected one. */
export const call = async <T>(
  who: Client,
  request: string,
  options: { readonly body?: object; readonly status?: number } = {},
): Promise<T> => {
  const [method = '', path = ''] = request.split(' ')
  const reply = await who.send(method, path, options.body ? { body: options.body } : {})
  const isExpected = options.status === undefined ? reply.status < 300 : reply.status === options.status
  assert.ok(isExpected, `${request}: ${reply.status} ${reply.text.slice(0, 500)}`)
  return (reply.text === '' ? undefined : reply.json()) as T // a test knows what it asked for
}

/** The current version of a step. */
export const stepOf = (run: Run, name: string): Step => {
  const found = run.steps.find(step => step.step === name)
  assert.ok(found, `${name} is not in ${run.steps.map(step => step.step).join(', ')}`)
  return found
}

export const outputOf = (run: Run, name: string): Record<string, unknown> =>
  stepOf(run, name).output as Record<string, unknown> // every step of the skill yields an object

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** Rows in one order, whatever the order they came in. */
export const sorted = (rows: readonly unknown[][]): unknown[][] => rows.toSorted(byText)

/** Rows of the answer, sorted. */
export const rowsOf = (run: Run): unknown[][] => sorted(outputOf(run, 'execute')['rows'] as unknown[][])

export const versionsOf = (run: Run): Record<string, number> =>
  Object.fromEntries(run.steps.map(step => [step.step, step.version]))

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const settled = async (who: Client, runId: string): Promise<Run> => {
  for (;;) {
    const run = await call<Run>(who, `GET /api/runs/${runId}`)
    if (run.state !== 'running') return run
    await pause(20)
  }
}

const edit: AskServer['edit'] = async (who, run, step, change) => {
  const { version } = stepOf(run, step)
  const body = { step, expectedVersion: version, output: { ...outputOf(run, step), ...change } }
  return settled(who, (await call<Run>(who, `POST /api/runs/${run.id}/edits`, { body })).id)
}

/** Starts it; `change` is a change of its configuration. */
export const startAskServer = async (change: Partial<Config> = {}): Promise<AskServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'ask-'))
  const path = join(folder, 'plant.sqlite')
  const changePlant = (...statements: readonly string[]): void => {
    const database = new DatabaseSync(path)
    for (const statement of statements) database.exec(statement)
    database.close()
  }
  changePlant(...plant())
  const host = await startTestServer({ now: new Date('2026-11-23T08:00:00Z'), ...change }, productApps)
  const administrator = await host.signIn('administrator')
  const { id: sourceId } = await call<{ id: string }>(administrator, 'POST /api/sources', {
    body: { kind: 'sqlite', name: 'Plant', path },
  })
  return {
    administrator,
    analyst: await host.signIn('analyst'),
    viewer: await host.signIn('viewer'),
    sourceId,
    modelPath: `/api/chatbi/models/${sourceId}`,
    changePlant,
    plantRows: sql => {
      const database = new DatabaseSync(path, { readOnly: true })
      const rows = database
        .prepare(sql)
        .all()
        .map(row => Object.values(row))
      database.close()
      return rows
    },
    settled,
    edit,
    ask: async (who, question, more = {}) => {
      const input = { question, sourceIds: [sourceId], ...more }
      const body = { skill: 'chatbi.ask', input }
      return settled(who, (await call<Run>(who, 'POST /api/runs', { body })).id)
    },
    jobEnded: async jobId => {
      for (;;) {
        const job = await call<Job>(administrator, `GET /api/jobs/${jobId}`)
        if (['done', 'failed', 'cancelled'].includes(job.state)) return job
        await pause(50)
      }
    },
    close: async () => {
      await host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
