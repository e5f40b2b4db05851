import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob } from '@millwright/spec'
import { z } from 'zod'
import { openStore } from '../../store/open-store.ts'
import type { StoreOptions } from '../../store/open-store.ts'
import { migrate } from '../../store/migrate.ts'
import { jobMigrations } from '../job-migrations.ts'
import { createJobService } from '../job-service.ts'

/** A job that never ends by itself and is never retried because it failed. */
export const hangingJob = defineJob({
  name: 'test.hanging',
  title: { en: 'Hanging' },
  input: z.object({}),
  retryLimit: 0,
  timeoutS: 300,
  run: async ({ progress }) => {
    progress(0.4, 'in the middle')
    await sleep(600)
    process.stdout.write('running\n')
    await sleep(300_000)
  },
})

/** The other process: takes the job and hangs in it until it is killed. Without a job there it sends one. */
const hang = async (options: StoreOptions): Promise<void> => {
  const store = await openStore(options)
  await migrate(store, [{ owner: 'jobs', migrations: jobMigrations }])
  const jobs = await createJobService({ store, timeZone: 'UTC', pollS: 0.5, lostAfterS: 10 })
  await jobs.register(hangingJob)
  process.stdout.write(`${await jobs.send(hangingJob.name, {}, { singletonKey: 'one' })}\n`)
}

/** Has another process run the hanging job, kills it with SIGKILL in the middle, and gives the job's id. */
export const startAndKill = async (options: StoreOptions): Promise<string> => {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  for await (const part of child.stdout) {
    told += String(part)
    if (told.includes('running\n')) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return told.split('\n')[0] ?? ''
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await hang(JSON.parse(process.argv[2] ?? '{}') as StoreOptions) // written by startAndKill
