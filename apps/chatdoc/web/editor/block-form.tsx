import { useState } from 'react'
import { Button, Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useShellMessages } from '@millwright/web'
import type { Block, BlockKind, Severity, TableBlock } from '../../document/block.ts'
import { useTexts } from '../i18n/messages.ts'
import { convertBlock, withCellText, withHeaderRow, withOwnText } from './convert-block.ts'

const deepestLevel = 6

/** Fields of a block: what it is, its words, and what belongs to its kind. */
export const BlockForm = (props: {
  readonly block: Block
  readonly isSaving: boolean
  readonly onSave: (block: Block) => void
  readonly onCancel: () => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  const [draft, setDraft] = useState(props.block)
  const kinds = Object.entries(t.kinds).map(([value, label]) => ({ value, label }))
  const toKind = (value: string | null) => {
    const kind = (Object.keys(t.kinds) as BlockKind[]).find(item => item === value)
    if (kind) setDraft(convertBlock(draft, kind))
  }
  const isChanged = JSON.stringify(draft) !== JSON.stringify(props.block)
  return (
    <form
      className="cd-form cd-block-form"
      onSubmit={event => {
        event.preventDefault()
        props.onSave(withOwnText(draft))
      }}
    >
      <Group gap="sm" align="end">
        <Select
          label={t.editor.kind}
          data={kinds}
          value={draft.kind}
          allowDeselect={false}
          w={150}
          onChange={toKind}
        />
        <KindFields draft={draft} onChange={setDraft} />
      </Group>
      <WordFields draft={draft} onChange={setDraft} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onCancel}>
          {shell.common.cancel}
        </Button>
        <Button type="submit" loading={props.isSaving} disabled={!isChanged}>
          {shell.common.save}
        </Button>
      </Group>
    </form>
  )
}

interface FieldsProps {
  readonly draft: Block
  readonly onChange: (block: Block) => void
}

/** The small fields that a kind has of its own. */
const KindFields = ({ draft, onChange }: FieldsProps) => {
  const t = useTexts()
  switch (draft.kind) {
    case 'heading':
    case 'item':
      return (
        <>
          <NumberInput
            label={t.editor.level}
            w={90}
            min={1}
            max={deepestLevel}
            value={draft.level}
            onChange={value => typeof value === 'number' && onChange({ ...draft, level: value })}
          />
          {draft.kind === 'item' && (
            <TextInput
              label={t.editor.marker}
              w={90}
              value={draft.marker}
              onChange={event => {
                const marker = event.currentTarget.value
                onChange({ ...draft, marker, isOrdered: /\d|[a-z]\)/i.test(marker) })
              }}
            />
          )}
        </>
      )
    case 'warning':
      return (
        <Select
          label={t.editor.severity}
          w={150}
          allowDeselect={false}
          data={Object.entries(t.severities).map(([value, label]) => ({ value, label }))}
          value={draft.severity}
          onChange={value => {
            const severity = (Object.keys(t.severities) as Severity[]).find(item => item === value)
            if (severity) onChange({ ...draft, severity })
          }}
        />
      )
    default:
      return null
  }
}

/** The words of the block. */
const WordFields = ({ draft, onChange }: FieldsProps) => {
  const t = useTexts()
  switch (draft.kind) {
    case 'table':
      return <TableFields table={draft} onChange={onChange} />
    case 'parameter':
      return (
        <>
          <TextInput
            label={t.editor.name}
            value={draft.name}
            onChange={event => onChange({ ...draft, name: event.currentTarget.value })}
          />
          <Textarea
            label={t.editor.value}
            autosize
            value={draft.value}
            onChange={event => onChange({ ...draft, value: event.currentTarget.value })}
          />
        </>
      )
    default:
      return (
        <>
          {draft.kind === 'figure' && (
            <TextInput
              label={t.editor.caption}
              value={draft.caption}
              onChange={event => onChange({ ...draft, caption: event.currentTarget.value })}
            />
          )}
          <Textarea
            label={t.editor.text}
            autosize
            minRows={2}
            maxRows={18}
            value={draft.text}
            onChange={event => onChange({ ...draft, text: event.currentTarget.value })}
            data-autofocus
          />
        </>
      )
  }
}

const TableFields = (props: {
  readonly table: TableBlock
  readonly onChange: (table: TableBlock) => void
}) => {
  const { table, onChange } = props
  const t = useTexts()
  return (
    <>
      <TextInput
        label={t.editor.caption}
        value={table.caption}
        onChange={event => onChange({ ...table, caption: event.currentTarget.value })}
      />
      <div className="cd-table-scroll">
        <table className="cd-table cd-table-edit">
          <tbody>
            {Array.from({ length: table.rows }, (_, row) => (
              <tr key={row}>
                <td>
                  <Checkbox
                    size="xs"
                    aria-label={t.editor.headerRow(row + 1)}
                    title={t.editor.headerRow(row + 1)}
                    checked={table.cells.some(cell => cell.row === row && cell.isHeader)}
                    onChange={event => onChange(withHeaderRow(table, row, event.currentTarget.checked))}
                  />
                </td>
                {table.cells.map(
                  (cell, index) =>
                    cell.row === row && (
                      <td key={index} colSpan={cell.columnSpan} rowSpan={cell.rowSpan}>
                        <textarea
                          rows={1}
                          aria-label={t.editor.cell(row + 1, cell.column + 1)}
                          value={cell.text}
                          data-header={cell.isHeader || undefined}
                          onChange={event => onChange(withCellText(table, index, event.currentTarget.value))}
                        />
                      </td>
                    ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
