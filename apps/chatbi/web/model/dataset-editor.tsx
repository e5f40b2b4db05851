import { useState } from 'react'
import { Group, Switch, Table, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useFormat } from '@millwright/web'
import type { Dataset, Field } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { FieldRow } from './field-row.tsx'
import { LabelInputs } from './label-inputs.tsx'

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
        <div className="mw-scroll-x mw-stack" tabIndex={0} role="region" aria-label={t.model.columns}>
          <Table className="cb-fields" verticalSpacing={6} horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.model.column}</Table.Th>
                <Table.Th>{t.model.names}</Table.Th>
                <Table.Th>{t.model.synonyms}</Table.Th>
                <Table.Th>{t.model.roleAndAggregate}</Table.Th>
                <Table.Th>{t.model.unitAndGrade}</Table.Th>
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
