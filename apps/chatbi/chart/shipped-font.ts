import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

/** Family of the font that is shipped with the product, so that Chinese labels render on any machine. */
export const shippedFontFamily = 'Noto Sans SC'

/** Files of the shipped font; `millwright doctor` checks that they are there. */
const shippedFontFiles = (): readonly string[] =>
  ['latin', 'chinese-simplified'].map(subset =>
    fileURLToPath(
      import.meta.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-400-normal.woff`),
    ),
  )

/** The shipped font as OpenType, which is what an SVG renderer reads. */
export const loadShippedFont = async (): Promise<readonly Uint8Array[]> =>
  Promise.all(shippedFontFiles().map(async file => woffToOpenType(await readFile(file))))

/**
 * Unpacks WOFF 1.0 (W3C Recommendation, 2012): a 44-byte header, a directory of 20-byte entries (tag, offset,
 * packed length, length, checksum) and zlib streams, into an OpenType file of the same tables.
 */
const woffToOpenType = (woff: Buffer): Uint8Array => {
  if (woff.readUInt32BE(0) !== 0x774f4646) throw new Error('bug: the shipped font is not a WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => {
    const entry = 44 + i * 20
    const [offset, packed, length] = [4, 8, 12].map(at => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
    ] // three reads
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      data: packed < length ? inflateSync(bytes) : bytes,
    }
  })
  const power = 2 ** Math.floor(Math.log2(count))
  const header = Buffer.alloc(12 + count * 16)
  header.writeUInt32BE(woff.readUInt32BE(4), 0)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [header]
  let at = header.length
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    const entry = 12 + i * 16
    tag.copy(header, entry)
    header.writeUInt32BE(checksum, entry + 4)
    header.writeUInt32BE(at, entry + 8)
    header.writeUInt32BE(data.length, entry + 12)
    const padding = (4 - (data.length % 4)) % 4
    parts.push(data, Buffer.alloc(padding))
    at += data.length + padding
  }
  return Buffer.concat(parts)
}
