import { fieldsOfCondition } from '../../query/fields-of.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { defaultTimeOf } from '../default-time.ts'
import type { Parts } from '../collect.ts'
import { addFilter } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { groupCondition } from './group-condition.ts'
import { refOf } from '../model-view.ts'
import { ofTheirRows } from './rows-ranked.ts'

/**
 * "how many machines had more than 3 unplanned stops last week": the machines are counted, of each of whom that much is
 * said; what restricts the stops, and when they were, belongs to what is said. The parts that are left.
 */
export const applyCountedGroups = (draft: Draft, parts: Parts): Parts => {
  const [only, other] = parts.measures
  const [said, second] = parts.havings
  const counted =
    only?.type === 'measure' && only.counted?.type === 'dataset' ? only.counted.dataset : undefined
  if (!counted || other || !said || second || parts.groups.length > 0) return parts
  const having = { ...said, measure: ofTheirRows(draft.view, [counted.name], said.measure) }
  const [of] = datasetsOfMeasure(having.measure, draft.view.model)
  const measured = of === undefined ? undefined : draft.view.dataset(of)
  if (!measured || measured.name === counted.name) return parts
  const own = parts.conditions.filter(node =>
    fieldsOfCondition(node.condition).every(
      ref => ref.dataset !== counted.name && !draft.view.isParent(ref.dataset, counted.name),
    ),
  )
  const time = defaultTimeOf(measured)
  const [period] = parts.times
  const range = period?.field === undefined && time ? period?.expression.range : undefined
  const condition = groupCondition(counted, having, {
    filters: own.map(node => node.condition),
    ...(range && time ? { time: { field: refOf(measured, time), range } } : {}),
  })
  if (!condition) return parts
  addFilter(draft, condition)
  return {
    ...parts,
    havings: [],
    conditions: parts.conditions.filter(node => !own.includes(node)),
    times: range ? parts.times.slice(1) : parts.times,
  }
}
