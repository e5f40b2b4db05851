import type { Diagnostic, Localized, PlantCalendar } from '@millwright/spec'
import type { Dataset, Field, Metric, SemanticModel } from '../model/semantic-model.ts'
import type { FieldRef, Query } from '../query/query.ts'
import type { SqlExpression, SqlQuery, SqlRelation } from '../sql/tree.ts'
import type { Dialect } from './dialects/index.ts'
import { dialects } from './dialects/index.ts'
import type { JoinGraph, JoinEdge } from './join-graph.ts'
import { createJoinGraph } from './join-graph.ts'
import type { JoinTie, JoinTree } from './join-tree.ts'
import { findJoinTree } from './join-tree.ts'
import { readsPosition, runsOf } from './numbered-rows.ts'
import type { Run } from './numbered-rows.ts'

/** A join that the SQL makes, and why. */
export interface JoinUse {
  readonly relationship: string
  readonly from: string
  readonly to: string
  readonly reason: Localized
}

/** Several ways to join the same datasets. `via` goes into `Query.via` to choose one. */
export interface JoinAmbiguity {
  readonly kind: 'join'
  readonly datasets: readonly string[]
  readonly options: readonly { readonly via: readonly string[]; readonly label: Localized }[]
  /** Index of the option that the SQL uses until someone chooses. */
  readonly used: number
}

/** What one compilation knows and gathers. Findings accumulate so that a person sees all of them at once. */
export interface Context {
  readonly model: SemanticModel
  readonly dialect: Dialect
  readonly calendar: PlantCalendar
  readonly graph: JoinGraph
  readonly diagnostics: Diagnostic[]
  readonly notes: Localized[]
  readonly joins: JoinUse[]
  readonly ambiguities: JoinAmbiguity[]
  readonly datasets: Set<string>
  /** Names that a CTE may not take: tables and earlier CTEs, in lower case. */
  readonly names: Set<string>
  dataset(name: string): Dataset | undefined
  field(ref: FieldRef): Field | undefined
  metric(name: string): Metric | undefined
  /** Tables are read with their rows numbered. */
  readonly numbersRows: boolean
  /** Runs of rows that are counted beside their numbers. */
  readonly runs: readonly Run[]
  /** The condition of a run over the rows of its own table. */
  conditionOfRun(run: Run, rows: Scope): SqlExpression
  /** Compiles a query that stands inside another. */
  nested(query: Query): SqlQuery
}

/** The relations of one SELECT: a dataset and what is joined to it. */
export interface Scope {
  readonly context: Context
  readonly root: string
  /** Names taken here and further out; an inner query must not hide an outer relation. */
  readonly aliases: ReadonlySet<string>
  readonly from: readonly SqlRelation[]
  /** Some join of the tree multiplies rows of the root. */
  readonly multiplies: boolean
  has(dataset: string): boolean
  /** What the name stands for in this scope: a conformed field may come from another dataset. */
  resolve(field: FieldRef): FieldRef | undefined
  column(field: FieldRef): SqlExpression
  /** Name of the dataset's relation here. */
  aliasOf(dataset: string): string
}

export type Resolver = (field: FieldRef) => FieldRef | undefined

export interface CompileOptions {
  readonly calendar: PlantCalendar
}

export const createContext = (
  model: SemanticModel,
  options: CompileOptions,
  {
    query: { via = [] },
    query,
    compileNested,
    conditionOfRun,
  }: {
    readonly query: Query
    readonly compileNested: (query: Query, context: Context) => SqlQuery
    readonly conditionOfRun: Context['conditionOfRun']
  },
): Context => {
  const datasets = new Map(model.datasets.map(d => [d.name, d]))
  const fields = new Map(
    model.datasets.map(d => [d.name, new Map(d.fields.map(field => [field.name, field]))]),
  )
  const metrics = new Map(model.metrics.map(metric => [metric.name, metric]))
  const context: Context = {
    model,
    dialect: dialects[model.dialect],
    calendar: options.calendar,
    graph: createJoinGraph(model, via),
    diagnostics: [],
    notes: [],
    joins: [],
    ambiguities: [],
    datasets: new Set(),
    names: new Set(model.datasets.map(d => d.table.name.toLowerCase())),
    dataset: name => datasets.get(name),
    field: ref => fields.get(ref.dataset)?.get(ref.field),
    metric: name => metrics.get(name),
    numbersRows: readsPosition(query),
    runs: runsOf(query),
    conditionOfRun,
    nested: query => compileNested(query, context),
  }
  return context
}

/** The field, which a check before has found. */
export const knownField = (context: Context, ref: FieldRef): Field => {
  const field = context.field(ref)
  if (field === undefined) throw new Error(`bug: field ${ref.dataset}.${ref.field} was not checked`)
  return field
}

export const knownDataset = (context: Context, name: string): Dataset => {
  const dataset = context.dataset(name)
  if (dataset === undefined) throw new Error(`bug: dataset ${name} was not checked`)
  return dataset
}

/** Says a thing once. */
export const note = (context: Context, text: Localized): void => {
  if (!context.notes.some(n => n.en === text.en)) context.notes.push(text)
}

const labelOf = (context: Context, dataset: string): Localized =>
  context.dataset(dataset)?.label ?? { en: dataset }

/** "stops → equipment → lines". */
const describeTree = (context: Context, tree: JoinTree): Localized => {
  const step = (edge: JoinEdge, language: 'en' | 'zh'): string => {
    const name = (d: string): string => {
      const label = labelOf(context, d)
      return language === 'zh' ? (label.zh ?? label.en) : label.en
    }
    const role = edge.relationship.role === undefined ? '' : ` (${edge.relationship.role})`
    return `${name(edge.from)} → ${name(edge.to)}${role}`
  }
  return {
    en: tree.steps.map(s => step(s, 'en')).join(', '),
    zh: tree.steps.map(s => step(s, 'zh')).join('，'),
  }
}

/** Joins from the first dataset to the others. Notes a tie and says when there is no way at all. */
export const joinTreeFor = (context: Context, datasets: readonly string[]): JoinTree => {
  const found: JoinTree | JoinTie | undefined = findJoinTree(context.graph, datasets)
  if (found === undefined) {
    const [from = '', ...to] = datasets
    context.diagnostics.push({
      code: 'NO_JOIN_PATH',
      severity: 'error',
      message: `No relationship of the model leads from ${labelOf(context, from).en} to ${to.map(d => labelOf(context, d).en).join(', ')}. Add one to the semantic model.`,
    })
    return { kind: 'tree', root: from, steps: [], cost: 0 }
  }
  if (found.kind === 'tree') return found
  const [used] = found.trees
  if (used === undefined) throw new Error('bug: a tie without trees')
  const options = found.trees.map(tree => ({
    via: tree.steps.map(s => s.relationship.name),
    label: describeTree(context, tree),
  }))
  const known = JSON.stringify(options)
  if (!context.ambiguities.some(a => JSON.stringify(a.options) === known))
    context.ambiguities.push({ kind: 'join', datasets: [...datasets], options, used: 0 })
  return used
}
