import { fieldsOfCondition } from '../query/fields-of.ts'
import type { FieldRef } from '../query/query.ts'
import { allOf, binary, column } from '../sql/build.ts'
import type { SqlExpression, SqlRelation } from '../sql/tree.ts'
import type { Context, Resolver, Scope } from './context.ts'
import { joinTreeFor, knownDataset, knownField } from './context.ts'
import type { JoinEdge } from './join-graph.ts'
import { lookupsOf } from './join-graph.ts'
import { numberedRows, rowsWithRuns } from './numbered-rows.ts'
import type { JoinTree } from './join-tree.ts'

export interface ScopeRequest {
  readonly root: string
  /** Fields that the select will ask for, already resolved. */
  readonly fields: readonly FieldRef[]
  /** Datasets to join even where no field of them is asked for. */
  readonly datasets?: readonly string[]
  readonly outer?: ReadonlySet<string>
  readonly resolver?: Resolver
  /** Datasets on which a condition must hold: a plain join says the same as an outer one. */
  readonly required?: ReadonlySet<string>
}

/** A join step of which only key columns are read needs no join: the other side holds the same values. */
const withoutKeyLookups = (
  tree: JoinTree,
  fields: readonly FieldRef[],
  kept: ReadonlySet<string>,
): { readonly steps: readonly JoinEdge[]; readonly replaced: ReadonlyMap<string, JoinEdge> } => {
  let steps = [...tree.steps]
  const replaced = new Map<string, JoinEdge>()
  for (;;) {
    const at = steps.findIndex(
      step =>
        step.manyToOne &&
        !kept.has(step.to) &&
        !steps.some(s => s.from === step.to) &&
        ![...replaced.values()].some(r => r.from === step.to) &&
        fields.every(f => f.dataset !== step.to || step.toFields.includes(f.field)),
    )
    const step = steps[at]
    if (step === undefined) return { steps, replaced }
    replaced.set(step.to, step)
    steps = steps.filter(s => s !== step)
  }
}

const freeAlias = (wanted: string, taken: ReadonlySet<string>): string => {
  let alias = wanted
  for (let n = 2; taken.has(alias.toLowerCase()); n++) alias = `${wanted}_${n}`
  return alias
}

/** Fields of a dataset by the edge's names, as columns of the two relations. */
const joinCondition = (
  context: Context,
  edge: JoinEdge,
  aliasOf: (dataset: string) => string,
): SqlExpression | undefined =>
  allOf(
    edge.fromFields.map((name, i) => {
      const left = knownField(context, { dataset: edge.from, field: name })
      const right = knownField(context, { dataset: edge.to, field: edge.toFields[i] ?? '' })
      return binary(column(right.column, aliasOf(edge.to)), '=', column(left.column, aliasOf(edge.from)))
    }),
  )

/**
 * Joins what `fields` need to the root dataset. Lookups keep every row of the root (LEFT JOIN) unless a condition
 * on the looked-up dataset must hold anyway; a join that multiplies rows keeps only matches.
 */
export const createScope = (context: Context, request: ScopeRequest): Scope => {
  const { root, fields } = request
  const kept = new Set(request.datasets ?? [])
  const wanted = [...new Set([root, ...fields.map(f => f.dataset), ...kept])]
  const tree = joinTreeFor(context, wanted)
  const { steps, replaced } = withoutKeyLookups(tree, fields, kept)
  const taken = new Set(request.outer ?? [])
  const aliases = new Map<string, string>()
  for (const dataset of [root, ...steps.map(s => s.to)]) {
    const alias = freeAlias(knownDataset(context, dataset).table.name, taken)
    taken.add(alias.toLowerCase())
    aliases.set(dataset, alias)
    context.datasets.add(dataset)
  }
  const aliasOf = (dataset: string): string => aliases.get(dataset) ?? dataset
  const resolve: Resolver = request.resolver ?? (field => field)
  const columnOf = (field: FieldRef): SqlExpression => {
    const key = replaced.get(field.dataset)
    if (key === undefined) return typedColumn(context, field, aliasOf(field.dataset))
    const name = key.fromFields[key.toFields.indexOf(field.field)]
    if (name === undefined) throw new Error('bug: a key lookup without its key')
    return columnOf({ dataset: key.from, field: name })
  }
  return {
    context,
    root,
    aliases: taken,
    from: [relationsOf(context, root, steps, aliasOf, request.required)],
    multiplies: steps.some(s => !s.manyToOne),
    has: dataset => aliases.has(dataset) || replaced.has(dataset),
    resolve,
    column: field => columnOf(resolve(field) ?? field),
    aliasOf,
  }
}

