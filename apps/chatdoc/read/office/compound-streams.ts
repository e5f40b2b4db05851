const endOfChain = 0xfffffffe
const directoryEntryBytes = 128
/** Streams shorter than this stand in the mini stream ([MS-CFB] 2.2, "Mini Stream Cutoff Size"). */
const miniCutoffBytes = 4_096
const miniSectorBytes = 64

interface Entry {
  readonly name: string
  readonly start: number
  readonly size: number
}

/** Numbers of the sectors of a chain; a chain that goes round in circles ends where it comes back. */
const chainOf = (table: readonly number[], start: number): number[] => {
  const chain: number[] = []
  const seen = new Set<number>()
  for (let at = start; at < table.length && !seen.has(at); at = table[at] ?? endOfChain) {
    seen.add(at)
    chain.push(at)
  }
  return chain
}

const wordsOf = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readUInt32LE(at * 4))

/** Sectors of the allocation table: 109 in the header, more in a chain of their own (2.5). */
const allocationSectors = (file: Buffer, sector: (at: number) => Buffer): number[] => {
  const sectors = wordsOf(file.subarray(76, 512))
  let next = file.readUInt32LE(68)
  for (let left = file.readUInt32LE(72); left > 0 && next < endOfChain && sectors.length < 100_000; left--) {
    const words = wordsOf(sector(next))
    sectors.push(...words.slice(0, -1))
    next = words.at(-1) ?? endOfChain
  }
  return sectors.filter(at => at < endOfChain)
}

const entriesOf = (directory: Buffer): Entry[] =>
  Array.from({ length: Math.floor(directory.length / directoryEntryBytes) }, (_, at) => {
    const entry = directory.subarray(at * directoryEntryBytes, (at + 1) * directoryEntryBytes)
    const nameBytes = Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2)
    return {
      name: entry.subarray(0, nameBytes).toString('utf16le'),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    }
  })

/** Finds streams of an OLE compound file ([MS-CFB]) by name; undefined where there is none of that name. */
export const compoundStreams = (file: Buffer): ((name: string) => Buffer | undefined) => {
  const sectorBytes = 2 ** Math.min(16, file.readUInt16LE(30))
  const sector = (at: number): Buffer => file.subarray((at + 1) * sectorBytes, (at + 2) * sectorBytes)
  const table = allocationSectors(file, sector).flatMap(at => wordsOf(sector(at)))
  const joined = (start: number): Buffer => Buffer.concat(chainOf(table, start).map(sector))
  const entries = entriesOf(joined(file.readUInt32LE(48)))
  const miniTable = wordsOf(joined(file.readUInt32LE(60)))
  const miniStream = joined(entries[0]?.start ?? endOfChain)
  const miniSector = (at: number): Buffer =>
    miniStream.subarray(at * miniSectorBytes, (at + 1) * miniSectorBytes)
  return name => {
    const entry = entries.find(one => one.name === name)
    if (!entry) return undefined
    const whole =
      entry.size < miniCutoffBytes
        ? Buffer.concat(chainOf(miniTable, entry.start).map(miniSector))
        : joined(entry.start)
    return whole.subarray(0, entry.size)
  }
}
