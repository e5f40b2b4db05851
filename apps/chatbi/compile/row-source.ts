import { allOf, call, column, number, toQuery } from '../sql/build.ts'
import type { SqlCte, SqlExpression, SqlQuery, SqlRelation } from '../sql/tree.ts'
import type { Context } from './context.ts'
import { knownDataset } from './context.ts'
import type { Grouping } from './dimension.ts'
import type { Period, PlacedFact } from './facts-of-query.ts'
import { isAdditive } from './measure.ts'
import type { BaseAggregate } from './measure.ts'
import { unqualified } from './unqualify.ts'

/** Where the groups of a query come from, and how their values are written there. */
export interface RowSource {
  readonly with: readonly SqlCte[]
  readonly from: readonly SqlRelation[]
  readonly where?: SqlExpression
  /** Absent where each row is a group already. */
  readonly groupBy?: readonly SqlExpression[]
  grouping(id: string): SqlExpression
  base(base: BaseAggregate, period: Period): SqlExpression
}

/**
 * A single fact is grouped where it stands, or first by itself where the groups are looked at `beside` each other; several are
 * grouped each on its own and put side by side.
 */
export const createRowSource = (
  context: Context,
  { groupings, facts, names, beside }: RowSourceRequest,
): RowSource => {
  const [only] = facts
  if (only === undefined) throw new Error('bug: a query without facts')
  if (facts.length > 1) return sideBySide(context, groupings, facts, names)
  return beside ? grouped(context, groupings, only, names) : direct(groupings, only)
}

interface RowSourceRequest {
  readonly groupings: readonly Grouping[]
  readonly facts: readonly PlacedFact[]
  readonly names: NameChooser
  readonly beside: boolean
}

/** Gives names for CTEs and for base aggregates. */
export interface NameChooser {
  cte(wanted: string): string
  base(base: BaseAggregate): string
}

const direct = (groupings: readonly Grouping[], fact: PlacedFact): RowSource => ({
  with: [],
  from: fact.source.from,
  ...(fact.source.where === undefined ? {} : { where: fact.source.where }),
  groupBy: fact.source.groupings,
  grouping: id => fact.source.groupings[groupings.findIndex(g => g.id === id)] ?? column(id),
  base: base => fact.source.aggregate(base),
})

/** The groups in a CTE, one a row. */
const grouped = (
  context: Context,
  groupings: readonly Grouping[],
  fact: PlacedFact,
  names: NameChooser,
): RowSource => {
  const name = names.cte(`${knownDataset(context, fact.group.dataset).table.name}_totals`)
  return {
    with: [{ name, query: unqualified(factQuery(groupings, { ...fact, name }, names)) }],
    from: [table(name)],
    grouping: id => column(id, name),
    base: base => column(names.base(base), name),
  }
}

interface NamedFact extends PlacedFact {
  readonly name: string
}

/**
 * Each fact in a CTE of its own, grouped by the shared dimensions; `groups` holds every group that any of them has,
 * and each is joined to it, nulls matching nulls: a full outer join that every dialect has. Aggregating before
 * joining is what keeps sums right (the "chasm trap").
 */
const sideBySide = (
  context: Context,
  groupings: readonly Grouping[],
  facts: readonly PlacedFact[],
  names: NameChooser,
): RowSource => {
  const named: readonly NamedFact[] = facts.map(fact => ({
    ...fact,
    name: names.cte(
      `${knownDataset(context, fact.group.dataset).table.name}_${fact.period === 'before' ? 'before' : 'totals'}`,
    ),
  }))
  const ctes = named.map((fact): SqlCte => ({ name: fact.name, query: factQuery(groupings, fact, names) }))
  const base = (wanted: BaseAggregate, period: Period): SqlExpression => {
    const fact = named.find(f => f.period === period && f.group.bases.some(b => b.key === wanted.key))
    if (fact === undefined) throw new Error('bug: an aggregate that no fact computes')
    const value = column(names.base(wanted), fact.name)
    return isAdditive(wanted.aggregate) ? call('COALESCE', value, number(0)) : value
  }
  if (groupings.length === 0)
    return {
      with: ctes,
      from: [
        named.map(f => table(f.name)).reduce((left, right) => ({ kind: 'join', type: 'cross', left, right })),
      ],
      grouping: id => column(id),
      base,
    }
  const groups = names.cte('all_groups')
  return {
    with: [...ctes, { name: groups, query: unionOf(groupings, named) }],
    from: [named.reduce((left, fact) => joinFact(groupings, groups, left, fact), table(groups))],
    grouping: id => column(id, groups),
    base,
  }
}

const table = (name: string): SqlRelation => ({ kind: 'table', name, alias: name })

const factQuery = (groupings: readonly Grouping[], fact: NamedFact, names: NameChooser): SqlQuery => {
  const { source, group } = fact
  return toQuery({
    kind: 'select',
    items: [
      ...groupings.map((g, i) => ({ value: source.groupings[i] ?? column(g.id), alias: g.id })),
      ...group.bases.map(b => ({ value: source.aggregate(b), alias: names.base(b) })),
    ],
    from: source.from,
    ...(source.where === undefined ? {} : { where: source.where }),
    ...(groupings.length === 0 ? {} : { groupBy: groupKeys(source.groupings) }),
  })
}

/** A long expression is grouped by its position in the list; a column by its name. */
export const groupKeys = (values: readonly SqlExpression[]): readonly SqlExpression[] =>
  values.map((value, i) => (value.kind === 'column' ? value : number(i + 1)))

const unionOf = (groupings: readonly Grouping[], facts: readonly NamedFact[]): SqlQuery =>
  facts
    .map(fact =>
      toQuery({
        kind: 'select',
        items: groupings.map(g => ({ value: column(g.id), alias: g.id })),
        from: [table(fact.name)],
      }),
    )
    .reduce((left, right) => ({ body: { kind: 'set', operator: 'union', all: false, left, right } }))

const joinFact = (
  groupings: readonly Grouping[],
  groups: string,
  left: SqlRelation,
  fact: NamedFact,
): SqlRelation => {
  const on = allOf(
    groupings.map((g): SqlExpression => ({
      kind: 'distinct-from',
      negated: true,
      left: column(g.id, fact.name),
      right: column(g.id, groups),
    })),
  )
  return { kind: 'join', type: 'left', left, right: table(fact.name), ...(on === undefined ? {} : { on }) }
}
