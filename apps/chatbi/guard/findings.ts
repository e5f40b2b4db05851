import type { Diagnostic, Role, SqlDialect } from '@millwright/spec'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { SqlExpression, SqlPlace } from '../sql/tree.ts'
import type { VisibleRelation } from './visible-relations.ts'

/** What one pass over a query knows and gathers. */
export interface Inspection {
  readonly model: SemanticModel
  readonly role: Role
  readonly dialect: SqlDialect
  readonly text: string
  readonly visible: readonly VisibleRelation[]
  /** The conditions that restrict the rows of each dataset for this role, ready to be put in. */
  readonly rowRules: ReadonlyMap<string, SqlExpression>
  readonly diagnostics: Diagnostic[]
  readonly datasets: Set<string>
  readonly columns: Map<string, { readonly dataset: string; readonly field: string }>
  readonly rulesUsed: Set<string>
  relationCount: number
  /** Nodes that names of outputs were replaced by so far. */
  substitutedNodes: number
  readonly sizes: WeakMap<object, number>
  /** Datasets that a broken row rule keeps closed, and why. */
  readonly closed: ReadonlyMap<string, Diagnostic>
}

/** Line and column, from 1, of an offset. */
export const placeIn = (text: string, at: SqlPlace): NonNullable<Diagnostic['at']> => {
  const before = text.slice(0, at.from)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: at.from - lineStart + 1, from: at.from, to: at.to }
}

export const report = (
  inspection: Inspection,
  code: string,
  message: string,
  at?: SqlPlace,
  fix?: string,
): void => {
  const known = inspection.diagnostics.some(d => d.code === code && d.message === message)
  if (known) return
  inspection.diagnostics.push({
    code,
    severity: 'error',
    message,
    ...(at === undefined ? {} : { at: placeIn(inspection.text, at) }),
    ...(fix === undefined ? {} : { fix }),
  })
}

/** The name nearest to `wanted` by edit distance, where one is near enough to be meant. */
export const nearest = (wanted: string, names: readonly string[]): string | undefined => {
  const scored = names
    .map(name => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  const [best] = scored
  return best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3))
    ? best.name
    : undefined
}

/** Levenshtein (1966), one row at a time. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
