const skipped: readonly (readonly [open: string, close: string])[] = [
  ['-- ', '\n'],
  ['--\n', '\n'],
  ['#', '\n'],
  ['/*', '*/'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
]

/** The SQL without what stands in quotes and comments; a backslash in a text escapes what follows. */
const bareSql = (sql: string): string => {
  let bare = ''
  for (let at = 0; at < sql.length;) {
    const pair = skipped.find(([open]) => sql.startsWith(open, at))
    if (!pair) {
      bare += sql.charAt(at++)
      continue
    }
    const [open, close] = pair
    let end = at + open.length - (open === '--\n' ? 1 : 0)
    while (end < sql.length && !sql.startsWith(close, end))
      end += sql.charAt(end) === '\\' && (open === "'" || open === '"') ? 2 : 1
    at = end + close.length
    bare += ' '
  }
  return bare
}

/**
 * Why `sql` is not one reading SELECT, or nothing. A read-only transaction still lets SELECT … INTO OUTFILE write
 * files and SET change the session, and MySQL runs what stands in `/*! … *\/`.
 */
export const refusalOf = (sql: string): string | undefined => {
  if (/\/\*M?!/i.test(sql)) return 'comments that the server executes are not permitted'
  const bare = bareSql(sql).trim().replace(/;\s*$/, '')
  if (bare.includes(';')) return 'exactly one statement is needed'
  if (!/^\(*\s*(select|with|values|table)\b/i.test(bare)) return 'only SELECT is permitted'
  if (/\binto\b/i.test(bare)) return 'SELECT … INTO is not permitted'
  if (/^\(*\s*with\b/i.test(bare) && /\)\s*(insert|update|delete|replace)\b/i.test(bare))
    return 'only SELECT is permitted'
  return undefined
}
