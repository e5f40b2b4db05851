import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Cell } from '@millwright/spec'
import { duckdbConnector } from '../connect.ts'
import { importFiles } from './import-files.ts'

/** A table as it was imported. */
export interface ReadTable {
  readonly name: string
  /** `name:type` of each column. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Files by name, imported together, as tables and notes. */
export const importOf = async (
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ readonly tables: readonly ReadTable[]; readonly notes: readonly string[] }> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const paths: string[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'files', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    paths.push(path)
  }
  const databasePath = join(folder, 'out.duckdb')
  const report = await importFiles(paths, { databasePath })
  const connection = await duckdbConnector.connect({ databasePath })
  try {
    const tables: ReadTable[] = []
    for (const { name, columns } of (await connection.readCatalog()).tables) {
      const sql = `SELECT * FROM "${name.replaceAll('"', '""')}"`
      const { rows } = await connection.query({ sql, maxRows: 1000, timeoutMs: 10_000 })
      tables.push({ name, columns: columns.map(column => `${column.name}:${column.type}`), rows })
    }
    return { tables, notes: report.notes.map(note => note.message) }
  } finally {
    await connection.close()
  }
}

/** A ZIP archive; `claimedBytes` is what its directory says of the first file's size, true or not. */
export const zipOf = (files: Readonly<Record<string, string>>, claimedBytes?: number): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text)
    const packed = deflateRawSync(bytes)
    const size = directory.length === 0 ? (claimedBytes ?? bytes.length) : bytes.length
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]),
    )
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}

const xmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const cellXml = (cell: Cell, row: number, column: number): string => {
  const reference = `${String.fromCharCode(65 + column)}${row + 1}`
  if (cell === null) return ''
  return typeof cell === 'number'
    ? `<c r="${reference}"><v>${cell}</v></c>`
    : `<c r="${reference}" t="inlineStr"><is><t>${xmlText(String(cell))}</t></is></c>`
}

/** A sheet as a workbook holds it. */
export interface SheetOf {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merged?: readonly string[]
}

const sheetXml = ({ rows, merged = [] }: SheetOf): string => {
  const data = rows.map(
    (row, i) => `<row r="${i + 1}">${row.map((cell, j) => cellXml(cell, i, j)).join('')}</row>`,
  )
  const merges = merged.map(range => `<mergeCell ref="${range}"/>`).join('')
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data.join('')}</sheetData>${merges === '' ? '' : `<mergeCells>${merges}</mergeCells>`}</worksheet>`
}

/** The files of a small workbook, as they lie in its archive. */
export const workbookParts = (sheets: readonly SheetOf[]): Readonly<Record<string, string>> => ({
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
  ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
})
