import { parentPort } from 'node:worker_threads'
import { failureOf } from '../../read/worker/messages.ts'
import { drawPage } from './draw-page.ts'
import type { DrawRequest } from './draw-page.ts'

/** A thread that draws pages, one after another. */
const port = parentPort
if (!port) throw new Error('bug: draw-worker.ts runs only as a worker thread')

port.on('message', (request: DrawRequest) => {
  void drawPage(request).then(
    picture => port.postMessage({ picture }),
    (error: unknown) => port.postMessage({ failure: failureOf(error, request.name) }),
  )
})
