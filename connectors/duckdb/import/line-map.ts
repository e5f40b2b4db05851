/** Remembers on which line each record starts, storing only where the count of lines and records part. */
export interface LineMap {
  readonly add: (record: number, line: number) => void
  readonly lineOf: (record: number) => number
}

const limit = 500_000

export const createLineMap = (): LineMap => {
  const records: number[] = []
  const lines: number[] = []
  return {
    add: (record, line) => {
      const expected = (lines.at(-1) ?? 0) + record - (records.at(-1) ?? 0)
      if (records.length > 0 && (line === expected || records.length >= limit)) return
      records.push(record)
      lines.push(line)
    },
    lineOf: record => {
      let low = 0
      let high = records.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((records[middle] ?? 0) <= record) low = middle
        else high = middle - 1
      }
      return (lines[low] ?? 1) + record - (records[low] ?? 0)
    },
  }
}
