import { open, readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { PlatformError } from '@millwright/spec'
import { unreadable } from './import-error.ts'

export type FileKind = 'delimited' | 'json' | 'parquet' | 'spreadsheet'

/** A file to import, with what it is by its content first and its name second. */
export interface InputFile {
  readonly path: string
  readonly kind: FileKind
  readonly sizeBytes: number
}

const kindByExtension: Readonly<Record<string, FileKind>> = {
  '.csv': 'delimited',
  '.tsv': 'delimited',
  '.tab': 'delimited',
  '.txt': 'delimited',
  '.psv': 'delimited',
  '.json': 'json',
  '.ndjson': 'json',
  '.jsonl': 'json',
  '.parquet': 'parquet',
  '.xlsx': 'spreadsheet',
  '.xlsm': 'spreadsheet',
}

const strangers: readonly { readonly magic: string; readonly what: string }[] = [
  { magic: '\x1f\x8b', what: 'is compressed with gzip; unpack it first' },
  { magic: '%PDF', what: 'is a PDF document, not a table' },
  { magic: 'SQLite format 3\0', what: 'is a SQLite database; add it as a SQLite source' },
  { magic: '\x7fELF', what: 'is a program, not a table' },
  { magic: '\x89PNG', what: 'is a picture, not a table' },
  { magic: 'Rar!', what: 'is a RAR archive; unpack it first' },
  { magic: '7z\xbc\xaf', what: 'is a 7z archive; unpack it first' },
]

const oleMagic = '\xd0\xcf\x11\xe0'

/** Excel wraps a workbook with a password into a compound file, whose parts are named in UTF-16 ([MS-OFFCRYPTO] 2.3). */
const describeCompoundFile = async (path: string, sizeBytes: number): Promise<string> => {
  const bytes = await readStart(path, Math.min(sizeBytes, 16 * 1024 * 1024))
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? 'is protected by a password; open it in Excel and save it without one'
    : 'is an old Excel file (.xls); save it as .xlsx first'
}

const readStart = async (path: string, length: number): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const kindOf = async (path: string, sizeBytes: number): Promise<FileKind> => {
  const extension = extname(path).toLowerCase()
  const named = kindByExtension[extension]
  const start = (await readStart(path, 16)).toString('latin1')
  const stranger = strangers.find(s => start.startsWith(s.magic))
  if (stranger) throw unreadable(path, stranger.what)
  if (start.startsWith(oleMagic)) throw unreadable(path, await describeCompoundFile(path, sizeBytes))
  if (start.startsWith('PK\x03\x04')) {
    if (named === 'spreadsheet') return 'spreadsheet'
    throw unreadable(
      path,
      `is a ZIP archive${extension ? ` although it is named ${extension}` : ''}; unpack it, or name it .xlsx if it is an Excel workbook`,
    )
  }
  if (start.startsWith('PAR1')) return 'parquet'
  if (named === 'parquet') throw unreadable(path, 'is not a Parquet file: it does not start with PAR1')
  if (named === 'spreadsheet') throw unreadable(path, 'is not an Excel workbook; it may be damaged')
  if (!named)
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: basename(path),
      reason: `files named ${extension || 'without an ending'} are not read; CSV, TSV, JSON, NDJSON, Parquet and XLSX are`,
    })
  return named
}

const inspect = async (path: string): Promise<InputFile> => {
  const { size } = await stat(path)
  if (size === 0) throw unreadable(path, 'is empty')
  return { path, kind: await kindOf(path, size), sizeBytes: size }
}

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$'))
    .filter(entry => kindByExtension[extname(entry.name).toLowerCase()] !== undefined)
    .map(entry => join(folder, entry.name))
    .toSorted()

/** Every file named by `paths`; of a folder, its tables (other files in it are passed over). */
export const findInputFiles = async (paths: readonly string[]): Promise<readonly InputFile[]> => {
  const files: InputFile[] = []
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw unreadable(path, 'it does not exist or may not be opened', undefined, cause)
    })
    const inside = found.isDirectory() ? await filesIn(path) : [path]
    if (inside.length === 0) throw unreadable(path, 'the folder has no CSV, TSV, JSON, Parquet or XLSX file')
    for (const file of inside) files.push(await inspect(file))
  }
  if (files.length === 0) throw new PlatformError('INPUT_INVALID', { problems: ['no file was named'] })
  return files
}
