/** Small files that a thread may hold at once: enough that it never waits for the next. */
export const filesAhead = 8
const bytesAhead = 512_000

/** A place at a thread, until `end` is called. */
export interface Turn<T> {
  readonly thread: T
  readonly end: () => void
}

interface Lent<T> {
  readonly thread: T
  files: number
  bytes: number
}

/** Threads lent first come, first served: an idle one to any document, a busy one to a small document among small ones. */
export class Turns<T> {
  readonly #lent: readonly Lent<T>[]
  readonly #waiting: { readonly bytes: number; readonly resolve: (turn: Turn<T>) => void }[] = []

  constructor(threads: readonly T[]) {
    this.#lent = threads.map(thread => ({ thread, files: 0, bytes: 0 }))
  }

  /** `bytes`: the size of the document. */
  take(bytes: number): Promise<Turn<T>> {
    return new Promise(resolve => {
      this.#waiting.push({ bytes, resolve })
      this.#lend()
    })
  }

  #lend(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const free = this.#findFree(first.bytes)
      if (!free) return
      this.#waiting.shift()
      first.resolve(this.#turnAt(free, first.bytes))
    }
  }

  #findFree(bytes: number): Lent<T> | undefined {
    const [least] = this.#lent.toSorted((a, b) => a.files - b.files)
    if (!least || least.files === 0) return least
    return this.#lent.find(one => one.files < filesAhead && one.bytes + bytes <= bytesAhead)
  }

  #turnAt(lent: Lent<T>, bytes: number): Turn<T> {
    lent.files++
    lent.bytes += bytes
    let isOver = false
    return {
      thread: lent.thread,
      end: () => {
        if (isOver) return
        isOver = true
        lent.files--
        lent.bytes -= bytes
        this.#lend()
      },
    }
  }
}
