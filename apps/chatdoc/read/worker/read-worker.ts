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

interface Reading {
  readonly id: number
  readonly job: ReadJob
  readonly abort: AbortController
  /** Tells that the window which was sent last is taken. */
  taken: () => void
}

const waiting: Reading[] = []
let running: Reading | undefined

/** One window is sent and one more is read ahead of it; the end is told at once, so that the next job begins. */
const read = async (reading: Reading): Promise<void> => {
  const { id, job, abort } = reading
  let last: Promise<void> = Promise.resolve()
  try {
    abort.signal.throwIfAborted()
    for await (const window of readJob(job, abort.signal)) {
      await last
      abort.signal.throwIfAborted()
      last = new Promise<void>(resolve => void (reading.taken = resolve))
      send({ kind: 'window', id, window })
    }
    send({ kind: 'done', id })
  } catch (error) {
    send({ kind: 'failed', id, failure: failureOf(error, job.file.name) })
  }
}

const work = async (): Promise<void> => {
  if (running) return
  for (running = waiting.shift(); running; running = waiting.shift()) await read(running)
}

const receive = (message: ToThread): void => {
  if (message.kind === 'read') {
    const { id, job } = message
    waiting.push({ id, job, abort: new AbortController(), taken: () => undefined })
    void work()
    return
  }
  const reading = [running, ...waiting].find(one => one?.id === message.id)
  if (message.kind === 'stop') reading?.abort.abort()
  reading?.taken()
}

lowerPriority()
readingProgress.subscribe(() => send({ kind: 'progress' }))
port.on('message', receive)
