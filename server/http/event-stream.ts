import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** One event of a stream. `id` is what the client sends back to go on after it. */
export interface StreamEvent {
  readonly id: number
  readonly data: unknown
}

export interface EventStreamOptions {
  /** Aborts when the client is gone or the server stops. */
  readonly signal: AbortSignal
  readonly heartbeatMs: number
  /** Asked at each heartbeat; the stream ends when it says no. */
  isStillPermitted(): Promise<boolean>
  open(ended: AbortSignal): AsyncIterable<StreamEvent>
}

const retryMs = 2000

/** Answers with server-sent events (WHATWG HTML, "Server-sent events"), and a comment as heartbeat in between. */
export const openEventStream = (reply: FastifyReply, options: EventStreamOptions): FastifyReply => {
  const stream = new PassThrough()
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  stream.write(`retry: ${retryMs}\n\n`)
  const heartbeat = setInterval(() => {
    stream.write(': heartbeat\n\n')
    void options.isStillPermitted().then(isPermitted => {
      if (!isPermitted) ended.abort()
    })
  }, options.heartbeatMs)
  void pump(stream, options.open(signal), signal)
    .catch((error: unknown) => {
      if (!signal.aborted) reply.log.error({ err: error }, 'event-stream-failed')
    })
    .finally(() => {
      clearInterval(heartbeat)
      ended.abort()
      stream.end()
    })
  return reply
    .headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // proxies otherwise hold events back until a buffer is full
      'x-accel-buffering': 'no',
    })
    .send(stream)
}

const pump = async (
  stream: PassThrough,
  events: AsyncIterable<StreamEvent>,
  signal: AbortSignal,
): Promise<void> => {
  for await (const { id, data } of events) {
    if (signal.aborted) return
    const hasRoom = stream.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`)
    if (!hasRoom) await once(stream, 'drain', { signal })
  }
}
