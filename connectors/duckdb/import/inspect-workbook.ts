import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { InputFile } from './file-kind.ts'
import { stopIfAborted, unreadable } from './import-error.ts'
import { listZipEntries, unpackEntry } from './zip-entries.ts'
import type { Archive, ZipEntry } from './zip-entries.ts'

/** Cells joined to one, as positions from 0; both ends belong to it. */
export interface MergedCells {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Reading a workbook takes about seven times the memory of its unpacked texts. */
const maxUnpackedBytes = 300 * 1024 * 1024
/** What stands behind the rows of a sheet, its merged cells among it, is far smaller. */
const tailBytes = 4 * 1024 * 1024

const tooLarge = (file: InputFile): PlatformError =>
  unreadable(
    file.path,
    `it unpacks to more than ${maxUnpackedBytes / 1024 / 1024} MB, which is too much for a workbook; save the sheet as CSV or Parquet`,
  )

/** Unpacks and forgets, but for the end of each text. Counts what really comes out. */
const readTails = async (
  file: InputFile,
  archive: Archive,
  entries: readonly ZipEntry[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> => {
  const tails = new Map<string, string>()
  let unpackedBytes = 0
  for (const entry of entries) {
    let tail: Buffer[] = []
    for await (const part of unpackEntry(archive, entry)) {
      stopIfAborted(signal)
      unpackedBytes += part.length
      if (unpackedBytes > maxUnpackedBytes) throw tooLarge(file)
      tail.push(part)
      if (tail.length > tailBytes / 8192) tail = [Buffer.concat(tail).subarray(-tailBytes)]
    }
    tails.set(entry.name, Buffer.concat(tail).toString('utf8'))
  }
  return tails
}

const attributes = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tag.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
const tags = (xml: string, name: string): readonly Readonly<Record<string, string>>[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g'))].map(([tag]) => attributes(tag))

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const parseRange = (range: string): MergedCells | undefined => {
  const match = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(range)
  if (!match) return undefined
  const [, left = '', top = '', right = '', bottom = ''] = match
  return { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }
}

const partPath = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

/** Merged cells of each sheet, in the order of the workbook (ECMA-376 part 1, 18.3.1.55). */
const mergesBySheet = (parts: ReadonlyMap<string, string>): readonly (readonly MergedCells[])[] => {
  const targets = new Map(
    tags(parts.get('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map(({ Id = '', Target = '' }) => [
      Id,
      partPath(Target),
    ]),
  )
  return tags(parts.get('xl/workbook.xml') ?? '', 'sheet').map(sheet => {
    const xml = parts.get(targets.get(sheet['r:id'] ?? '') ?? '') ?? ''
    return tags(xml, 'mergeCell').flatMap(({ ref = '' }) => parseRange(ref) ?? [])
  })
}

/**
 * Looks into a workbook before it is read as a whole: refuses archives that unpack to too much, whatever sizes they
 * claim, and finds the merged cells of each sheet. Throws FILE_UNREADABLE.
 */
export const inspectWorkbook = async (
  file: InputFile,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly MergedCells[])[]> => {
  try {
    const archive = { path: file.path, bytes: await readFile(file.path) }
    const entries = listZipEntries(archive).filter(({ name }) => /\.xml(\.rels)?$/.test(name))
    if (entries.some(entry => entry.isEncrypted))
      throw unreadable(file.path, 'it is protected by a password; save it without one')
    if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
      throw unreadable(file.path, `${basename(file.path)} is a ZIP archive without a workbook in it`)
    return mergesBySheet(await readTails(file, archive, entries, signal))
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw unreadable(file.path, `the workbook is damaged: ${reason}`, undefined, cause)
  }
}
