import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useLanguage, useSession } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import type { FieldRef, Query, TimeRange } from '../../query/query.ts'
import { useTexts } from '../i18n/messages.ts'
import { listInside } from './chip-editors.tsx'
import { decodeRef, encodeRef, fieldOptions, withCurrent } from './model-options.ts'
import { findDataset } from './query-labels.ts'
import {
  presetNames,
  presetRange,
  previousPeriod,
  rangeText,
  toLocalNow,
  yearBefore,
} from './time-presets.ts'
import type { PresetName } from './time-presets.ts'

const dayMs = 86_400_000
const lastDayOf = (to: string | undefined): string =>
  to ? new Date(new Date(`${to}Z`).getTime() - 1).toISOString().slice(0, 10) : ''
const dayAfter = (text: string): string =>
  new Date(new Date(`${text}T00:00:00Z`).getTime() + dayMs).toISOString().slice(0, 19)

/** The field that a new time range most likely means: that of the first thing measured. */
const likelyTimeField = (query: Query, model: SemanticModel | undefined): FieldRef | undefined => {
  for (const { expression } of query.measures) {
    if (expression.kind === 'metric') {
      const time = model?.metrics.find(metric => metric.name === expression.metric)?.time
      if (time) return time
    }
    const name =
      expression.kind === 'rows'
        ? expression.dataset
        : expression.kind === 'aggregate' && expression.value.kind === 'field'
          ? expression.value.field.dataset
          : undefined
    const field = name && findDataset(model, name)?.defaultTime
    if (name && field) return { dataset: name, field }
  }
  const withTime = model?.datasets.find(dataset => dataset.defaultTime)
  return withTime?.defaultTime ? { dataset: withTime.name, field: withTime.defaultTime } : undefined
}

/** Which time, and from when to when: by a preset or by dates. */
export const TimeEditor = (props: {
  readonly query: Query
  readonly model: SemanticModel | undefined
  readonly onApply: (field: FieldRef, range: TimeRange) => void
}) => {
  const { query, model } = props
  const t = useTexts()
  const { language } = useLanguage()
  const session = useSession()
  const [field, setField] = useState(query.time?.field ?? likelyTimeField(query, model))
  const [from, setFrom] = useState(query.time?.range.from?.slice(0, 10) ?? '')
  const [to, setTo] = useState(lastDayOf(query.time?.range.to))
  const now = toLocalNow(session.now, session.calendar.timeZone)
  const groups = fieldOptions(model, language, item => item.role === 'time')
  const pickPreset = (name: PresetName) => {
    if (!field) return
    props.onApply(field, {
      ...presetRange(name, now, session.calendar.weekStart),
      text: t.query.presets[name],
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!field) return
    const range = {
      ...(from === '' ? {} : { from: `${from}T00:00:00` }),
      ...(to === '' ? {} : { to: dayAfter(to) }),
    }
    props.onApply(field, { ...range, text: rangeText(range) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <div className="cb-presets" role="group" aria-label={t.query.presetsTitle}>
          {presetNames.map(name => (
            <Button
              key={name}
              size="compact-sm"
              variant="default"
              onClick={() => pickPreset(name)}
              disabled={!field}
            >
              {t.query.presets[name]}
            </Button>
          ))}
        </div>
        <Group grow gap="sm">
          <TextInput
            type="date"
            label={t.query.from}
            value={from}
            onChange={event => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t.query.toInclusive}
            value={to}
            onChange={event => setTo(event.currentTarget.value)}
          />
        </Group>
        <Select
          label={t.query.timeField}
          data={field ? withCurrent(groups, encodeRef(field), field.field) : groups}
          value={field ? encodeRef(field) : null}
          onChange={picked => picked && setField(decodeRef(picked))}
          comboboxProps={listInside}
        />
        <Button type="submit" disabled={!field || (from === '' && to === '')}>
          {t.query.apply}
        </Button>
      </Stack>
    </form>
  )
}

/** What the period is compared with. */
export const CompareEditor = (props: {
  readonly range: TimeRange
  readonly onApply: (range: TimeRange) => void
}) => {
  const t = useTexts()
  const previous = previousPeriod(props.range)
  const lastYear = yearBefore(props.range)
  return (
    <Stack gap="xs">
      {previous && (
        <Button variant="default" onClick={() => props.onApply({ ...previous, text: rangeText(previous) })}>
          {t.query.previousPeriod} · {rangeText(previous)}
        </Button>
      )}
      <Button variant="default" onClick={() => props.onApply({ ...lastYear, text: rangeText(lastYear) })}>
        {t.query.yearBefore} · {rangeText(lastYear)}
      </Button>
    </Stack>
  )
}
