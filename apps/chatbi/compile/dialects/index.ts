import type { SqlDialect } from '@millwright/spec'
import type { Dialect } from './dialect.ts'
import { duckdb } from './duckdb.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'

export type { Dialect } from './dialect.ts'

/** The dialects that the compiler prints. */
export const dialects: Readonly<Record<SqlDialect, Dialect>> = { duckdb, sqlite, postgres, mysql }
