import { fieldsOfCondition } from '../query/fields-of.ts'
import type { Condition, FieldRef } from '../query/query.ts'
import { allOf, binary, column, number } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { localFields, requiredDatasets } from './condition-fields.ts'
import { joinTreeFor, knownDataset, knownField } from './context.ts'
import type { Resolver, Scope } from './context.ts'
import type { JoinEdge } from './join-graph.ts'
import { lookupsOf } from './join-graph.ts'
import { createScope, tableOf } from './scope.ts'

type CompileFilters = (scope: Scope, conditions: readonly Condition[]) => SqlExpression | undefined

/**
 * Conditions on rows that the scope's rows have many of: one EXISTS for those that lie the same way, so that they
 * speak of one row; two different values wanted of one field are two rows.
 */
export const compileSemiJoins = (
  scope: Scope,
  conditions: readonly Condition[],
  compile: CompileFilters,
): readonly SqlExpression[] => {
  const groups: { readonly way: string; readonly targets: Set<string>; readonly conditions: Condition[] }[] =
    []
  for (const condition of conditions) {
    const targets = targetsOf(scope, condition)
    const [first] = joinTreeFor(scope.context, [scope.root, ...targets]).steps
    const way = first === undefined ? '' : `${first.relationship.name}>${first.to}`
    const group = groups.find(g => g.way === way && !g.conditions.some(c => contradicts(c, condition)))
    if (group === undefined) groups.push({ way, targets: new Set(targets), conditions: [condition] })
    else {
      group.conditions.push(condition)
      for (const target of targets) group.targets.add(target)
    }
  }
  return groups.map(g => existsAlong(scope, [...g.targets], g.conditions, compile))
}

const targetsOf = (scope: Scope, condition: Condition): readonly string[] => [
  ...new Set(
    fieldsOfCondition(condition)
      .map(f => f.dataset)
      .filter(d => !scope.has(d)),
  ),
]

const contradicts = (a: Condition, b: Condition): boolean =>
  a.kind === 'compare' &&
  b.kind === 'compare' &&
  a.operator === '=' &&
  b.operator === '=' &&
  JSON.stringify(a.left) === JSON.stringify(b.left)

/** A middle table that only hands a key on: the far end can be compared with the near one directly. */
const skipsMiddle = (steps: readonly JoinEdge[], used: ReadonlySet<string>): JoinEdge | undefined => {
  const [first] = steps
  if (first === undefined || !first.manyToOne || used.has(first.to)) return undefined
  const onward = steps.filter(s => s.from === first.to)
  const [second] = onward
  return second !== undefined && onward.length === 1 && second.fromFields.join() === first.toFields.join()
    ? { ...second, from: first.from, fromFields: first.fromFields }
    : undefined
}

const existsAlong = (
  scope: Scope,
  targets: readonly string[],
  conditions: readonly Condition[],
  compile: CompileFilters,
): SqlExpression => {
  const { context } = scope
  const { steps } = joinTreeFor(context, [scope.root, ...targets])
  const [first] = steps
  if (first === undefined) return binary(number(1), '=', number(1)) // no way was found and has been reported
  const used = new Set([...targets, ...conditions.flatMap(fieldsOfCondition).map(f => f.dataset)])
  const entry = skipsMiddle(steps, used) ?? first
  const along = new Set([entry.to, ...steps.map(s => s.to)])
  const near = new Set([...along, ...targets.flatMap(t => [...lookupsOf(context.graph, t)])])
  const resolver: Resolver = field => (near.has(field.dataset) ? field : undefined)
  const inner = createScope(context, {
    root: entry.to,
    fields: localFields(conditions, resolver),
    datasets: targets.filter(t => t !== entry.to),
    outer: scope.aliases,
    resolver,
    required: new Set([...targets, ...requiredDatasets(conditions, resolver)]),
  })
  const where = allOf([
    ...correlation(scope, inner, entry),
    ...listOf(compile(withOuter(inner, scope), conditions)),
  ])
  return existsQuery(inner, where)
}

const existsQuery = (inner: Scope, where: SqlExpression | undefined): SqlExpression => ({
  kind: 'exists',
  query: {
    body: {
      kind: 'select',
      items: [{ value: number(1) }],
      from: inner.from,
      ...(where === undefined ? {} : { where }),
    },
  },
})

const listOf = (e: SqlExpression | undefined): readonly SqlExpression[] => (e === undefined ? [] : [e])

const correlation = (outer: Scope, inner: Scope, edge: JoinEdge): readonly SqlExpression[] =>
  edge.fromFields.map((name, i) =>
    binary(
      inner.column({ dataset: edge.to, field: edge.toFields[i] ?? '' }),
      '=',
      outer.column({ dataset: edge.from, field: name }),
    ),
  )

/** Fields that the inner rows do not have are those of the outer row. */
const withOuter = (inner: Scope, outer: Scope): Scope => ({
  ...inner,
  has: dataset => inner.has(dataset) || outer.has(dataset),
  resolve: field => inner.resolve(field) ?? outer.resolve(field),
  column: (field: FieldRef) =>
    inner.resolve(field) !== undefined && inner.has(field.dataset)
      ? inner.column(field)
      : outer.column(field),
})

/** EXISTS (or NOT EXISTS) a row of another dataset, or of the same one by its relationship with itself. */
export const compileRelated = (
  scope: Scope,
  condition: Condition & { kind: 'related' },
  compile: CompileFilters,
): SqlExpression => {
  const exists =
    condition.dataset === scope.root
      ? existsInSame(scope, condition, compile)
      : existsAlong(scope, [condition.dataset], condition.filters, compile)
  return condition.negated === true ? { kind: 'unary', operator: 'not', operand: exists } : exists
}

/** "employees who have someone under them": rows of the same dataset that refer to this one. */
const existsInSame = (
  scope: Scope,
  condition: Condition & { kind: 'related' },
  compile: CompileFilters,
): SqlExpression => {
  const { context } = scope
  const self = context.model.relationships.find(r => r.from === scope.root && r.to === scope.root)
  if (self === undefined) {
    context.diagnostics.push({
      code: 'NO_JOIN_PATH',
      severity: 'error',
      message: `${knownDataset(context, scope.root).label.en} have no relationship with themselves. Add one to the semantic model.`,
    })
    return binary(number(1), '=', number(1))
  }
  const alias = `${knownDataset(context, scope.root).table.name}_2`
  const inner: Scope = {
    ...scope,
    aliases: new Set([...scope.aliases, alias.toLowerCase()]),
    from: [tableOf(context, scope.root, alias)],
    has: dataset => dataset === scope.root,
    resolve: field => (field.dataset === scope.root ? field : undefined),
    column: field => column(knownField(context, field).column, alias),
  }
  const keys = self.fromFields.map((name, i) =>
    binary(
      inner.column({ dataset: scope.root, field: name }),
      '=',
      scope.column({ dataset: scope.root, field: self.toFields[i] ?? '' }),
    ),
  )
  return existsQuery(inner, allOf([...keys, ...listOf(compile(inner, condition.filters))]))
}
