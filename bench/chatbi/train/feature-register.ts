/** Numbers features and counts in how many tables each occurs. */
export interface FeatureRegister {
  idOf(feature: string): number
  /** Called once for each table that a feature occurs in. */
  see(id: number, table: number): void
  readonly names: readonly string[]
  /** Features that enough tables have to say something of others. */
  isKept(id: number): boolean
}

/** Pairs of a part of a query and words of the question: "h=count|how many". */
const gramPattern = /^[a-z]=[^|]*\|(.*)$/

/** The words of such a pair; undefined for another feature. */
export const gramOf = (feature: string): string | undefined => gramPattern.exec(feature)?.[1]

const fewestTables = { gram: 12, other: 3 } as const

export const createFeatureRegister = (): FeatureRegister => {
  const ids = new Map<string, number>()
  const names: string[] = []
  /** Of words where the feature is a pair with them, else of the feature. */
  const tablesOf = new Map<string, Set<number>>()
  const countedAs: Set<number>[] = []
  return {
    names,
    idOf: feature => {
      const known = ids.get(feature)
      if (known !== undefined) return known
      const id = names.push(feature) - 1
      ids.set(feature, id)
      const counted = gramOf(feature) ?? feature
      const tables = tablesOf.get(counted) ?? new Set()
      tablesOf.set(counted, tables)
      countedAs.push(tables)
      return id
    },
    see: (id, table) => {
      countedAs[id]?.add(table)
    },
    isKept: id =>
      (countedAs[id]?.size ?? 0) >=
      (gramOf(names[id] ?? '') === undefined ? fewestTables.other : fewestTables.gram),
  }
}
