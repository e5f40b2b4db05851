import { useState } from 'react'
import { ActionIcon, Button, Group, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useLanguage, useShellMessages } from '@millwright/web'
import type { Metric } from '../../model/semantic-model.ts'
import type { MeasureExpression } from '../../query/query.ts'
import { useTexts } from '../i18n/messages.ts'
import { decodeMeasure, measureOptions } from '../query/model-options.ts'
import { createQueryLabels } from '../query/query-labels.ts'
import { LabelInputs } from './label-inputs.tsx'
import type { ModelEditorProps } from './model-editor-props.ts'

/** Named measures: what each is called, how it is computed, how it is shown. */
export const MetricsEditor = ({ model, onChange, isReadOnly }: ModelEditorProps) => {
  const t = useTexts()
  const replace = (changed: Metric) =>
    onChange({ ...model, metrics: model.metrics.map(item => (item.name === changed.name ? changed : item)) })
  const remove = (name: string) =>
    onChange({ ...model, metrics: model.metrics.filter(item => item.name !== name) })
  return (
    <div className="cb-metrics">
      {!isReadOnly && (
        <NewMetric
          model={model}
          onAdd={metric => onChange({ ...model, metrics: [metric, ...model.metrics] })}
        />
      )}
      {model.metrics.length === 0 && <Text c="dimmed">{t.model.noMetrics}</Text>}
      {model.metrics.map(metric => (
        <MetricCard
          key={metric.name}
          model={model}
          metric={metric}
          isReadOnly={isReadOnly}
          onChange={replace}
          onRemove={() => remove(metric.name)}
        />
      ))}
    </div>
  )
}

const maxDecimals = 6

const MetricCard = (props: {
  readonly model: ModelEditorProps['model']
  readonly metric: Metric
  readonly isReadOnly: boolean
  readonly onChange: (metric: Metric) => void
  readonly onRemove: () => void
}) => {
  const { model, metric, isReadOnly, onChange } = props
  const t = useTexts()
  const shell = useShellMessages()
  const labels = createQueryLabels(model, useLanguage().language)
  const setUnit = (unit: string) => {
    const { unit: _, ...rest } = metric
    onChange(unit === '' ? rest : { ...rest, unit })
  }
  return (
    <article className="mw-panel mw-panel-pad" aria-label={metric.name}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <div>
          <Text fw={600}>{metric.name}</Text>
          <Text size="sm" c="dimmed">
            = {labels.measure(metric.expression)}
          </Text>
        </div>
        {!isReadOnly && (
          <ActionIcon aria-label={`${shell.common.remove}: ${metric.name}`} onClick={props.onRemove}>
            <IconTrash size={17} />
          </ActionIcon>
        )}
      </Group>
      <LabelInputs
        item={metric}
        isReadOnly={isReadOnly}
        onChange={names => onChange({ ...metric, ...names })}
      />
      <Group mt="sm" gap="md" align="end">
        <TextInput
          label={t.model.unit}
          w={110}
          value={metric.unit ?? ''}
          readOnly={isReadOnly}
          onChange={event => setUnit(event.currentTarget.value)}
        />
        <NumberInput
          label={t.model.decimals}
          w={110}
          min={0}
          max={maxDecimals}
          value={metric.format?.decimals ?? ''}
          readOnly={isReadOnly}
          onChange={value =>
            onChange({
              ...metric,
              format: { ...metric.format, ...(typeof value === 'number' ? { decimals: value } : {}) },
            })
          }
        />
        <Switch
          label={t.model.percent}
          checked={metric.format?.percent ?? false}
          disabled={isReadOnly}
          onChange={event =>
            onChange({ ...metric, format: { ...metric.format, percent: event.currentTarget.checked } })
          }
        />
        <Switch
          label={t.model.hidden}
          checked={metric.hidden}
          disabled={isReadOnly}
          onChange={event => onChange({ ...metric, hidden: event.currentTarget.checked })}
        />
      </Group>
    </article>
  )
}

const metricName = (label: string, taken: readonly string[]): string => {
  const stem =
    label
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      .replaceAll(/^_+|_+$/g, '') || 'metric'
  let name = stem
  for (let count = 2; taken.includes(name); count++) name = `${stem}_${count}`
  return name
}

const NewMetric = (props: {
  readonly model: ModelEditorProps['model']
  readonly onAdd: (metric: Metric) => void
}) => {
  const { model } = props
  const t = useTexts()
  const { language } = useLanguage()
  const [label, setLabel] = useState('')
  const [measure, setMeasure] = useState<string | null>(null)
  const [divisor, setDivisor] = useState<string | null>(null)
  const options = measureOptions(model, language, t.query.metrics)
  const add = () => {
    if (!measure || label.trim() === '') return
    const left = decodeMeasure(measure)
    const expression: MeasureExpression = divisor
      ? { kind: 'arithmetic', operator: '/', left, right: decodeMeasure(divisor) }
      : left
    const taken = model.metrics.map(metric => metric.name)
    props.onAdd({
      name: metricName(label, taken),
      label: { en: label.trim(), ...(language === 'zh' ? { zh: label.trim() } : {}) },
      synonyms: [],
      expression,
      hidden: false,
    })
    setLabel('')
    setMeasure(null)
    setDivisor(null)
  }
  return (
    <div className="mw-panel mw-panel-pad cb-new">
      <TextInput
        label={t.model.newMetric}
        value={label}
        onChange={event => setLabel(event.currentTarget.value)}
        placeholder={t.model.metricPlaceholder}
      />
      <Select label={t.query.measure} data={options} value={measure} onChange={setMeasure} searchable />
      <Select
        label={t.model.dividedBy}
        data={options}
        value={divisor}
        onChange={setDivisor}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t.query.remove(t.model.dividedBy) }}
      />
      <Button leftSection={<IconPlus size={16} />} disabled={!measure || label.trim() === ''} onClick={add}>
        {t.query.add}
      </Button>
    </div>
  )
}
