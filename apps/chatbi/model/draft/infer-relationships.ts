import type { DataConnection } from '@millwright/spec'
import type { Inclusion } from './inclusion.ts'
import { measureInclusion } from './inclusion.ts'
import { findCandidates, findNamelessCandidates } from './relationship-candidates.ts'
import type { Candidate } from './relationship-candidates.ts'
import type { ColumnRead, TableRead } from './table-facts.ts'

/** A reference between two tables, declared or found. */
export interface FoundReference {
  readonly from: TableRead
  readonly fromColumns: readonly string[]
  readonly to: TableRead
  readonly toColumns: readonly string[]
  readonly oneToOne: boolean
  readonly role?: string | undefined
  /** Absent where the source declares it. */
  readonly confidence?: number
}

interface InferOptions {
  readonly connection: DataConnection
  readonly signal?: AbortSignal | undefined
  /** Most anti-joins to run; what is left is judged by name alone. */
  readonly maxChecks?: number
}

/** Names carry most of the weight: ids count from 1 in every table, so inclusion alone proves little. */
const confidenceOf = (candidate: Candidate, inclusion: Inclusion | undefined): number => {
  const { score } = candidate
  if (inclusion === undefined || inclusion.values === 0) return score >= 0.85 ? score * 0.8 : 0
  const { share, values } = inclusion
  if (score >= 0.95) return share >= 0.9 ? 1 : share > 0 ? 0.6 + 0.3 * share : 0.5
  if (candidate.fromColumn.type === 'text' && share === 0) return 0
  if (score >= 0.8) return share >= 0.9 ? 0.95 : share >= 0.3 ? 0.5 + 0.4 * share : 0
  if (score >= 0.7) return share >= 0.9 ? 0.8 : share >= 0.6 ? 0.6 : 0
  if (score >= 0.6) return share >= 0.9 && values >= 3 ? 0.75 : 0
  return (share === 1 && values >= 3) || (share >= 0.95 && values >= 20) ? 0.55 : 0
}

const declaredReferences = (tables: readonly TableRead[]): readonly FoundReference[] =>
  tables.flatMap(from =>
    from.table.foreignKeys.flatMap(key => {
      const to = tables.find(
        other =>
          other.table.name.toLowerCase() === key.table.toLowerCase() &&
          (key.schema === undefined || other.table.schema === key.schema),
      )
      if (to === undefined) return []
      const toColumns = key.referencedColumns.length > 0 ? key.referencedColumns : to.primaryKey
      if (toColumns.length !== key.columns.length) return []
      const column = from.columns.find(read => read.column.name === key.columns[0])
      const oneToOne = key.columns.length === 1 && (column?.isUnique ?? false) && from.rowCount > 1
      return [{ from, to, fromColumns: key.columns, toColumns, oneToOne }]
    }),
  )

/** One row at most refers to each: the column is the table's key, or unique in more rows than chance would give. */
const isSoleKey = (table: TableRead, column: ColumnRead): boolean =>
  column.isUnique &&
  table.rowCount > 1 &&
  ((table.primaryKey.length === 1 && table.primaryKey[0] === column.column.name) || table.rowCount >= 50)

const toReference = (candidate: Candidate, confidence: number): FoundReference => ({
  from: candidate.from,
  fromColumns: [candidate.fromColumn.column.name],
  to: candidate.to,
  toColumns: [candidate.toColumn.column.name],
  oneToOne: isSoleKey(candidate.from, candidate.fromColumn),
  ...(candidate.role === undefined ? {} : { role: candidate.role }),
  confidence,
})

interface Judged {
  readonly candidate: Candidate
  readonly confidence: number
}

/** The best target of each column; of two tables that share a key, the one whose rows it names wins. */
const chooseTargets = (judged: readonly Judged[]): readonly Judged[] => {
  const best = new Map<ColumnRead, Judged>()
  const rank = ({ candidate, confidence }: Judged): number =>
    confidence +
    (candidate.to.stems.every(word => candidate.fromColumn.stems.includes(word)) ? 0.2 : 0) +
    (candidate.to.primaryKey[0] === candidate.toColumn.column.name ? 0.1 : 0) -
    candidate.to.columns.filter(column => candidate.to.primaryKey.includes(column.column.name)).length * 0.01
  for (const one of judged) {
    const held = best.get(one.candidate.fromColumn)
    if (held === undefined || rank(one) > rank(held)) best.set(one.candidate.fromColumn, one)
  }
  return Array.from(best.values())
}

const judge = async (
  candidates: readonly Candidate[],
  options: InferOptions,
  checksLeft: { count: number },
): Promise<readonly Judged[]> => {
  const judged: Judged[] = []
  for (const candidate of candidates) {
    const mayCheck = checksLeft.count > 0
    if (mayCheck) checksLeft.count--
    const inclusion = mayCheck
      ? await measureInclusion(candidate, options.connection, options.signal)
      : undefined
    const confidence = confidenceOf(candidate, inclusion)
    if (confidence >= 0.5) judged.push({ candidate, confidence })
  }
  return judged
}

/**
 * References between tables: those the source declares, and those that names suggest and values confirm. Inclusion
 * dependencies by anti-join; see Rostin et al., "A Machine Learning Approach to Foreign Key Discovery" (WebDB 2009)
 * for the features (name similarity, inclusion, whether the target is a key).
 */
export const inferRelationships = async (
  tables: readonly TableRead[],
  options: InferOptions,
): Promise<readonly FoundReference[]> => {
  const declared = declaredReferences(tables)
  const isDeclared = (table: TableRead, column: ColumnRead): boolean =>
    declared.some(reference => reference.from === table && reference.fromColumns.includes(column.column.name))
  const checksLeft = { count: options.maxChecks ?? 400 }
  const named = findCandidates(tables).filter(one => !isDeclared(one.from, one.fromColumn))
  const chosen = chooseTargets(await judge(named, options, checksLeft))
  const taken = new Set([
    ...chosen.flatMap(({ candidate }) => [candidate.fromColumn]),
    ...tables.flatMap(table => table.columns.filter(column => isDeclared(table, column))),
  ])
  // what itself refers elsewhere is not what others refer to
  const nameless = findNamelessCandidates(tables, taken).filter(one => !taken.has(one.toColumn))
  const guessed = chooseTargets(await judge(nameless.slice(0, 100), options, checksLeft))
  return [
    ...declared,
    ...[...chosen, ...guessed].map(({ candidate, confidence }) => toReference(candidate, confidence)),
  ]
}
