import { useState } from 'react'
import { ActionIcon, Button, Select, Table, Text } from '@mantine/core'
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useLanguage, useShellMessages } from '@millwright/web'
import type { Relationship } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { decodeRef, fieldOptions } from '../query/model-options.ts'
import type { ModelEditorProps } from './model-editor-props.ts'

/** How tables refer to each other. Questions across tables follow these and nothing else. */
export const RelationshipsEditor = ({ model, onChange, isReadOnly }: ModelEditorProps) => {
  const t = useTexts()
  const shell = useShellMessages()
  const remove = (name: string) =>
    onChange({ ...model, relationships: model.relationships.filter(item => item.name !== name) })
  const add = (relationship: Relationship) =>
    onChange({ ...model, relationships: [relationship, ...model.relationships] })
  return (
    <>
      {!isReadOnly && <NewRelationship model={model} onAdd={add} />}
      <div className="mw-panel mw-scroll-x" tabIndex={0} role="region" aria-label={t.model.relationships}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.model.many}</Table.Th>
              <Table.Th>{t.model.one}</Table.Th>
              <Table.Th>{t.model.origin}</Table.Th>
              <Table.Th>
                <span className="mw-hidden">{shell.common.actions}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {model.relationships.map(item => (
              <Table.Tr key={item.name}>
                <Table.Td>
                  {item.from}.<strong>{item.fromFields.join(', ')}</strong>
                </Table.Td>
                <Table.Td>
                  <IconArrowRight size={14} aria-hidden="true" /> {item.to}.
                  <strong>{item.toFields.join(', ')}</strong>
                </Table.Td>
                <Table.Td>
                  {item.inferredConfidence === undefined
                    ? t.model.declared
                    : t.model.inferred(Math.round(item.inferredConfidence * 100))}
                </Table.Td>
                <Table.Td ta="right">
                  {!isReadOnly && (
                    <ActionIcon
                      aria-label={`${shell.common.remove}: ${item.name}`}
                      onClick={() => remove(item.name)}
                    >
                      <IconTrash size={17} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {model.relationships.length === 0 && (
          <Text c="dimmed" p="md">
            {t.model.noRelationships}
          </Text>
        )}
      </div>
    </>
  )
}

const NewRelationship = (props: {
  readonly model: ModelEditorProps['model']
  readonly onAdd: (relationship: Relationship) => void
}) => {
  const { model } = props
  const t = useTexts()
  const { language } = useLanguage()
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const options = fieldOptions(model, language, field => field.role !== 'measure')
  const add = () => {
    if (!from || !to) return
    const left = decodeRef(from)
    const right = decodeRef(to)
    const stem = `${left.dataset}_${left.field}_${right.dataset}`
    const taken = new Set(model.relationships.map(item => item.name))
    let name = stem
    for (let count = 2; taken.has(name); count++) name = `${stem}_${count}`
    props.onAdd({
      name,
      from: left.dataset,
      fromFields: [left.field],
      to: right.dataset,
      toFields: [right.field],
    })
    setFrom(null)
    setTo(null)
  }
  return (
    <div className="mw-panel mw-panel-pad cb-new">
      <Select label={t.model.many} data={options} value={from} onChange={setFrom} searchable />
      <Select label={t.model.one} data={options} value={to} onChange={setTo} searchable />
      <Button leftSection={<IconPlus size={16} />} disabled={!from || !to} onClick={add}>
        {t.query.add}
      </Button>
    </div>
  )
}
