import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { encodePassages } from '../encode-passages.ts'
import type { AnalysisReply, AnalysisRequest } from './analysis-thread.ts'

/** A thread that analyses passages, one request after another, at low priority so that questions come first. */
const port = parentPort
if (!port) throw new Error('bug: analysis-worker.ts runs only as a worker thread')

/** On Linux this is the calling thread's own priority; elsewhere it would be the whole process's. */
if (process.platform === 'linux') setPriority(0, 10)

const reply = async ({ id, passages, dictionary }: AnalysisRequest): Promise<AnalysisReply> => {
  try {
    return { id, encoded: await encodePassages(passages, dictionary) }
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', (request: AnalysisRequest) => {
  void reply(request).then(answer => port.postMessage(answer))
})
