import type { FileHandle } from 'node:fs/promises'

export type CompoundFileKind = 'encrypted' | 'old-word' | 'old-excel' | 'old-powerpoint' | 'outlook' | 'other'

const streams: readonly (readonly [string, CompoundFileKind])[] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'old-word'],
  ['Workbook', 'old-excel'],
  ['Book', 'old-excel'],
  ['PowerPoint Document', 'old-powerpoint'],
  ['__properties_version1.0', 'outlook'],
]

/** Bytes of the directory that are looked through; the streams asked for stand near its beginning. */
const directoryBytes = 65_536

/**
 * What an OLE compound file holds, by the names of its streams in the directory ([MS-CFB] 2.2: sector size at offset
 * 30, first directory sector at 48; 2.6: names are UTF-16).
 */
export const compoundFileKind = async (handle: FileHandle): Promise<CompoundFileKind> => {
  const header = (await handle.read(Buffer.alloc(512), 0, 512, 0)).buffer
  const sectorBytes = 2 ** Math.min(16, header.readUInt16LE(30))
  const start = (header.readUInt32LE(48) + 1) * sectorBytes
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(directoryBytes), 0, directoryBytes, start)
  const directory = buffer.subarray(0, bytesRead)
  const found = streams.find(([name]) => directory.includes(Buffer.from(`${name}\0`, 'utf16le')))
  return found?.[1] ?? 'other'
}
