import type { PlatformError } from '@millwright/spec'
import type { ReadWindow } from '../reader.ts'

/** What a thread told of one document. */
export type Told =
  | { readonly kind: 'window'; readonly window: ReadWindow }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: PlatformError }

/** What a thread tells of one document, kept until it is asked for. The first failure counts, and nothing after it. */
export class Inbox {
  readonly #told: Told[] = []
  #isFailed = false
  #wake: () => void = () => undefined

  put(told: Told): void {
    if (this.#isFailed) return
    this.#told.push(told)
    this.#wake()
  }

  fail(error: PlatformError): void {
    this.put({ kind: 'failed', error })
    this.#isFailed = true
  }

  /** Throws the signal's reason when it is aborted. */
  async next(signal: AbortSignal): Promise<Told> {
    for (;;) {
      signal.throwIfAborted()
      const told = this.#told.shift()
      if (told) return told
      await new Promise<void>(resolve => {
        const done = (): void => {
          signal.removeEventListener('abort', done)
          resolve()
        }
        this.#wake = done
        signal.addEventListener('abort', done)
      })
    }
  }
}
