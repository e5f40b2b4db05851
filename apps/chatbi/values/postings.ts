/** For each term the ids of the keys that have it, ascending, in one typed array. */
export interface Postings {
  get(term: string): Uint32Array
}

const none = new Uint32Array(0)

/** Collects terms of keys `0..count-1`; `termsOf` is called twice a key, so that nothing is kept in between. */
export const createPostings = (count: number, termsOf: (id: number) => Iterable<string>): Postings => {
  const termIds = new Map<string, number>()
  const sizes: number[] = []
  for (let id = 0; id < count; id++)
    for (const term of termsOf(id)) {
      const known = termIds.get(term)
      if (known === undefined) {
        termIds.set(term, sizes.length)
        sizes.push(1)
      } else sizes[known] = (sizes[known] ?? 0) + 1
    }
  const starts = new Uint32Array(sizes.length + 1)
  for (const [term, size] of sizes.entries()) starts[term + 1] = (starts[term] ?? 0) + size
  const ids = new Uint32Array(starts.at(-1) ?? 0)
  const next = starts.slice()
  for (let id = 0; id < count; id++)
    for (const term of termsOf(id)) {
      const termId = termIds.get(term) ?? 0
      const place = next[termId] ?? 0
      ids[place] = id
      next[termId] = place + 1
    }
  return {
    get: term => {
      const termId = termIds.get(term)
      return termId === undefined ? none : ids.subarray(starts[termId] ?? 0, starts[termId + 1] ?? 0)
    },
  }
}
