import { Duplex } from 'node:stream'
import type { PgliteHost } from './pglite-host.ts'

type Done = (error?: Error | null) => void

/**
 * What the `pg` driver takes for its socket: the wire protocol, spoken with the thread instead of a server. So both
 * kinds of store have one driver, and one set of types, errors and transaction rules.
 */
export class PgliteStream extends Duplex {
  readonly #host: PgliteHost

  constructor(host: PgliteHost) {
    super()
    this.#host = host
  }

  connect(): this {
    const client = {
      receive: (bytes: Uint8Array) => void this.push(bytes),
      lost: (error: Error) => void this.destroy(error),
    }
    this.#host.connect(client).then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  override _read(): void {
    // replies are pushed as they come: the driver has asked for each
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#host.send(new Uint8Array(chunk))
    done()
  }

  /** A prepared query is five messages in one cork: one trip to the thread. */
  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: Done): void {
    this.#host.send(new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk))))
    done()
  }

  override _final(done: Done): void {
    this.push(null)
    done()
  }

  // Of a socket's other abilities the driver only switches these, which have no meaning between threads.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
