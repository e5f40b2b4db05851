import { constants } from 'node:sqlite'
import type { DatabaseSync } from 'node:sqlite'
import type { SqliteReply } from './messages.ts'
import { hasSecondStatement } from './single-statement.ts'
import { storageOf, toCell, toDataType } from './sqlite-types.ts'
import type { SqliteValue, StorageClass } from './sqlite-types.ts'

const permitted = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_RECURSIVE,
])
const forbiddenFunctions = new Set([
  'load_extension',
  'readfile',
  'writefile',
  'edit',
  'fts3_tokenizer',
  'zeroblob',
  'randomblob',
])

/** While a question runs, SQLite itself lets only reading pass: no PRAGMA, ATTACH, writing or loading. */
export const permitReadingOnly = (database: DatabaseSync): void => {
  database.setAuthorizer((action, _, name) => {
    if (!permitted.has(action)) return constants.SQLITE_DENY
    if (action === constants.SQLITE_FUNCTION && forbiddenFunctions.has((name ?? '').toLowerCase()))
      return constants.SQLITE_DENY
    return constants.SQLITE_OK
  })
}

/** One SELECT, cut after `maxRows`. */
export const runSelect = (
  database: DatabaseSync,
  { sql, maxRows }: { readonly sql: string; readonly maxRows: number },
): SqliteReply => {
  if (hasSecondStatement(sql)) return { kind: 'error', reason: 'exactly one statement is needed' }
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  const described = statement.columns()
  if (described.length === 0) return { kind: 'error', reason: 'only SELECT is permitted' }
  const rows: SqliteValue[][] = []
  let truncated = false
  for (const row of statement.iterate()) {
    if (rows.length === maxRows) {
      truncated = true
      break
    }
    rows.push(row as unknown as SqliteValue[]) // setReturnArrays makes each row an array of SQLite's value types
  }
  const columns = described.map(({ name, type }, i) => {
    const stored = new Map<StorageClass, number>()
    for (const row of rows) {
      const storage = storageOf(row[i] ?? null)
      stored.set(storage, (stored.get(storage) ?? 0) + 1)
    }
    return { name, type: toDataType(type ?? '', stored) }
  })
  return {
    kind: 'rows',
    columns,
    rows: rows.map(row => columns.map(({ type }, i) => toCell(row[i] ?? null, type))),
    truncated,
  }
}
