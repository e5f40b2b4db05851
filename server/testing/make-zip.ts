import { crc32 } from 'node:zlib'

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes)
  if (bytes === 2) buffer.writeUInt16LE(value)
  else buffer.writeUInt32LE(value)
  return buffer
}

/** A ZIP of these files, stored as they are (APPNOTE 6.3.9). */
export const makeZip = (files: readonly (readonly [name: string, content: Buffer | string])[]): Buffer => {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of files) {
    const [bytes, nameBytes] = [Buffer.from(content), Buffer.from(name)]
    const utf8 = number(0x800, 2)
    const common = [
      number(20, 2), utf8, number(0, 2), number(0, 2), number(33, 2),
      number(crc32(bytes), 4), number(bytes.length, 4), number(bytes.length, 4),
      number(nameBytes.length, 2), number(0, 2),
    ] // prettier-ignore
    const local = Buffer.concat([number(0x04034b50, 4), ...common, nameBytes, bytes])
    const tail = [number(0, 2), number(0, 2), number(0, 2), number(0, 4), number(offset, 4)]
    entries.push(Buffer.concat([number(0x02014b50, 4), number(20, 2), ...common, ...tail, nameBytes]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = [
    number(0x06054b50, 4), number(0, 2), number(0, 2), number(files.length, 2), number(files.length, 2),
    number(directory.length, 4), number(offset, 4), number(0, 2),
  ] // prettier-ignore
  return Buffer.concat([...locals, directory, ...end])
}
