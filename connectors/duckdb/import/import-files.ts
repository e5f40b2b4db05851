import { rename, rm, mkdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ReportProgress } from '@millwright/spec'
import { isPlatformError } from '@millwright/spec'
import { reasonOf } from '../run-query.ts'
import { quoteText } from '../sql-text.ts'
import { nameTable } from './column-names.ts'
import { findInputFiles } from './file-kind.ts'
import type { FileKind, InputFile } from './file-kind.ts'
import { unreadable } from './import-error.ts'
import { inferTypes } from './infer-types.ts'
import type { ColumnPlan } from './column-plan.ts'
import { stageDelimited } from './stage-delimited.ts'
import { stageJson, stageParquet } from './stage-structured.ts'
import { stageSpreadsheet } from './stage-spreadsheet.ts'
import type { StagedTable } from './staged-table.ts'
import { runSql } from './staging.ts'
import type { Staging } from './staging.ts'
import { findTotalsRows } from './totals-rows.ts'
import { createUnfitTable, writeTable } from './write-table.ts'

export interface ImportOptions {
  /** The database file to write; replaced as a whole when the import succeeds, untouched when it fails. */
  readonly databasePath: string
  readonly progress?: ReportProgress
  readonly signal?: AbortSignal
  /** Default 1024. */
  readonly memoryLimitMb?: number
  /** Default 2. */
  readonly threads?: number
}

export interface ImportNote {
  readonly table?: string
  readonly message: string
}

export interface ImportedTable {
  readonly name: string
  readonly file: string
  readonly rowCount: number
  readonly columnCount: number
}

/** What came of an import: its tables, and everything a person should know of how they were read. */
export interface ImportReport {
  readonly tables: readonly ImportedTable[]
  readonly notes: readonly ImportNote[]
}

const stagers: Readonly<
  Record<FileKind, (staging: Staging, file: InputFile) => Promise<readonly StagedTable[]>>
> = {
  delimited: stageDelimited,
  json: stageJson,
  parquet: stageParquet,
  spreadsheet: stageSpreadsheet,
}

const openWorkbench = async (folder: string, options: ImportOptions) => {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryLimitMb ?? 1024}MB`,
    threads: String(options.threads ?? 2),
    temp_directory: folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run(`SET enable_progress_bar = true; SET enable_progress_bar_print = false`)
  await connection.run(`ATTACH ${quoteText(`${folder}/stage.duckdb`)} AS stage`)
  await connection.run(`ATTACH ${quoteText(`${folder}/final.duckdb`)} AS final`)
  await connection.run(createUnfitTable)
  return { instance, connection }
}

const createStaging = (
  connection: DuckDBConnection,
  folder: string,
  files: readonly InputFile[],
  options: ImportOptions,
) => {
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let before = 0
  let current: InputFile | undefined
  let id = 0
  const staging: Staging = {
    connection,
    folder,
    signal: options.signal,
    nextId: () => ++id,
    report: (fraction, message) => {
      const size = current?.sizeBytes ?? 0
      options.progress?.({
        fraction: Math.min(1, (before + size * fraction) / total),
        message: `${current ? basename(current.path) : ''}: ${message}`,
      })
    },
  }
  const startFile = (file: InputFile) => {
    before += current?.sizeBytes ?? 0
    current = file
    staging.report(0, 'reading')
  }
  return { staging, startFile }
}

/** The word "Total" in a column of numbers would make texts of them all. */
const inferTypesWithout = async (
  staging: Staging,
  table: StagedTable,
  skipRows: readonly number[],
): Promise<readonly ColumnPlan[]> => {
  await runSql(staging, `DELETE FROM stage.${table.stageName} WHERE rowid IN (${skipRows.join(', ')})`)
  return inferTypes(staging, table)
}

const importTable = async (
  staging: Staging,
  table: StagedTable,
  taken: Set<string>,
): Promise<{ readonly table: ImportedTable; readonly notes: readonly ImportNote[] }> => {
  staging.report(0.7, 'finding types')
  const name = nameTable(table.wantedName, taken)
  const first = await inferTypes(staging, table)
  const { skipRows, notes } = await findTotalsRows(staging, table, first)
  const plans = skipRows.length > 0 ? await inferTypesWithout(staging, table, skipRows) : first
  const columns = await writeTable(staging, table, plans, name)
  await runSql(staging, `DROP TABLE stage.${table.stageName}`)
  const messages = [
    ...table.notes,
    ...notes,
    ...columns.flatMap((column, i) => [
      ...(column.label !== undefined && column.label.trim() !== column.name
        ? [`column "${column.label.trim()}" is called ${column.name}`]
        : []),
      ...(plans[i]?.notes ?? []).map(note => `${column.name}: ${note}`),
    ]),
  ]
  return {
    table: {
      name,
      file: table.file,
      rowCount: table.rowCount - skipRows.length,
      columnCount: columns.length,
    },
    notes: messages.map(message => ({ table: name, message })),
  }
}

const importInto = async (staging: Staging, file: InputFile, taken: Set<string>) => {
  try {
    const results = []
    for (const table of await stagers[file.kind](staging, file))
      results.push(await importTable(staging, table, taken))
    return results
  } catch (cause) {
    if (isPlatformError(cause) || (cause instanceof Error && cause.message.startsWith('bug:'))) throw cause
    throw unreadable(file.path, reasonOf(cause), undefined, cause)
  }
}

/**
 * Imports files (of a folder, every table in it) into one DuckDB database: find → stage as text → decide types
 * over the whole column → write. The database appears complete or not at all. Memory is bounded by
 * `memoryLimitMb`; larger work spills beside the database. Errors: FILE_UNREADABLE naming file and line,
 * SOURCE_NOT_SUPPORTED, QUERY_CANCELLED when `signal` aborts.
 */
export const importFiles = async (
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> => {
  const files = await findInputFiles(paths)
  const folder = `${options.databasePath}.importing`
  await rm(folder, { recursive: true, force: true })
  await mkdir(dirname(options.databasePath), { recursive: true })
  await mkdir(folder)
  try {
    const { instance, connection } = await openWorkbench(folder, options)
    const tables: ImportedTable[] = []
    const notes: ImportNote[] = []
    try {
      const { staging, startFile } = createStaging(connection, folder, files, options)
      const taken = new Set<string>()
      for (const file of files) {
        startFile(file)
        for (const result of await importInto(staging, file, taken)) {
          tables.push(result.table)
          notes.push(...result.notes)
        }
      }
      await connection.run('DETACH final')
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
    await rename(`${folder}/final.duckdb`, options.databasePath)
    options.progress?.({ fraction: 1, message: 'done' })
    return { tables, notes }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
