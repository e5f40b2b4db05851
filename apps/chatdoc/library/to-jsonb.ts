/** What PostgreSQL's `jsonb` refuses in a text: NUL, and halves of characters (PostgreSQL manual, 8.14). */
const refused = /\\u0000|\\ud[89a-f]/i

const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value

/** JSON for a `jsonb` column, whatever a file held: NUL is left out, half a character becomes U+FFFD. */
export const toJsonb = (value: unknown): string => {
  const json = JSON.stringify(value)
  return refused.test(json) ? JSON.stringify(value, storable) : json
}
