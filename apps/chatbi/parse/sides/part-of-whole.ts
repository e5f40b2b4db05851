import { definitionOf, filtersOfMeasure } from '../../query/find-in-model.ts'
import type { Condition, MeasureExpression } from '../../query/query.ts'
import { withFilters } from '../assemble/with-filters.ts'
import { boundsOf } from '../assemble/assemble-time.ts'
import { defaultTimeOf } from '../default-time.ts'
import { flagValue, isFlag, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { isCue } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { onlyChildOf } from '../only-child.ts'
import { equals } from '../rules/condition.ts'
import { sideOf } from './side-of.ts'
import type { Side, SidesContext } from './side-of.ts'

/** Words of a whole, of what a part of it is, and when that was. */
export interface PartWords {
  readonly whole: readonly Node[]
  readonly part: readonly Node[]
  /** A period said of the part. */
  readonly times: readonly NodeOf<'time'>[]
}

export interface PartOfWhole {
  readonly measure: MeasureExpression
  /** The part has rows of another table: lots that have a defect. */
  readonly isByRows: boolean
  /** The period is that of those rows. */
  readonly usesTimes: boolean
}

/**
 * "the share of the lots that had a crack": what the whole comes to under what is said of the part, over the whole. Undefined where
 * the words measure nothing, say nothing of a part, or leave a word over.
 */
export const partOfWhole = (words: PartWords, context: SidesContext): PartOfWhole | undefined => {
  const whole = sideOf(words.whole, context)
  const both = sideOf([...words.whole, ...words.part], context) ?? sideOf(words.part, context)
  if (!whole || !both || whole.parts.leftover.length > 0 || both.parts.leftover.length > 0) return undefined
  if (both.parts.havings.length + both.parts.groups.length + both.parts.superlatives.length > 0)
    return undefined
  const said = saidOfPart(whole, both, context.view)
  if (said.own.length + said.related.size === 0) return undefined
  const times = said.related.size > 0 ? words.times : []
  const related = [...said.related].map(([dataset, filters]): Condition => ({
    kind: 'related',
    dataset,
    filters: [...filters, ...boundsWithin(dataset, times, context.view)],
  }))
  const part = withFilters(whole.measure, [...whole.filters, ...said.own, ...related])
  const all = withFilters(whole.measure, whole.filters)
  return part && all
    ? {
        measure: { kind: 'arithmetic', operator: '/', left: part, right: all },
        isByRows: related.length > 0,
        usesTimes: times.length > 0,
      }
    : undefined
}

/** "planned stops": by themselves they are a part of all of their rows. */
export const partOfItsRows = (
  words: readonly Node[],
  context: SidesContext,
): MeasureExpression | undefined => {
  const side = sideOf(words, context) ?? flagged(words, context)
  if (!side || side.parts.leftover.length > 0) return undefined
  const own = filtersOfMeasure(side.measure, context.view.model)
  const all = withoutFilters(side.measure, context.view)
  const part = withFilters(all, [...side.filters, ...own])
  if (!part || side.filters.length + own.length === 0) return undefined
  return { kind: 'arithmetic', operator: '/', left: part, right: all }
}

/** 计划停机, where it is a flag's name alone. */
const flagged = (words: readonly Node[], { view, compose }: SidesContext): Side | undefined => {
  const [only, other] = words
  if (only?.type !== 'field' || other || !isFlag(only.field)) return undefined
  const { dataset } = only.ref
  return {
    measure: { kind: 'rows', dataset },
    filters: [equals(only.ref, flagValue(only.field, true))],
    times: [],
    parts: compose([]),
    dataset: view.dataset(dataset)?.name ?? dataset,
    isColumn: false,
  }
}

const withoutFilters = (measure: MeasureExpression, view: ModelView): MeasureExpression => {
  const whole = definitionOf(measure, view.model)
  const isFiltered = filtersOfMeasure(measure, view.model).length > 0
  return whole && isFiltered && 'filters' in whole ? { ...whole, filters: undefined } : measure
}

interface SaidOfPart {
  /** Conditions on the rows of the whole. */
  readonly own: readonly Condition[]
  /** Conditions on rows that these have, by their dataset. */
  readonly related: ReadonlyMap<string, readonly Condition[]>
}

const saidOfPart = (whole: Side, both: Side, view: ModelView): SaidOfPart => {
  const known = new Set(whole.parts.conditions.map(node => JSON.stringify(node.condition)))
  const own: Condition[] = []
  const related = new Map<string, Condition[]>()
  const add = (dataset: string | undefined, condition: Condition): void => {
    const rows = dataset === undefined ? undefined : rowsOf(whole.dataset, dataset, view)
    if (rows === undefined) own.push(condition)
    else related.set(rows, [...(related.get(rows) ?? []), condition])
  }
  for (const { condition, refs } of both.parts.conditions)
    if (!known.has(JSON.stringify(condition))) add(refs[0]?.dataset, condition)
  const counted = both.dataset !== whole.dataset ? both.dataset : undefined
  const filters = filtersOfMeasure(both.measure, view.model)
  if (counted === undefined && JSON.stringify(both.measure) !== JSON.stringify(whole.measure))
    own.push(...filters)
  // "lots that had a defect": any of their rows
  for (const dataset of [counted, ...both.parts.owners.map(one => one.dataset.name)])
    if (dataset !== undefined && view.isParent(whole.dataset, dataset) && !related.has(dataset))
      related.set(dataset, dataset === counted ? [...filters] : [])
  return { own, related }
}

/** The rows that the whole's have, where a condition is not on its own: of the condition's dataset, or those between. */
const rowsOf = (whole: string, dataset: string, view: ModelView): string | undefined => {
  if (dataset === whole || view.isParent(dataset, whole)) return undefined
  if (view.isParent(whole, dataset)) return dataset
  const between = onlyChildOf(view, dataset)
  return between !== undefined && view.isParent(whole, between) ? between : undefined
}

const boundsWithin = (
  name: string,
  times: readonly NodeOf<'time'>[],
  view: ModelView,
): readonly Condition[] => {
  const dataset = view.dataset(name)
  const time = dataset && defaultTimeOf(dataset)
  return times.flatMap(({ expression: { range } }) =>
    dataset && time && range ? boundsOf(refOf(dataset, time), range) : [],
  )
}

/** Words without their times, and the times. */
export const withoutTimes = (
  nodes: readonly Node[],
): readonly [nodes: readonly Node[], times: readonly NodeOf<'time'>[]] => [
  nodes.filter(node => node.type !== 'time' && !isCue(node, 'sentence-end')),
  nodes.filter(node => node.type === 'time'),
]
