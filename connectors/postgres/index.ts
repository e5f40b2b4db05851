/** PostgreSQL servers, read where they are. */
export { postgresConnector } from './connect.ts'
export type { PostgresSettings } from './connect.ts'
