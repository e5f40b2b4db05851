import { createInflateRaw } from 'node:zlib'
import { unreadable } from './import-error.ts'

/** The bytes of a ZIP archive, and the file that they come from. */
export interface Archive {
  readonly path: string
  readonly bytes: Buffer
}

/** A file inside a ZIP archive, by what the archive's directory says; sizes in there may be lies. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly isEncrypted: boolean
  readonly packedBytes: number
  readonly localOffset: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const zip64 = 0xffffffff

/** The directory stands at the end, before a comment of at most 64 KiB (PKWARE APPNOTE, 4.3.16). */
const findEnd = ({ path, bytes }: Archive): number => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (bytes.readUInt32LE(at) === endMark) return at
  throw unreadable(path, 'its directory is missing: the file may be cut off')
}

/** Values of the ZIP64 extra field, in the order in which the plain fields are full (4.5.3). */
const readZip64 = (extra: Buffer): readonly number[] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const count = Math.floor(extra.readUInt16LE(at + 2) / 8)
    return Array.from({ length: count }, (_, i) => Number(extra.readBigUInt64LE(at + 4 + 8 * i)))
  }
  return []
}

const readEntry = (
  { path, bytes }: Archive,
  at: number,
): { readonly entry: ZipEntry; readonly next: number } => {
  if (bytes.readUInt32LE(at) !== entryMark) throw unreadable(path, 'its directory is damaged')
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
  const long = [...readZip64(bytes.subarray(nameEnd, extraEnd))]
  const full = (value: number): number => (value === zip64 ? (long.shift() ?? value) : value)
  full(bytes.readUInt32LE(at + 24)) // the unpacked size comes first there, and is not believed here
  const packedBytes = full(bytes.readUInt32LE(at + 20))
  const localOffset = full(bytes.readUInt32LE(at + 42))
  const entry: ZipEntry = {
    name: bytes.toString('utf8', at + 46, nameEnd),
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    packedBytes,
    localOffset,
  }
  return { entry, next: extraEnd + bytes.readUInt16LE(at + 32) }
}

/** What the directory of a ZIP archive lists. Throws where it is damaged. */
export const listZipEntries = (archive: Archive): readonly ZipEntry[] => {
  const end = findEnd(archive)
  const entries: ZipEntry[] = []
  let at = archive.bytes.readUInt32LE(end + 16)
  for (let n = archive.bytes.readUInt16LE(end + 10); n > 0; n--) {
    const { entry, next } = readEntry(archive, at)
    entries.push(entry)
    at = next
  }
  return entries
}

const packedPart = ({ bytes }: Archive, { localOffset, packedBytes }: ZipEntry): Buffer => {
  const start = localOffset + 30 + bytes.readUInt16LE(localOffset + 26) + bytes.readUInt16LE(localOffset + 28)
  return bytes.subarray(start, start + packedBytes)
}

/** Unpacks one file piece by piece; the caller may stop at any time, so that a bomb unpacks no further. */
export async function* unpackEntry(archive: Archive, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedPart(archive, entry)
  if (entry.method === 0) {
    yield packed
    return
  }
  if (entry.method !== 8)
    throw unreadable(archive.path, `it is packed in a way (${entry.method}) that is not read`)
  const inflate = createInflateRaw()
  inflate.end(packed)
  for await (const part of inflate) yield part as Buffer // a stream without encoding yields buffers
}
