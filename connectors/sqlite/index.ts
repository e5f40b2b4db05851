/** SQLite files, read where they lie. */
export { sqliteConnector } from './connect.ts'
export type { SqliteSettings } from './connect.ts'
