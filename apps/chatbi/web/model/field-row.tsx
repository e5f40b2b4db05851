import { NativeSelect, Switch, Table, TagsInput, Text, TextInput } from '@mantine/core'
import { grades } from '@millwright/spec'
import type { Field } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'

const roles = ['key', 'time', 'measure', 'dimension'] as const
const aggregates = ['sum', 'avg', 'min', 'max', 'count', 'count-distinct', 'median', 'stddev'] as const
const maxSamples = 4

/** One column of a table: its names, what it means, how it adds up, and who may see it. */
export const FieldRow = (props: {
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
          placeholder={t.model.labelEn}
          value={field.label.en}
          readOnly={isReadOnly}
          onChange={event => onChange({ ...field, label: { ...field.label, en: event.currentTarget.value } })}
        />
        <TextInput
          size="xs"
          aria-label={label(t.model.labelZh)}
          placeholder={t.model.labelZh}
          value={field.label.zh ?? ''}
          readOnly={isReadOnly}
          onChange={event => onChange({ ...field, label: { ...field.label, zh: event.currentTarget.value } })}
        />
      </Table.Td>
      <Table.Td data-label={t.model.synonyms}>
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
        {field.role === 'measure' && (
          <NativeSelect
            size="xs"
            aria-label={label(t.model.aggregate)}
            disabled={isReadOnly}
            value={field.defaultAggregate ?? ''}
            data={[
              { value: '', label: '–' },
              ...aggregates.map(name => ({ value: name, label: t.query.aggregateNames[name] })),
            ]}
            onChange={event => setAggregate(event.currentTarget.value)}
          />
        )}
      </Table.Td>
      <Table.Td>
        <TextInput
          size="xs"
          aria-label={label(t.model.unit)}
          placeholder={t.model.unit}
          value={field.unit ?? ''}
          readOnly={isReadOnly}
          onChange={event => setUnit(event.currentTarget.value)}
        />
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
      <Table.Td data-label={t.model.hidden}>
        <Switch
          aria-label={label(t.model.hidden)}
          title={t.model.hidden}
          checked={field.hidden}
          disabled={isReadOnly}
          onChange={event => onChange({ ...field, hidden: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  )
}
