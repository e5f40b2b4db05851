/**
 * The same items; the first is asked for at once, so that the work on it goes on before anybody waits for it. Call
 * `return` on one that is given up untaken.
 */
export const beginEarly = <T>(items: AsyncIterable<T>): AsyncIterableIterator<T> => {
  const iterator = items[Symbol.asyncIterator]()
  let first: Promise<IteratorResult<T>> | undefined = iterator.next()
  first.catch(() => undefined) // told to who asks for the first item
  const begun: AsyncIterableIterator<T> = {
    next: () => {
      const next = first ?? iterator.next()
      first = undefined
      return next
    },
    return: async () => {
      await iterator.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => begun,
  }
  return begun
}
