import type { Dataset } from '../../model/semantic-model.ts'
import { eventsNamedBy } from '../only-child.ts'
import type { Parts } from '../collect.ts'
import { datasetsOfDraft, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { ModelView } from '../model-view.ts'
import { isTime } from '../model-view.ts'

const hasTime = (dataset: Dataset | undefined): boolean =>
  dataset?.fields.some(field => !field.hidden && isTime(field)) === true

/** Datasets that a question speaks of, in its words or in what was made of them. */
const involvedIn = (draft: Draft, parts: Parts): ReadonlySet<string> =>
  new Set([
    ...datasetsOfDraft(draft),
    ...parts.heads.map(node => node.dataset.name),
    ...parts.outputs.map(node => node.ref.dataset),
    ...parts.conditions.flatMap(node => node.refs.map(ref => ref.dataset)),
  ])

/**
 * The rows that happened, where things are asked for by what happened to them: "machines that had a leak last week"
 * asks for machines, and the week is that of the stops between machine and reason. Undefined where what is measured
 * keeps its own time.
 */
export const eventOf = (draft: Draft, parts: Parts): Dataset | undefined => {
  const { view } = draft
  const thing = measuredDatasets(draft)[0] ?? parts.outputs[0]?.ref.dataset ?? parts.heads[0]?.dataset.name
  const isCounted = draft.measures.every(
    ({ expression }) =>
      expression.kind === 'rows' ||
      (expression.kind === 'aggregate' && expression.aggregate === 'count-distinct'),
  )
  const involved = [...involvedIn(draft, parts)]
  if (thing === undefined || !isCounted || involved.length < 2) return undefined
  const isEvent = (name: string): boolean =>
    name !== thing &&
    hasTime(view.dataset(name)) &&
    involved.every(other => other === name || view.isParent(other, name))
  const among = involved.find(isEvent)
  return among === undefined ? nearestOf(view, involved, isEvent) : view.dataset(among)
}

/** The one dataset between those involved; where several lie as near, none is meant. */
const nearestOf = (
  view: ModelView,
  involved: readonly string[],
  isEvent: (name: string) => boolean,
): Dataset | undefined => {
  // a parent of the other needs no event between them
  if (involved.some(one => involved.every(other => other === one || view.isParent(other, one))))
    return undefined
  const found = view.model.datasets
    .filter(dataset => isEvent(dataset.name))
    .map(dataset => ({
      dataset,
      distance: involved.reduce((sum, one) => sum + view.distance(dataset.name, one), 0),
    }))
    .toSorted((a, b) => a.distance - b.distance)
  const [first, second] = found
  return first && first.distance !== second?.distance ? first.dataset : undefined
}

/**
 * "how many tool changes had each lathe": the only rows that refer to what is named and counted, where all else that is said is of
 * them too.
 */
export const namedEvents = ({ view }: Draft, { counts, conditions }: Parts): string | undefined => {
  const [count] = counts
  const said = conditions.flatMap(node => node.refs)
  // "how many lathes had one", 多少台车床: the lathes are counted
  const first = conditions.filter(node => count && node.from >= count.to)[0]?.refs[0]
  const isOfThings =
    count === undefined ||
    /[台条家位名]$/.test(count.text) ||
    (/^[a-z]/i.test(count.text) && !(first && view.field(first)?.isName === true))
  if (isOfThings) return undefined
  const children = said.map(ref => eventsNamedBy(view, ref))
  return children.find(
    child =>
      child !== undefined && said.every(ref => ref.dataset === child || view.isParent(ref.dataset, child)),
  )
}
