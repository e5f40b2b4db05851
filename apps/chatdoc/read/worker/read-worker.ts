import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { readingProgress } from '../progress.ts'
import { failureOf, type FromThread, type ReadJob, type ToThread } from './messages.ts'
import { readJob } from './read-job.ts'

/** A thread that reads documents, one at a time, at low priority so that questions come first. */

/** On Linux this is the calling thread's own priority; elsewhere it would be the whole process's. */
const lowerPriority = (): void => {
  if (process.platform === 'linux') setPriority(0, 10)
}

const port = parentPort
if (!port) throw new Error('bug: read-worker.ts runs only as a worker thread')
const send = (message: FromThread): void => port.postMessage(message)

let running: AbortController | undefined
let taken: (() => void) | undefined

const read = async (job: ReadJob): Promise<void> => {
  running = new AbortController()
  const { signal } = running
  try {
    for await (const window of readJob(job, signal)) {
      const next = new Promise<void>(resolve => void (taken = resolve))
      send({ kind: 'window', window })
      await next
      signal.throwIfAborted()
    }
    send({ kind: 'done' })
  } catch (error) {
    send({ kind: 'failed', failure: failureOf(error, job.file.name) })
  } finally {
    running = undefined
  }
}

lowerPriority()
readingProgress.subscribe(() => send({ kind: 'progress' }))
port.on('message', (message: ToThread) => {
  if (message.kind === 'read') void read(message.job)
  if (message.kind === 'stop') running?.abort()
  taken?.()
})
