import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useLanguage } from '@millwright/web'
import type { Field, SemanticModel } from '../../model/semantic-model.ts'
import type { Condition, FieldRef, Scalar } from '../../query/query.ts'
import { useTexts } from '../i18n/messages.ts'
import { listInside } from './chip-editors.tsx'
import { decodeRef, encodeRef, fieldOptions } from './model-options.ts'
import { findField } from './query-labels.ts'

const operators = [
  'in',
  'not-in',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'contains',
  'is-null',
  'is-filled',
] as const
type FilterOperator = (typeof operators)[number]

/** A simple condition as the form holds it. */
export interface FilterDraft {
  readonly field: FieldRef
  readonly operator: FilterOperator
  readonly values: readonly Scalar[]
}

/** The form's reading of a condition; nested ones have none and can only be removed. */
export const toFilterDraft = (condition: Condition): FilterDraft | undefined => {
  switch (condition.kind) {
    case 'in':
      return {
        field: condition.field,
        operator: condition.negated ? 'not-in' : 'in',
        values: condition.values,
      }
    case 'compare':
      return condition.left.kind === 'field' && condition.right.kind === 'value'
        ? { field: condition.left.field, operator: condition.operator, values: [condition.right.value] }
        : undefined
    case 'between':
      return condition.left.kind === 'field'
        ? { field: condition.left.field, operator: 'between', values: [condition.low, condition.high] }
        : undefined
    case 'text':
      return condition.match === 'contains' && !condition.negated
        ? { field: condition.field, operator: 'contains', values: [condition.text] }
        : undefined
    case 'is-null':
      return { field: condition.field, operator: condition.negated ? 'is-filled' : 'is-null', values: [] }
    default:
      return undefined
  }
}

const isNumeric = (field: Field | undefined): boolean =>
  field !== undefined && ['integer', 'decimal', 'float'].includes(field.type)

const toScalar = (text: string, field: Field | undefined): Scalar => {
  if (field?.type === 'boolean') return text === 'true'
  return isNumeric(field) && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** The condition that the form describes; none while a value is missing. */
export const toCondition = (draft: FilterDraft): Condition | undefined => {
  const { field, operator, values } = draft
  const [first, second] = values
  switch (operator) {
    case 'is-null':
    case 'is-filled':
      return { kind: 'is-null', field, ...(operator === 'is-filled' ? { negated: true } : {}) }
    case 'in':
    case 'not-in':
      return values.length > 0
        ? { kind: 'in', field, values, ...(operator === 'not-in' ? { negated: true } : {}) }
        : undefined
    case 'between':
      return first !== undefined && second !== undefined
        ? { kind: 'between', left: { kind: 'field', field }, low: first, high: second }
        : undefined
    case 'contains':
      return first === undefined ? undefined : { kind: 'text', match: 'contains', field, text: String(first) }
    default:
      return first === undefined
        ? undefined
        : {
            kind: 'compare',
            left: { kind: 'field', field },
            operator,
            right: { kind: 'value', value: first },
          }
  }
}

const operatorsFor = (field: Field | undefined): readonly FilterOperator[] => {
  if (isNumeric(field))
    return ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'not-in', 'is-null', 'is-filled']
  if (field?.role === 'time') return ['=', '<', '<=', '>', '>=', 'between', 'is-null', 'is-filled']
  if (field?.type === 'boolean') return ['=', 'is-null', 'is-filled']
  return ['in', 'not-in', 'contains', 'is-null', 'is-filled']
}

export const FilterEditor = (props: {
  readonly model: SemanticModel | undefined
  readonly value: FilterDraft | undefined
  readonly onApply: (condition: Condition) => void
}) => {
  const { model } = props
  const t = useTexts()
  const { language } = useLanguage()
  const [draft, setDraft] = useState<FilterDraft | undefined>(props.value)
  const field = draft && findField(model, draft.field)
  const condition = draft && toCondition(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (condition) props.onApply(condition)
  }
  const pickField = (picked: string | null) => {
    if (!picked) return
    const ref = decodeRef(picked)
    setDraft({ field: ref, operator: operatorsFor(findField(model, ref))[0] ?? '=', values: [] })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t.query.field}
          data={fieldOptions(model, language, () => true)}
          value={draft ? encodeRef(draft.field) : null}
          onChange={pickField}
          searchable
          data-autofocus
          comboboxProps={listInside}
          maxDropdownHeight={260}
          nothingFoundMessage={t.query.nothingFound}
        />
        {draft && (
          <>
            <Select
              label={t.query.operator}
              data={operatorsFor(field).map(name => ({ value: name, label: t.query.filterOperators[name] }))}
              value={draft.operator}
              onChange={picked => {
                const operator = operators.find(name => name === picked)
                if (operator) setDraft({ ...draft, operator })
              }}
              comboboxProps={listInside}
            />
            <ValueInputs draft={draft} field={field} onChange={values => setDraft({ ...draft, values })} />
          </>
        )}
        <Button type="submit" disabled={!condition}>
          {t.query.apply}
        </Button>
      </Stack>
    </form>
  )
}

const ValueInputs = (props: {
  readonly draft: FilterDraft
  readonly field: Field | undefined
  readonly onChange: (values: readonly Scalar[]) => void
}) => {
  const { draft, field, onChange } = props
  const t = useTexts()
  const [first, second] = draft.values
  switch (draft.operator) {
    case 'is-null':
    case 'is-filled':
      return null
    case 'in':
    case 'not-in':
      return (
        <TagsInput
          label={t.query.values}
          data={[...new Set((field?.samples ?? []).map(String))]}
          value={draft.values.map(String)}
          onChange={values => onChange(values.map(text => toScalar(text, field)))}
          comboboxProps={listInside}
          maxDropdownHeight={200}
          clearable
        />
      )
    case 'between':
      return (
        <>
          <OneValue
            label={t.query.low}
            field={field}
            value={first}
            onChange={value => onChange([value, second ?? value])}
          />
          <OneValue
            label={t.query.high}
            field={field}
            value={second}
            onChange={value => onChange([first ?? value, value])}
          />
        </>
      )
    default:
      return (
        <OneValue label={t.query.value} field={field} value={first} onChange={value => onChange([value])} />
      )
  }
}

const OneValue = (props: {
  readonly label: string
  readonly field: Field | undefined
  readonly value: Scalar | undefined
  readonly onChange: (value: Scalar) => void
}) => {
  const t = useTexts()
  const { field, value, label, onChange } = props
  if (field?.type === 'boolean')
    return (
      <Select
        label={label}
        data={[
          { value: 'true', label: t.query.yes },
          { value: 'false', label: t.query.no },
        ]}
        value={value === undefined ? null : String(value)}
        onChange={picked => picked && onChange(picked === 'true')}
        comboboxProps={listInside}
      />
    )
  if (isNumeric(field))
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        suffix={field?.unit ? ` ${field.unit}` : ''}
        onChange={next => typeof next === 'number' && onChange(next)}
      />
    )
  return (
    <TextInput
      label={label}
      type={field?.type === 'timestamp' ? 'datetime-local' : field?.type === 'date' ? 'date' : 'text'}
      value={value === undefined ? '' : String(value)}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
