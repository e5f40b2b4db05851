import type { SemanticModel } from '@millwright/chatbi'
import type { DataConnection } from '@millwright/spec'

/** One question with the rows that are right. */
export interface BenchCase {
  readonly index: number
  /** Key of the database in its suite. */
  readonly database: string
  readonly question: string
  /** SQL whose rows are right; any one of them. Empty where the question cannot be answered. */
  readonly gold: readonly string[]
  /** Questions of the conversation before it, in order. */
  readonly after?: readonly string[]
  /** A question for causes: values that its first explanation must name; none where nothing stands out. */
  readonly causes?: readonly string[]
  /** The order of the rows counts. */
  readonly isOrdered: boolean
  /** The right result is empty, 0 or null: reported apart. */
  readonly isEmptyResult: boolean
  readonly language?: 'en' | 'zh'
  /** Rows of the table that it counts for. */
  readonly groups: readonly string[]
}

/** How a database of a suite is opened. */
export type BenchDatabase =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'postgres-script'; readonly path: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }

export interface BenchSuite {
  readonly name: string
  readonly cases: readonly BenchCase[]
  readonly databases: ReadonlyMap<string, BenchDatabase>
  /** Right answers may have columns besides those asked for. */
  readonly allowExtraColumns: boolean
  /** What relative times count from; the present where absent. */
  readonly now?: Date
  /** A semantic model that someone wrote; drafted where absent. */
  modelFor?(connection: DataConnection): Promise<SemanticModel>
}
