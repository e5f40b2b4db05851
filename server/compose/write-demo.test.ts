import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { writeDemo } from './write-demo.ts'

const folder = await mkdtemp(join(tmpdir(), 'demo-'))
after(() => rm(folder, { recursive: true }))
const now = new Date('2026-11-23T00:00:00Z')

test('a place that cannot be written is told with the reason and the way to start without', async () => {
  await writeFile(join(folder, 'file'), '')
  await assert.rejects(
    writeDemo({ databasePath: join(folder, 'file', 'demo.duckdb'), now }),
    error =>
      isPlatformError(error, 'DATA_FOLDER_UNUSABLE') &&
      /could not be made \(.*Error.*MILLWRIGHT_DEMO=off/.test(error.message),
  )
})

test('stopping it ends the process at work', async () => {
  const stop = new AbortController()
  const databasePath = join(folder, 'stopped.duckdb')
  await assert.rejects(
    writeDemo({ databasePath, now, signal: stop.signal, progress: () => stop.abort() }),
    (error: Error) => error.name === 'AbortError',
  )
  await new Promise(resolve => setTimeout(resolve, 300))
  assert.ok(!(await readdir(folder)).includes('stopped.duckdb'))
})
