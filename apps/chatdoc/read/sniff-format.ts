import { open, type FileHandle } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import { compoundFileKind } from './office/compound-file.ts'
import { listZip } from './zip/open-zip.ts'
import type { DocumentFormat } from './reader.ts'
import { sniffText } from './sniff-text.ts'
import { decodeText, encodingOf } from './text/decode-text.ts'

/** A format with a reader, or an archive whose files are documents of their own. */
export type SniffedFormat = DocumentFormat | 'zip'

interface NamedFile {
  readonly path: string
  readonly name: string
}

const sampleBytes = 65_536

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at,
    Math.max(0, Math.min(text.length, bytes.length - at)),
  ).equals(Buffer.from(text, 'latin1'))

const pictures: readonly (readonly [string, number])[] = [
  ['\x89PNG\r\n\x1a\n', 0],
  ['\xff\xd8\xff', 0],
  ['II*\0', 0],
  ['MM\0*', 0],
  ['GIF8', 0],
  ['WEBP', 8],
]

/** What is known but not read, with the way out. */
const known: readonly (readonly [string, number, string])[] = [
  ['{\\rtf', 0, 'a Rich Text (RTF) file; save it as DOCX or PDF'],
  ['7z\xbc\xaf', 0, 'a 7-Zip archive; pack its files as ZIP'],
  ['Rar!', 0, 'a RAR archive; pack its files as ZIP'],
  ['\x1f\x8b', 0, 'a gzip archive; unpack it or pack its files as ZIP'],
  ['ustar', 257, 'a TAR archive; pack its files as ZIP'],
  ['MZ', 0, 'a program'],
  ['\x7fELF', 0, 'a program'],
  ['ftyp', 4, 'a video or HEIC picture; save pictures as PNG or JPEG'],
  ['ID3', 0, 'a sound recording'],
  ['AC10', 0, 'an AutoCAD drawing; export it as PDF'],
  ['SQLite format 3', 0, 'a SQLite database'],
  ['BM', 0, 'a bitmap picture; save it as PNG'],
]

const unknown = (name: string, found: string): PlatformError =>
  new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: name, found })

const zipKind = (names: readonly string[], mimeType: string | undefined, name: string): SniffedFormat => {
  const has = (part: string): boolean => names.some(other => other.toLowerCase() === part)
  if (mimeType?.includes('opendocument'))
    throw unknown(name, 'an OpenDocument file; save it as DOCX, XLSX, PPTX or PDF')
  if (has('xl/workbook.bin')) throw unknown(name, 'a binary workbook (XLSB); save it as XLSX')
  if (has('visio/document.xml')) throw unknown(name, 'a Visio drawing; export it as PDF')
  if (!has('[content_types].xml')) return 'zip'
  if (names.some(part => /^word\/document\d*\.xml$/i.test(part))) return 'docx'
  if (names.some(part => /^xl\/workbook\d*\.xml$/i.test(part))) return 'xlsx'
  if (names.some(part => /^ppt\/presentation\d*\.xml$/i.test(part))) return 'pptx'
  return names.some(part => part.startsWith('word/')) ? 'docx' : 'zip'
}

const sniffZip = async (file: NamedFile): Promise<SniffedFormat> => {
  const { names, mimeType } = await listZip(file)
  return zipKind(names, mimeType, file.name)
}

const compoundFiles = {
  'old-word': 'a Word 97–2003 document (DOC); save it as DOCX or PDF',
  'old-excel': 'an Excel 97–2003 workbook (XLS); save it as XLSX',
  'old-powerpoint': 'a PowerPoint 97–2003 presentation (PPT); save it as PPTX or PDF',
  outlook: 'an Outlook message (MSG); save it as EML',
  other: 'a file of an old Office or Windows program; save it as DOCX, XLSX, PPTX or PDF',
} as const

const sniffCompound = async (handle: FileHandle, name: string): Promise<never> => {
  const kind = await compoundFileKind(handle)
  if (kind === 'encrypted') throw new PlatformError('DOCUMENT_PASSWORD_NEEDED', { file: name })
  throw unknown(name, compoundFiles[kind])
}

/** Bytes that are no text in any encoding: many zeros or controls. A stray NUL in a text is borne. */
const isBinary = (sample: Uint8Array, encoding: string): boolean => {
  if (encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) return false
  let controls = 0
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  return controls > Math.max(3, 0.1 * sample.length)
}

const sniffPlain = (sample: Uint8Array, isWhole: boolean, name: string): DocumentFormat => {
  const encoding = encodingOf(sample, { isWhole })
  if (isBinary(sample, encoding.name)) throw unknown(name, 'binary data of no known kind')
  return sniffText(decodeText(sample), name)
}

const sniffHandle = async (handle: FileHandle, file: NamedFile): Promise<SniffedFormat> => {
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
  const sample = buffer.subarray(0, bytesRead)
  if (
    sample.every(byte => byte === 0 || byte === 32 || byte === 9 || byte === 10 || byte === 13) &&
    size <= sampleBytes
  )
    throw new PlatformError('DOCUMENT_EMPTY', { file: file.name })
  if (sample.subarray(0, 1_024).includes('%PDF-')) return 'pdf'
  if (startsWith(sample, 'PK\x03\x04') || startsWith(sample, 'PK\x05\x06')) return sniffZip(file)
  if (startsWith(sample, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffCompound(handle, file.name)
  if (pictures.some(([mark, at]) => startsWith(sample, mark, at))) return 'image'
  const other = known.find(([mark, at]) => startsWith(sample, mark, at))
  const isPlainText = other !== undefined && !isBinary(sample, 'utf-8') && other[0].length < 4
  if (other && !isPlainText) throw unknown(file.name, other[2])
  return sniffPlain(sample, bytesRead === size, file.name)
}

/**
 * The format of a file by its content first and its name second. Throws DOCUMENT_EMPTY, DOCUMENT_FORMAT_UNKNOWN with
 * what was found and the way out, DOCUMENT_PASSWORD_NEEDED for an encrypted Office file, DOCUMENT_UNREADABLE for a
 * broken ZIP.
 */
export const sniffFormat = async (file: NamedFile): Promise<SniffedFormat> => {
  const handle = await open(file.path)
  try {
    return await sniffHandle(handle, file)
  } finally {
    await handle.close()
  }
}
