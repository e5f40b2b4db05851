import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button, Group, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core'
import { useLanguage } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type {
  Aggregate,
  Dimension,
  MeasureExpression,
  OrderBy,
  Query,
  SeriesCalculation,
} from '../../query/query.ts'
import { useTexts } from '../i18n/messages.ts'
import {
  decodeMeasure,
  decodeRef,
  encodeRef,
  fieldOptions,
  measureOptions,
  withCurrent,
} from './model-options.ts'
import { createQueryLabels, findField } from './query-labels.ts'

/** Popovers keep their lists inside, so that a click in the list does not close them. */
export const listInside = { withinPortal: false } as const

const aggregates: readonly Aggregate[] = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'count-distinct',
  'median',
  'stddev',
]

export const MeasureEditor = (props: {
  readonly model: SemanticModel | undefined
  readonly value: MeasureExpression | undefined
  /** The query has periods, along which a measure may run. */
  readonly hasPeriods: boolean
  readonly onPick: (expression: MeasureExpression) => void
}) => {
  const { model, hasPeriods } = props
  const series = props.value?.kind === 'series' ? props.value : undefined
  const value = series?.of ?? props.value
  const onPick = (of: MeasureExpression): void => props.onPick(series ? { ...series, of } : of)
  const t = useTexts()
  const { language } = useLanguage()
  const groups = measureOptions(model, language, t.query.metrics)
  const current = value && encodeRef(value)
  return (
    <Stack gap="sm">
      <Select
        label={t.query.measure}
        data={
          current && value
            ? withCurrent(groups, current, createQueryLabels(model, language).measure(value))
            : groups
        }
        value={current ?? null}
        onChange={picked => picked && onPick(decodeMeasure(picked))}
        searchable
        data-autofocus
        comboboxProps={listInside}
        maxDropdownHeight={280}
        nothingFoundMessage={t.query.nothingFound}
      />
      {value?.kind === 'aggregate' && (
        <Select
          label={t.query.aggregate}
          data={aggregates.map(name => ({ value: name, label: t.query.aggregateNames[name] }))}
          value={value.aggregate}
          onChange={picked => {
            const aggregate = aggregates.find(name => name === picked)
            if (aggregate) onPick({ ...value, aggregate })
          }}
          comboboxProps={listInside}
        />
      )}
      {value && hasPeriods && <SeriesSelect of={value} series={series} onPick={props.onPick} />}
    </Stack>
  )
}

const calculations = {
  difference: { kind: 'difference', since: 'period' },
  growth: { kind: 'growth', since: 'period' },
  'year-difference': { kind: 'difference', since: 'year' },
  'year-growth': { kind: 'growth', since: 'year' },
  'running-total': { kind: 'running-total' },
  'moving-average-3': { kind: 'moving-average', periods: 3 },
  'moving-average-7': { kind: 'moving-average', periods: 7 },
} as const satisfies Readonly<Record<string, SeriesCalculation>>

const calculationNames = Object.keys(calculations) as (keyof typeof calculations)[] // its own keys

/** What is made of the measure along the periods; a calculation that the list lacks is shown by its name. */
const SeriesSelect = (props: {
  readonly of: MeasureExpression
  readonly series: (MeasureExpression & { readonly kind: 'series' }) | undefined
  readonly onPick: (expression: MeasureExpression) => void
}) => {
  const { of, series, onPick } = props
  const t = useTexts()
  const known = calculationNames.find(
    name => JSON.stringify(calculations[name]) === JSON.stringify(series?.calculation),
  )
  const other = series && known === undefined
  return (
    <Select
      label={t.query.alongPeriods}
      data={[
        { value: 'none', label: t.query.plainValue },
        ...calculationNames.map(name => ({ value: name, label: t.query.seriesNames[name] })),
        ...(other ? [{ value: 'other', label: t.query.seriesOf(series.calculation, '…') }] : []),
      ]}
      value={other ? 'other' : (known ?? 'none')}
      onChange={picked => {
        const name = calculationNames.find(one => one === picked)
        if (name) onPick({ kind: 'series', of, calculation: calculations[name] })
        else if (picked === 'none') onPick(of)
      }}
      comboboxProps={listInside}
    />
  )
}

