import { inflateSync } from 'node:zlib'

const headerBytes = 44
const entryBytes = 20

/** The OpenType font inside a WOFF 1.0 file (W3C Recommendation, 13 December 2012, sections 3 to 5). */
export const unpackWoff = (woff: Buffer): Buffer => {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('bug: not a WOFF 1.0 file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) =>
    readTable(woff, headerBytes + index * entryBytes),
  )
  const power = Math.floor(Math.log2(count))
  const header = Buffer.alloc(12)
  header.writeUInt32BE(woff.readUInt32BE(4), 0)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(16 * 2 ** power, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(16 * count - 16 * 2 ** power, 10)
  let offset = header.length + 16 * count
  const directory: Buffer[] = []
  const bodies: Buffer[] = []
  for (const table of tables) {
    const entry = Buffer.alloc(16)
    entry.write(table.tag, 0, 'latin1')
    entry.writeUInt32BE(table.checksum, 4)
    entry.writeUInt32BE(offset, 8)
    entry.writeUInt32BE(table.data.length, 12)
    directory.push(entry)
    const padding = (4 - (table.data.length % 4)) % 4
    bodies.push(table.data, Buffer.alloc(padding))
    offset += table.data.length + padding
  }
  return Buffer.concat([header, ...directory, ...bodies])
}

const readTable = (woff: Buffer, at: number) => {
  const offset = woff.readUInt32BE(at + 4)
  const packedLength = woff.readUInt32BE(at + 8)
  const length = woff.readUInt32BE(at + 12)
  const packed = woff.subarray(offset, offset + packedLength)
  return {
    tag: woff.toString('latin1', at, at + 4),
    checksum: woff.readUInt32BE(at + 16),
    data: packedLength < length ? inflateSync(packed) : packed,
  }
}
