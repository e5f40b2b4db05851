import type { GoldenTables } from './golden/tables.ts'
import type { IndexTables } from './index/tables.ts'
import type { LibraryTables } from './library/tables.ts'

/** ChatDoc's tables as Kysely sees them. */
export type ChatDocTables = LibraryTables & IndexTables & GoldenTables
