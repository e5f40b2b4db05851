import { useState } from 'react'
import { Group, NativeSelect, Switch, Table, TagsInput, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useFormat } from '@millwright/web'
import { grades } from '@millwright/spec'
import type { Dataset, Field } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { LabelInputs } from './label-inputs.tsx'

const roles = ['key', 'time', 'measure', 'dimension'] as const
const aggregates = ['sum', 'avg', 'min', 'max', 'count', 'count-distinct', 'median', 'stddev'] as const
const maxSamples = 4

/** One table: its names, and every column with what it means. */
export const DatasetEditor = (props: {
  readonly dataset: Dataset
  readonly onChange: (dataset: Dataset) => void
  readonly isReadOnly: boolean
}) => {
  const { dataset, onChange, isReadOnly } = props
  const t = useTexts()
  const format = useFormat()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = dataset.fields.filter(field =>
    [field.name, field.label.en, field.label.zh ?? ''].some(text => text.toLowerCase().includes(wanted)),
  )
  const replace = (changed: Field) =>
    onChange({
      ...dataset,
      fields: dataset.fields.map(field => (field.name === changed.name ? changed : field)),
    })
  return (
    <section className="cb-dataset" aria-label={dataset.label.en}>
      <div className="mw-panel mw-panel-pad">
        <Group justify="space-between" mb="sm">
          <Text size="sm" c="dimmed">
            {[dataset.table.schema, dataset.table.name].filter(Boolean).join('.')}
            {dataset.rowCount !== undefined && ` · ${t.model.rows(format.number(dataset.rowCount))}`}
          </Text>
          <Switch
            label={t.model.hidden}
            checked={dataset.hidden}
            disabled={isReadOnly}
            onChange={event => onChange({ ...dataset, hidden: event.currentTarget.checked })}
          />
        </Group>
        <LabelInputs
          item={dataset}
          isReadOnly={isReadOnly}
          onChange={names => onChange({ ...dataset, ...names })}
        />
      </div>
      <div className="mw-panel">
        <div className="cb-field-search">
          <TextInput
            size="xs"
            leftSection={<IconSearch size={14} />}
            aria-label={t.model.searchFields}
            placeholder={t.model.searchFields}
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
          />
        </div>
        <div className="mw-scroll-x" tabIndex={0} role="region" aria-label={t.model.columns}>
          <Table className="cb-fields" verticalSpacing={6} horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.model.column}</Table.Th>
                <Table.Th>{t.model.labelEn}</Table.Th>
                <Table.Th>{t.model.labelZh}</Table.Th>
                <Table.Th>{t.model.synonyms}</Table.Th>
                <Table.Th>{t.model.role}</Table.Th>
                <Table.Th>{t.model.aggregate}</Table.Th>
                <Table.Th>{t.model.unit}</Table.Th>
                <Table.Th>{t.model.grade}</Table.Th>
                <Table.Th>{t.model.hidden}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(field => (
                <FieldRow key={field.name} field={field} isReadOnly={isReadOnly} onChange={replace} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </div>
    </section>
  )
}

const FieldRow = (props: {
  readonly field: Field
  readonly isReadOnly: boolean
  readonly onChange: (field: Field) => void
}) => {
  const { field, isReadOnly, onChange } = props
  const t = useTexts()
  const setAggregate = (name: string) => {
    const aggregate = aggregates.find(item => item === name)
    const { defaultAggregate: _, ...rest } = field
    onChange(aggregate ? { ...rest, defaultAggregate: aggregate } : rest)
  }
  const setUnit = (unit: string) => {
    const { unit: _, ...rest } = field
    onChange(unit === '' ? rest : { ...rest, unit })
  }
  const label = (what: string): string => `${what}: ${field.name}`
  return (
    <Table.Tr data-hidden={field.hidden || undefined}>
      <Table.Td>
        <Text size="sm" fw={560}>
          {field.column}
        </Text>
        <Text size="xs" c="dimmed" className="cb-samples" title={field.samples.join(', ')}>
          {field.type}
          {field.samples.length > 0 && ` · ${field.samples.slice(0, maxSamples).join(', ')}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <TextInput
          size="xs"
          aria-label={label(t.model.labelEn)}
          value={field.label.en}
          readOnly={isReadOnly}
          onChange={event => onChange({ ...field, label: { ...field.label, en: event.currentTarget.value } })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="xs"
          aria-label={label(t.model.labelZh)}
          value={field.label.zh ?? ''}
          readOnly={isReadOnly}
          onChange={event => onChange({ ...field, label: { ...field.label, zh: event.currentTarget.value } })}
        />
      </Table.Td>
      <Table.Td miw={180}>
        <TagsInput
          size="xs"
          aria-label={label(t.model.synonyms)}
          value={field.synonyms}
          readOnly={isReadOnly}
          onChange={synonyms => onChange({ ...field, synonyms })}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={label(t.model.role)}
          disabled={isReadOnly}
          value={field.role}
          data={roles.map(role => ({ value: role, label: t.model.roles[role] }))}
          onChange={event =>
            onChange({ ...field, role: roles.find(role => role === event.currentTarget.value) ?? field.role })
          }
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={label(t.model.aggregate)}
          disabled={isReadOnly || field.role !== 'measure'}
          value={field.defaultAggregate ?? ''}
          data={[
            { value: '', label: '–' },
            ...aggregates.map(name => ({ value: name, label: t.query.aggregateNames[name] })),
          ]}
          onChange={event => setAggregate(event.currentTarget.value)}
        />
      </Table.Td>
      <Table.Td maw={90}>
        <TextInput
          size="xs"
          aria-label={label(t.model.unit)}
          value={field.unit ?? ''}
          readOnly={isReadOnly}
          onChange={event => setUnit(event.currentTarget.value)}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={label(t.model.grade)}
          disabled={isReadOnly}
          value={field.grade}
          data={grades.map(grade => ({ value: grade, label: t.model.grades[grade] }))}
          onChange={event =>
            onChange({
              ...field,
              grade: grades.find(grade => grade === event.currentTarget.value) ?? field.grade,
            })
          }
        />
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={label(t.model.hidden)}
          checked={field.hidden}
          disabled={isReadOnly}
          onChange={event => onChange({ ...field, hidden: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  )
}
