import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a ZIP made for a test. `claimedBytes`: what the directory says of its size, where that is a lie. */
export interface MadeEntry {
  readonly name: string
  readonly content: string | Uint8Array
  readonly isEncrypted?: boolean
  readonly claimedBytes?: number
}

const u16 = (value: number): Buffer => Buffer.from(Uint16Array.of(value).buffer)
const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)

/** A ZIP (APPNOTE 6.3.10) of these entries, names in UTF-8. */
export const makeZip = (entries: readonly MadeEntry[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, isEncrypted = false, claimedBytes } of entries) {
    const bytes = Buffer.from(content as Uint8Array)
    const packed = deflateRawSync(bytes)
    const raw = Buffer.from(name)
    const size = claimedBytes ?? bytes.length
    const flags = (isEncrypted ? 1 : 0) | 0x800
    const common = [
      u16(20),
      u16(flags),
      u16(8),
      u16(0),
      u16(0x21),
      u32(crc32(bytes)),
      u32(packed.length),
      u32(size),
      u16(raw.length),
      u16(0),
    ]
    const local = Buffer.concat([u32(0x04034b50), ...common, raw, packed])
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), ...common, u16(0), u16(0), u16(0), u32(0), u32(offset), raw]),
    )
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(entries.length),
    u16(entries.length),
    u32(central.length),
    u32(offset),
    u16(0),
  ]
  return Buffer.concat([...bodies, central, ...end])
}
