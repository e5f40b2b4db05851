/** DuckDB: files imported into typed databases, and databases opened for reading in a sandbox. */
export { duckdbConnector } from './connect.ts'
export type { DuckdbSettings } from './connect.ts'
export { importFiles } from './import/import-files.ts'
export type { ImportedTable, ImportNote, ImportOptions, ImportReport } from './import/import-files.ts'
export { createDatabase } from './create-database.ts'
export type { GeneratedColumn, GeneratedTable, GeneratedValues } from './create-database.ts'
