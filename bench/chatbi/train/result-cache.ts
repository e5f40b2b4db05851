import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Results of queries that were run before, so that another training runs only what is new. */
export interface ResultCache {
  get(key: string, run: () => Promise<readonly string[] | undefined>): Promise<readonly string[] | undefined>
}

const lineSchema = z.tuple([z.string(), z.array(z.string()).nullable()])

/** Kept in `file`, one JSON line a result, null where the query did not run; in memory where none is given. */
export const openResultCache = (file: string | undefined): ResultCache => {
  const known = new Map<string, readonly string[] | null>()
  if (file !== undefined && existsSync(file))
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if (line !== '') known.set(...lineSchema.parse(JSON.parse(line)))
  return {
    get: async (key, run) => {
      const held = known.get(key)
      if (held !== undefined) return held ?? undefined
      const found = (await run()) ?? null
      known.set(key, found)
      if (file !== undefined) appendFileSync(file, `${JSON.stringify([key, found])}\n`)
      return found ?? undefined
    },
  }
}
