/**
 * The child process that holds one SQLite database. SQLite's step cannot be interrupted through node:sqlite, so a
 * query is stopped by ending its process; nothing is lost, for it only reads.
 */
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { SqliteReply, SqliteRequest } from './messages.ts'
import { readSqliteCatalog } from './read-catalog.ts'
import { permitReadingOnly, runSelect } from './run-select.ts'

let database: DatabaseSync | undefined
let fileBytes = 0

const openDatabase = (path: string, memoryLimitMb: number): DatabaseSync => {
  const opened = new DatabaseSync(path, {
    readOnly: true,
    allowExtension: false,
    timeout: 3000,
    limits: { attach: 0 },
  })
  opened.exec('PRAGMA query_only = ON')
  opened.exec('PRAGMA trusted_schema = OFF')
  opened.exec(`PRAGMA hard_heap_limit = ${Math.round(memoryLimitMb * 1024 * 1024)}`)
  opened.prepare('SELECT count(*) FROM sqlite_schema').get()
  return opened
}

const handle = (request: SqliteRequest): SqliteReply => {
  if (request.kind === 'open') {
    fileBytes = statSync(request.path).size
    database = openDatabase(request.path, request.memoryLimitMb)
    return { kind: 'opened' }
  }
  if (!database) return { kind: 'error', reason: 'the database is not open' }
  if (request.kind === 'catalog') {
    database.setAuthorizer(null)
    return { kind: 'catalog', tables: readSqliteCatalog(database, fileBytes) }
  }
  permitReadingOnly(database)
  return runSelect(database, request)
}

process.on('message', (request: SqliteRequest) => {
  let reply: SqliteReply
  try {
    reply = handle(request)
  } catch (error) {
    reply = { kind: 'error', reason: error instanceof Error ? error.message : String(error) }
  }
  process.send?.(reply)
})
process.on('disconnect', () => process.exit(0))
