import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button, Group, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core'
import { useLanguage } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { Aggregate, Dimension, MeasureExpression, OrderBy, Query } from '../../query/query.ts'
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
  readonly onPick: (expression: MeasureExpression) => void
}) => {
  const { model, value } = props
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
        onChange={picked => picked && props.onPick(decodeMeasure(picked))}
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
            if (aggregate) props.onPick({ ...value, aggregate })
          }}
          comboboxProps={listInside}
        />
      )}
    </Stack>
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
