import type { FieldRef } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { datasetsOfDraft, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { defaultTimeOf } from '../default-time.ts'
import { eventsNamedBy } from '../only-child.ts'
import { namedEvents } from './event-of.ts'
import { refOf } from '../model-view.ts'

/** The time of what is measured: the metric's, the dataset's default, else the only time at hand. */
export const timeFieldOf = (draft: Draft, parts: Parts): FieldRef | undefined => {
  for (const { expression } of draft.measures)
    if (expression.kind === 'metric') {
      const metric = draft.view.model.metrics.find(one => one.name === expression.metric)
      if (metric?.time) return metric.time
    }
  const events = draft.measures.length === 0 ? namedEvents(draft, parts) : undefined
  const named = [
    ...measuredDatasets(draft),
    ...(events === undefined ? [] : [events]),
    ...parts.heads.map(one => one.dataset.name),
    ...datasetsOfDraft(draft),
  ]
  const others = parts.owners.map(one => one.dataset.name)
  for (const name of [...named, ...others]) {
    const dataset = draft.view.dataset(name)
    const field = dataset && defaultTimeOf(dataset)
    if (dataset && field) return refOf(dataset, field)
  }
  return timeOfEvents(draft, parts)
}

/** "how many leaks last week": the time of the only rows that refer to what a condition names. */
const timeOfEvents = (draft: Draft, parts: Parts): FieldRef | undefined => {
  for (const { refs } of parts.conditions)
    for (const ref of refs) {
      const child = eventsNamedBy(draft.view, ref)
      const dataset = child === undefined ? undefined : draft.view.dataset(child)
      const field = dataset && defaultTimeOf(dataset)
      if (dataset && field) return refOf(dataset, field)
    }
  return undefined
}
