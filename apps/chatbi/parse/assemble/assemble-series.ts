import type { MeasureExpression, SeriesCalculation, TimeGrain } from '../../query/query.ts'
import { periodsOf } from '../../query/series.ts'
import type { Parts, SeriesAsk } from '../collect.ts'
import { addMeasure } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { isTime } from '../model-view.ts'

/** How many periods a moving average takes where nobody says. */
const usualWindow: Readonly<Record<TimeGrain, number>> = {
  hour: 24,
  day: 7,
  week: 4,
  month: 3,
  quarter: 4,
  year: 3,
}

type Change = Extract<SeriesAsk['calculation'], { readonly kind: 'change' }>

/**
 * Computes what is asked for along the periods of the query, or compares the two periods that the words name. What cannot be
 * computed leaves its words unused.
 */
export const applySeries = (draft: Draft, parts: Parts): void => {
  const { series } = parts
  if (!series) return
  unwrap(draft)
  const [measure] = draft.measures
  const grain = grainOfDraft(draft)
  if (!measure || grain === undefined) return leaveUnused(draft, series)
  draft.compareTo = undefined
  if (series.isAssumed) draft.assumptions.push({ en: 'Growth is shown by month', zh: '增长按月显示' })
  const { calculation } = series
  if (calculation.kind === 'change') return applyChange(draft, parts, calculation)
  const whole: SeriesCalculation =
    calculation.kind === 'running-total'
      ? { kind: 'running-total' }
      : { kind: 'moving-average', periods: calculation.periods ?? usualWindow[grain] }
  if (calculation.kind === 'moving-average' && calculation.periods === undefined)
    draft.assumptions.push({
      en: `The moving average is taken over ${usualWindow[grain]} ${grain}s`,
      zh: `移动平均取${usualWindow[grain]}期`,
    })
  const isShown = draft.style === 'explained' && calculation.kind === 'moving-average'
  replaceMeasures(draft, isShown, of => [{ kind: 'series', of, calculation: whole }])
}

const leaveUnused = (draft: Draft, { words }: SeriesAsk): void => {
  draft.unused.push(...words.filter(word => !draft.unused.some(other => other.from === word.from)))
}

/** What ran along the periods in the question before is each period's own value again. */
const unwrap = (draft: Draft): void => {
  const before = draft.measures
  draft.measures = []
  for (const { id, expression } of before) {
    const plain = expression.kind === 'series' ? addMeasure(draft, expression.of) : undefined
    if (plain === undefined) draft.measures.push({ id, expression })
    else
      draft.orderBy = draft.orderBy.map(order =>
        order.by.kind === 'output' && order.by.id === id
          ? { ...order, by: { kind: 'output', id: plain } }
          : order,
      )
  }
}

/** The grain of the periods; a column of dates or years that is grouped by as it stands has its own. */
const grainOfDraft = (draft: Draft): TimeGrain | undefined => {
  const known = periodsOf(draft)
  if (known) return known.grain
  const found = draft.dimensions.findIndex(({ field: ref, part, shift, binWidth }) => {
    const field = draft.view.field(ref)
    if (!field || part !== undefined || shift || binWidth !== undefined) return false
    return (
      isTime(field) || (field.type === 'integer' && /year|年/i.test(`${field.name} ${field.label.zh ?? ''}`))
    )
  })
  const dimension = draft.dimensions[found]
  if (!dimension) return undefined
  const grain = draft.view.field(dimension.field)?.type === 'integer' ? 'year' : 'day'
  draft.dimensions[found] = { ...dimension, grain }
  return grain
}

/** Each measure gives way to what is made of it, or is followed by it; what orders by the first orders by that. */
const replaceMeasures = (
  draft: Draft,
  isShown: boolean,
  make: (of: MeasureExpression) => readonly MeasureExpression[],
): void => {
  const before = draft.measures
  draft.measures = []
  for (const measure of before) {
    if (isShown) draft.measures.push(measure)
    const made = make(measure.expression).map(expression => addMeasure(draft, expression))
    draft.orderBy = draft.orderBy.map(order =>
      order.by.kind === 'output' && order.by.id === measure.id
        ? { ...order, by: { kind: 'output', id: made.at(-1) ?? measure.id } }
        : order,
    )
  }
}

const applyChange = (draft: Draft, parts: Parts, asked: Change): void => {
  const { since, isPercent, limit, direction } = asked
  const isExplained = draft.style === 'explained'
  const [first] = draft.measures
  const seriesOf = (of: MeasureExpression, kind: 'difference' | 'growth'): MeasureExpression => ({
    kind: 'series',
    of,
    calculation: { kind, since },
  })
  const isRate = (of: MeasureExpression): boolean => isRateOf(draft, of)
  const kindOf = (of: MeasureExpression): 'difference' | 'growth' =>
    isPercent && !isRate(of) ? 'growth' : 'difference'
  if (limit && first) {
    const sign = direction === 'down' ? -1 : 1
    const right = (Number(limit.right) / (limit.percent ? 100 : 1)) * sign
    const operator = sign < 0 ? flipped[limit.operator] : limit.operator
    draft.having.push({
      measure: seriesOf(
        first.expression,
        limit.percent && !isRate(first.expression) ? 'growth' : 'difference',
      ),
      operator,
      right: { kind: 'value', value: right },
    })
  } else if (direction && first && asksWhichOnes(parts))
    draft.having.push({
      measure: seriesOf(first.expression, 'difference'),
      operator: direction === 'down' ? '<' : '>',
      right: { kind: 'value', value: 0 },
    })
  replaceMeasures(draft, isExplained || asked.isBeside, of => {
    const kind = kindOf(of)
    if (!isExplained || isRate(of)) return [seriesOf(of, kind)]
    const other = kind === 'growth' ? 'difference' : 'growth'
    return kind === 'growth'
      ? [seriesOf(of, other), seriesOf(of, kind)]
      : [seriesOf(of, kind), seriesOf(of, other)]
  })
  orderByChange(draft, parts, { direction, kind: first ? kindOf(first.expression) : 'difference' })
}

const flipped = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const

/** "in which months did output fall": those that did, where none is ranked. */
const asksWhichOnes = (parts: Parts): boolean =>
  parts.superlatives.length === 0 && parts.times.some(node => node.expression.asks)

/** What is a part of a whole already changes by points. */
const isRateOf = (draft: Draft, expression: MeasureExpression): boolean =>
  expression.kind === 'share' ||
  (expression.kind === 'metric' &&
    draft.view.model.metrics.find(metric => metric.name === expression.metric)?.format?.percent === true)

/** "which month fell most": the greatest change first, down where it fell. */
const orderByChange = (
  draft: Draft,
  parts: Parts,
  {
    direction,
    kind,
  }: { readonly direction: 'up' | 'down' | undefined; readonly kind: 'difference' | 'growth' },
): void => {
  if (parts.superlatives.length === 0) return
  const change = draft.measures.find(
    ({ expression }) => expression.kind === 'series' && expression.calculation.kind === kind,
  )
  if (!change) return
  const isDown = (direction === 'down') !== (parts.superlatives[0]?.direction === 'asc')
  const others = draft.orderBy.filter(
    order =>
      order.by.kind === 'output' &&
      draft.dimensions.some(one => order.by.kind === 'output' && one.id === order.by.id),
  )
  draft.orderBy = [{ by: { kind: 'output', id: change.id }, direction: isDown ? 'asc' : 'desc' }, ...others]
}
