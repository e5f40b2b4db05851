import { createHash } from 'node:crypto'

/**
 * JSON with keys in code-unit order and no white space, as RFC 8785 orders it; numbers and strings as JSON.stringify
 * prints them, which is what that standard asks for.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === undefined) return 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`
}

/** SHA-256 of the canonical JSON of `value`, in hexadecimal. */
export const hashJson = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')
