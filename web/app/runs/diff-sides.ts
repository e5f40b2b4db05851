import { diffLines } from './diff.ts'

/** One line of each text beside each other; undefined where that text has none there. */
export interface SidesRow {
  readonly kind: 'same' | 'changed'
  readonly left: string | undefined
  readonly right: string | undefined
}

/** A stretch of lines that both have and that tells nothing. */
export interface SidesGap {
  readonly kind: 'gap'
  readonly count: number
}

const contextLines = 3

/** Both texts line beside line: what changed with some lines around it; longer stretches of the same are counted. */
export const diffSides = (left: string, right: string): readonly (SidesRow | SidesGap)[] =>
  fold(pair(left, right))

const pair = (left: string, right: string): readonly SidesRow[] => {
  const rows: SidesRow[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = (): void => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++)
      rows.push({ kind: 'changed', left: removed[i], right: added[i] })
    removed = []
    added = []
  }
  for (const { kind, text } of diffLines(left, right)) {
    if (kind === 'removed') removed.push(text)
    else if (kind === 'added') added.push(text)
    else {
      flush()
      rows.push({ kind: 'same', left: text, right: text })
    }
  }
  flush()
  return rows
}

const fold = (rows: readonly SidesRow[]): readonly (SidesRow | SidesGap)[] => {
  const isNear = rows.map(() => false)
  for (const [i, row] of rows.entries())
    if (row.kind === 'changed') isNear.fill(true, Math.max(0, i - contextLines), i + contextLines + 1)
  const folded: (SidesRow | SidesGap)[] = []
  for (const [i, row] of rows.entries()) {
    const last = folded.at(-1)
    if (isNear[i]) folded.push(row)
    else if (last?.kind === 'gap') folded[folded.length - 1] = { kind: 'gap', count: last.count + 1 }
    else folded.push({ kind: 'gap', count: 1 })
  }
  return folded
}
