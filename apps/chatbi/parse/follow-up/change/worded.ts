import type { Draft } from '../../draft.ts'
import { addMeasure, measuredDatasets } from '../../draft.ts'
import { countRows } from '../../count-measure.ts'
import { filtersOfMeasure } from '../../../query/find-in-model.ts'
import { withFilters } from '../../assemble/with-filters.ts'
import { totalMetricOf } from '../../rules/total-metric.ts'
import { isQuantity, refOf } from '../../model-view.ts'
import { tellEachThing } from './each-thing.ts'
import { tellShares } from './tell-shares.ts'

/** A change that is said by words which name nothing of the data. */
export interface WordedChange {
  readonly pattern: RegExp
  /** Changes the draft; whether there was something to change. */
  apply(draft: Draft): boolean
}

/** What is measured now, of the same rows, under the same groups; a ranking by what was measured before goes on by it. */
const measureInstead = (draft: Draft, made: Parameters<typeof addMeasure>[1]): void => {
  const before = new Set(draft.measures.map(measure => measure.id))
  draft.measures = []
  const id = addMeasure(draft, made)
  draft.orderBy = draft.orderBy.map(order =>
    order.by.kind === 'output' && before.has(order.by.id) ? { ...order, by: { kind: 'output', id } } : order,
  )
}

/** 换成次数, "the number instead": how many rows, of those that were measured. */
const countInstead = (draft: Draft): boolean => {
  const [measure, other] = draft.measures
  const [dataset, another] = new Set(measuredDatasets(draft))
  if (!measure || other || dataset === undefined || another !== undefined) return false
  const own = filtersOfMeasure(measure.expression, draft.view.model)
  const counted = countRows(dataset, draft.view)
  const isSaid = own.every(filter =>
    draft.filters.some(one => JSON.stringify(one) === JSON.stringify(filter)),
  )
  measureInstead(draft, (isSaid ? undefined : withFilters(counted, own)) ?? counted)
  return true
}

const hour = 'h'

/** "in hours", after how many stops: what their durations come to. */
const hoursInstead = (draft: Draft): boolean => {
  const [measure, other] = draft.measures
  const [name, another] = new Set(measuredDatasets(draft))
  const dataset = name === undefined ? undefined : draft.view.dataset(name)
  if (!measure || other || !dataset || another !== undefined) return false
  const metrics = dataset.fields
    .filter(field => isQuantity(field) && !field.hidden)
    .map(field => totalMetricOf(draft.view, refOf(dataset, field)))
    .filter(metric => metric?.unit === hour)
  const [metric, second] = metrics
  if (!metric || second) return false
  const own = filtersOfMeasure(measure.expression, draft.view.model)
  const whole = { kind: 'metric', metric: metric.name } as const
  measureInstead(draft, withFilters(whole, own) ?? whole)
  return true
}

const instead = '(?:换成|改成|改为|改看|换|改用|用|看|算|按|再给)'

/** In the order in which they are tried; each by itself covers the words that it is said by. */
export const wordedChanges: readonly WordedChange[] = [
  {
    pattern:
      /\bone by one\b|\bindividually\b|\bone at a time\b|\beach (?:one )?(?:on its own|by itself|separately)\b|\bseparately\b|(?:分|逐|一)(?:[台条个家种])(?:一[台条个家种])?(?:地|来)?(?:看|列|算|分)?(?:一下|看)?(?:[？?。]|$)|逐[个台条家](?:列出?|看看?)?/giu,
    apply: tellEachThing,
  },
  {
    pattern:
      /\b(?:expressed )?(?:as |in )(?:a |an )?(?:share|percentage|percent|proportion|fraction|part)s?(?: of (?:the )?(?:total|whole|all|everything|overall))?(?: instead)?\b(?! of\b)|\b(?:what|which) (?:share|percentage|percent) (?:is|does) each\b(?: make up)?|各占(?:总[数量的])?(?:多少|几成|百分之几|比例)|(?:换算?成|改成|用)?(?:占比|百分比|比例)(?:来?(?:表示|看|显示))?(?:[？?。吧]|$)|占总[数量]的?(?:比例|百分比|多少|比重)/giu,
    apply: tellShares,
  },
  {
    pattern: new RegExp(
      `${instead}(?:一下)?(?:停机)?(?:次数|个数|件数|条数|笔数)(?:来)?(?:看看|算)?(?!.*排)|\\b(?:by|as|in) (?:number|count)s?\\b(?! of)|\\b(?:the )?(?:number|count)s? (?:instead|rather|would be better)\\b|^(?:and |now )?how (?:often|many times)(?: was (?:that|it))?\\W*$`,
      'giu',
    ),
    apply: countInstead,
  },
  {
    pattern: new RegExp(
      `\\b(?:in|as) (?:total )?hours\\b|\\b(?:the )?total hours\\b(?: (?:instead|would be better|please|rather))*|\\bhours (?:instead|would be better|rather)\\b|${instead}(?:总)?(?:小时数?|时长|时间)(?:来)?(?:看看|算|排)?(?:[？?。吧]|$)|(?:一共|总共|总计)?多少(?:个)?小时(?:[？?。]|$)`,
      'giu',
    ),
    apply: hoursInstead,
  },
]
