import type { Language } from '@millwright/spec'
import type { Condition, MeasureExpression } from '../../query/query.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { totalOf } from '../total-of.ts'
import { boundsOf } from '../assemble/assemble-time.ts'
import { defaultTimeOf } from '../default-time.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { groupCondition } from '../assemble/group-condition.ts'
import { isNumeric, isQuantity, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { Node, NodeOf } from '../node.ts'
import { rowsOfValue } from '../rows-of-value.ts'
import { yearConditions } from '../rules/year-conditions.ts'

export interface SidesContext {
  readonly view: ModelView
  readonly language: Language
  /** The parts of a run of words by themselves, in a question that speaks of these datasets too. */
  readonly compose: (nodes: readonly Node[], datasets?: readonly string[]) => Parts
}

/** One side of a ratio or of a contrast: what is measured and of which rows. */
export interface Side {
  readonly measure: MeasureExpression
  readonly filters: readonly Condition[]
  readonly times: readonly Condition[]
  readonly parts: Parts
  readonly dataset: string
  /** A column by itself, where no rows are singled out: it may be divided row by row. */
  readonly isColumn: boolean
}

/** What a run of words measures, with its own conditions; undefined where it measures nothing, or more than one thing. */
export const sideOf = (
  nodes: readonly Node[],
  { view, compose }: SidesContext,
  datasets: readonly string[] = [],
): Side | undefined => {
  const parts = compose(nodes, datasets)
  const [measured, second] = [...parts.measures, ...parts.superlatives.flatMap(node => extremeOf(node) ?? [])]
  if (second) return undefined
  const column = [...parts.outputs, ...parts.otherFields].find(node => isQuantity(node.field))
  const head = parts.heads[0] ?? parts.owners[0]
  const [said] = parts.conditions[0]?.refs ?? []
  const counted = head?.dataset.name ?? (said && rowsOfValue(view, said))
  const measure: MeasureExpression | undefined = measured
    ? measured.type === 'metric'
      ? { kind: 'metric', metric: measured.metric.name }
      : measured.expression
    : column
      ? totalOf(column)
      : counted === undefined
        ? undefined
        : countRows(counted, view)
  const dataset = measure && datasetsOfMeasure(measure, view.model)[0]
  if (!measure || dataset === undefined) return undefined
  const groups = groupConditions(dataset, parts, view)
  if (!groups) return undefined
  const filters = [
    ...parts.conditions.map(node => node.condition),
    ...groups,
    ...existence(dataset, parts, view),
  ]
  const times = timeConditions(dataset, parts, view)
  return {
    measure,
    filters,
    times,
    parts,
    dataset,
    isColumn: !measured && column !== undefined && filters.length === 0,
  }
}

/** "the maximum payload": the greatest value itself. */
const extremeOf = (node: NodeOf<'superlative'>): NodeOf<'measure'> | undefined => {
  const { key, direction, from, to, text, score, reason } = node
  if (key.kind !== 'field' || node.count !== undefined) return undefined
  const value = { kind: 'field', field: key.ref } as const
  const aggregate = direction === 'desc' ? 'max' : 'min'
  return {
    type: 'measure',
    from,
    to,
    text,
    score,
    reason,
    expression: { kind: 'aggregate', aggregate, value },
  }
}

/** "papers that have more than 1 keyphrase": of each paper; undefined where that cannot be told row by row. */
const groupConditions = (
  dataset: string,
  parts: Parts,
  view: ModelView,
): readonly Condition[] | undefined => {
  const rows = view.dataset(dataset)
  const conditions = parts.havings.flatMap(having => (rows && groupCondition(rows, having)) ?? [])
  return conditions.length === parts.havings.length ? conditions : undefined
}

/** "courses without exams", "papers in journals": rows that have, or lack, a related row. */
const existence = (dataset: string, parts: Parts, view: ModelView): readonly Condition[] => {
  const said = new Set(parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset)))
  const related = parts.owners
    .map(owner => owner.dataset.name)
    .filter(name => name !== dataset && !said.has(name) && view.distance(dataset, name) === 1)
  return [
    ...related.map((name): Condition => ({ kind: 'related', dataset: name, filters: [] })),
    ...parts.absents.map((absent): Condition => ({
      kind: 'related',
      dataset: absent.dataset.name,
      filters: [],
      negated: true,
    })),
  ]
}

/** A period as a condition on the time that the rows are kept by, or on the year that they keep as a number. */
const timeConditions = (name: string, parts: Parts, view: ModelView): readonly Condition[] => {
  const dataset = view.dataset(name)
  if (!dataset) return []
  const time = defaultTimeOf(dataset)
  const year = dataset.fields.find(field => isNumeric(field) && /\byear\b|年/i.test(field.label.en))
  return parts.times.flatMap(({ field, expression: { range } }) => {
    const ref = field ?? (time && refOf(dataset, time))
    if (!range) return []
    return ref ? boundsOf(ref, range) : year ? yearConditions(refOf(dataset, year), range) : []
  })
}