/** A number that the source keeps as text is read as a number. */
const typedColumn = (context: Context, ref: FieldRef, alias: string): SqlExpression => {
  const field = knownField(context, ref)
  const raw = column(field.column, alias)
  if (field.storedType !== 'text' || field.type === 'text') return raw
  if (field.type === 'date' || field.type === 'timestamp') return context.dialect.fromText(raw)
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'float'
    ? context.dialect.asNumber(raw)
    : raw
}

export const tableOf = (context: Context, dataset: string, alias: string): SqlRelation => {
  const { table } = knownDataset(context, dataset)
  const plain = {
    kind: 'table' as const,
    name: table.name,
    alias,
    ...(table.schema === undefined ? {} : { schema: table.schema }),
  }
  if (!context.numbersRows) return plain
  const numbered = numberedRows(plain)
  if (context.runs.length === 0) return numbered
  const rows = rowsOf(context, dataset, alias)
  const own = context.runs.filter(({ conditions }) =>
    conditions.flatMap(fieldsOfCondition).every(field => field.dataset === dataset),
  )
  return rowsWithRuns(
    numbered,
    alias,
    own.map(run => ({ column: run.column, condition: context.conditionOfRun(run, rows) })),
  )
}

/** The rows of one table by themselves. */
const rowsOf = (context: Context, dataset: string, alias: string): Scope => ({
  context,
  root: dataset,
  aliases: new Set([alias.toLowerCase()]),
  from: [],
  multiplies: false,
  has: other => other === dataset,
  resolve: field => field,
  column: field => typedColumn(context, field, alias),
  aliasOf: () => alias,
})

const relationsOf = (
  context: Context,
  root: string,
  steps: readonly JoinEdge[],
  aliasOf: (dataset: string) => string,
  required: ReadonlySet<string> | undefined,
): SqlRelation => {
  // A lookup beyond a plain join is plain only where its own rows are required too.
  const mustMatch = new Set(required)
  for (const step of steps.toReversed()) if (mustMatch.has(step.to)) mustMatch.add(step.from)
  return steps.reduce<SqlRelation>(
    (left, step) => {
      const on = joinCondition(context, step, aliasOf)
      const isOuter = step.manyToOne && !mustMatch.has(step.to)
      recordJoin(context, step)
      return {
        kind: 'join',
        type: isOuter ? 'left' : 'inner',
        left,
        right: tableOf(context, step.to, aliasOf(step.to)),
        ...(on === undefined ? {} : { on }),
      }
    },
    tableOf(context, root, aliasOf(root)),
  )
}

const recordJoin = (context: Context, step: JoinEdge): void => {
  const { name, inferredConfidence } = step.relationship
  if (context.joins.some(j => j.relationship === name && j.to === step.to)) return
  const keys = `${step.from}.${step.fromFields.join('+')} = ${step.to}.${step.toFields.join('+')}`
  const doubt =
    inferredConfidence === undefined
      ? { en: 'declared', zh: '已声明' }
      : {
          en: `inferred from values, ${Math.round(inferredConfidence * 100)} % sure`,
          zh: `由取值推断，把握 ${Math.round(inferredConfidence * 100)}%`,
        }
  context.joins.push({
    relationship: name,
    from: step.from,
    to: step.to,
    reason: { en: `${keys} (${doubt.en})`, zh: `${keys}（${doubt.zh}）` },
  })
}

/** The same value of another dataset that rows of `root` look up: a key on either end of a relationship. */
export const equivalentField = (context: Context, root: string, field: FieldRef): FieldRef | undefined => {
  const lookups = lookupsOf(context.graph, root)
  const seen = new Set<string>()
  const queue = [field]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (lookups.has(at.dataset)) return at
    const key = `${at.dataset}.${at.field}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const edge of context.graph.edges.get(at.dataset) ?? []) {
      const i = edge.fromFields.indexOf(at.field)
      const name = edge.toFields[i]
      // Only upwards to the key they share; a way down would pick one of many referring rows.
      if (edge.manyToOne && edge.fromFields.length === 1 && name !== undefined)
        queue.push({ dataset: edge.to, field: name })
    }
  }
  return undefined
}
