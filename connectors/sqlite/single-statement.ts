const skipped: readonly (readonly [open: string, close: string])[] = [
  ['--', '\n'],
  ['/*', '*/'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
]

/**
 * Whether text stands after the first statement's semicolon. SQLite compiles the first statement and leaves the
 * rest, which must not pass in silence. Doubled quotes read as two adjoining texts, which is as good here.
 */
export const hasSecondStatement = (sql: string): boolean => {
  let ended = false
  for (let at = 0; at < sql.length;) {
    const pair = skipped.find(([open]) => sql.startsWith(open, at))
    if (pair) {
      const [open, close] = pair
      const isComment = open === '--' || open === '/*'
      if (ended && !isComment) return true
      const end = sql.indexOf(close, at + open.length)
      at = end === -1 ? sql.length : end + close.length
      continue
    }
    const character = sql.charAt(at)
    if (character === ';') ended = true
    else if (ended && !/\s/.test(character)) return true
    at += 1
  }
  return false
}