const groupings = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'shift',
  'hour-of-day',
  'day-of-week',
  'month-of-year',
] as const

const toShape = (field: Dimension['field'], grouping: string | null): Omit<Dimension, 'id'> => {
  switch (grouping) {
    case 'hour':
    case 'day':
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      return { field, grain: grouping }
    case 'hour-of-day':
    case 'day-of-week':
    case 'month-of-year':
      return { field, part: grouping }
    case 'shift':
      return { field, shift: true }
    default:
      return { field }
  }
}

export const DimensionEditor = (props: {
  readonly model: SemanticModel | undefined
  readonly value: Dimension | undefined
  readonly onPick: (shape: Omit<Dimension, 'id'>) => void
}) => {
  const { model, value } = props
  const t = useTexts()
  const { language } = useLanguage()
  const groups = fieldOptions(model, language, field => field.role !== 'measure')
  const field = value && findField(model, value.field)
  return (
    <Stack gap="sm">
      <Select
        label={t.query.dimension}
        data={value ? withCurrent(groups, encodeRef(value.field), value.field.field) : groups}
        value={value ? encodeRef(value.field) : null}
        onChange={picked => {
          if (!picked) return
          const ref = decodeRef(picked)
          props.onPick(toShape(ref, findField(model, ref)?.role === 'time' ? 'day' : null))
        }}
        searchable
        data-autofocus
        comboboxProps={listInside}
        maxDropdownHeight={280}
        nothingFoundMessage={t.query.nothingFound}
      />
      {value && field?.role === 'time' && (
        <Select
          label={t.query.grain}
          data={groupings.map(name => ({ value: name, label: t.query.groupings[name] }))}
          value={value.grain ?? value.part ?? (value.shift ? 'shift' : null)}
          onChange={picked => props.onPick(toShape(value.field, picked))}
          comboboxProps={listInside}
        />
      )}
    </Stack>
  )
}

export const OrderEditor = (props: {
  readonly query: Query
  readonly model: SemanticModel | undefined
  readonly value: OrderBy | undefined
  readonly onPick: (id: string, direction: OrderBy['direction']) => void
}) => {
  const { query, model, value } = props
  const t = useTexts()
  const labels = createQueryLabels(model, useLanguage().language)
  const outputs = [
    ...query.measures.map(item => ({ value: item.id, label: labels.measure(item.expression) })),
    ...query.dimensions.map(item => ({ value: item.id, label: labels.dimension(item) })),
    ...query.columns.map(item => ({ value: item.id, label: labels.row(item.value) })),
  ]
  const currentId = value?.by.kind === 'output' ? value.by.id : (outputs[0]?.value ?? '')
  const direction = value?.direction ?? 'desc'
  return (
    <Stack gap="sm">
      <Select
        label={t.query.orderBy}
        data={outputs}
        value={currentId}
        onChange={picked => picked && props.onPick(picked, direction)}
        data-autofocus
        comboboxProps={listInside}
      />
      <SegmentedControl
        aria-label={t.query.direction}
        value={direction}
        onChange={picked => props.onPick(currentId, picked === 'asc' ? 'asc' : 'desc')}
        data={[
          { value: 'desc', label: t.query.descending },
          { value: 'asc', label: t.query.ascending },
        ]}
      />
    </Stack>
  )
}

export const LimitEditor = (props: {
  readonly value: number | undefined
  readonly onPick: (count: number) => void
}) => {
  const t = useTexts()
  const [count, setCount] = useState<number>(props.value ?? 10)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (count >= 1) props.onPick(Math.floor(count))
  }
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="sm">
        <NumberInput
          label={t.query.limit}
          value={count}
          min={1}
          max={10_000}
          onChange={value => setCount(Number(value))}
          flex={1}
          data-autofocus
        />
        <Button type="submit">{t.query.apply}</Button>
      </Group>
    </form>
  )
}
