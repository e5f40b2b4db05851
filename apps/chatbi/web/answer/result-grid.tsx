import { useEffect, useMemo, useRef, useState } from 'react'
import { Button, CopyButton, Group, Text, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useFormat, useLanguage, useLocalize, useShellMessages } from '@millwright/web'
import type { ResultTable } from '../../execute/result-table.ts'
import { useTexts } from '../i18n/messages.ts'
import { columnHeading, compareCells, formatCell, isNumericColumn, toTsv } from './cell-format.ts'
import type { CellValue } from './cell-format.ts'
import './answer.css'

/** A cell of the answer: row of the result as delivered, and column. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

interface Sorting {
  readonly column: number
  readonly isDescending: boolean
}

const rowHeightPx = 34

/** The rows in a table that stays fast with many thousands. Headings sort; a marked cell is brought into view. */
export const ResultGrid = (props: {
  readonly table: ResultTable
  readonly marked?: CellPlace | undefined
  readonly maxHeight?: number
  readonly tools?: React.ReactNode
}) => {
  const { table, marked } = props
  const t = useTexts()
  const format = useFormat()
  const { language } = useLanguage()
  const [sorting, setSorting] = useState<Sorting>()
  const order = useRowOrder(table, sorting)
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions are not memoisable; no compiler runs here
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  })
  const markedAt = marked ? order.indexOf(marked.row) : -1
  useEffect(() => {
    if (markedAt >= 0) virtual.scrollToIndex(markedAt, { align: 'auto' })
  }, [markedAt, virtual])
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="cb-grid">
      <div
        ref={scroller}
        className="cb-grid-scroll"
        style={{ maxHeight: props.maxHeight ?? 320 }}
        tabIndex={0}
        role="region"
        aria-label={t.table.title}
      >
        <table className="cb-table" aria-rowcount={order.length + 1}>
          <HeadRow table={table} sorting={sorting} onSort={setSorting} />
          <tbody>
            {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
            {items.map(item => {
              const row = order[item.index] ?? 0
              return (
                <tr key={item.key} aria-rowindex={item.index + 2}>
                  {table.columns.map((column, index) => (
                    <td
                      key={column.id}
                      data-numeric={isNumericColumn(column) || undefined}
                      data-marked={(marked?.row === row && marked.column === index) || undefined}
                      data-tone={toneOf(table, row, index)}
                    >
                      {formatCell(column, table.rows[row]?.[index] ?? null, language)}
                    </td>
                  ))}
                </tr>
              )
            })}
            {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
          </tbody>
        </table>
      </div>
      <Group justify="space-between" gap="xs" className="cb-grid-foot">
        <Text size="sm" c="dimmed" className="mw-num">
          {table.truncated
            ? t.table.truncated(format.number(table.rowCount))
            : t.table.rows(table.rowCount, format.number(table.rowCount))}
        </Text>
        <Group gap={4}>
          <CopyRows table={table} order={order} />
          {props.tools}
        </Group>
      </Group>
    </div>
  )
}

const useRowOrder = (table: ResultTable, sorting: Sorting | undefined): readonly number[] => {
  const { language } = useLanguage()
  return useMemo(() => {
    const order = table.rows.map((_, index) => index)
    if (!sorting) return order
    const collator = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en', { numeric: true })
    const cell = (row: number): CellValue => table.rows[row]?.[sorting.column] ?? null
    const sign = sorting.isDescending ? -1 : 1
    return order.sort((left, right) => sign * compareCells(cell(left), cell(right), collator))
  }, [table, sorting, language])
}

/** Whether a change is for the better or the worse, where the metric says which direction is good. */
const toneOf = (table: ResultTable, row: number, column: number): 'good' | 'bad' | undefined => {
  const meaning = table.columns[column]
  const value = table.rows[row]?.[column]
  const isChange = meaning?.comparison === 'change' || meaning?.comparison === 'growth'
  if (!isChange || !meaning.better || typeof value !== 'number' || value === 0) return undefined
  return value > 0 === (meaning.better === 'higher') ? 'good' : 'bad'
}

const HeadRow = (props: {
  readonly table: ResultTable
  readonly sorting: Sorting | undefined
  readonly onSort: (sorting: Sorting | undefined) => void
}) => {
  const { sorting } = props
  const { language } = useLanguage()
  const localize = useLocalize()
  const next = (column: number): Sorting | undefined => {
    if (sorting?.column !== column) return { column, isDescending: false }
    return sorting.isDescending ? undefined : { column, isDescending: true }
  }
  return (
    <thead>
      <tr>
        {props.table.columns.map((column, index) => {
          const direction =
            sorting?.column === index ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'
          return (
            <th
              key={column.id}
              data-numeric={isNumericColumn(column) || undefined}
              aria-sort={direction}
              scope="col"
            >
              <UnstyledButton className="cb-sort" onClick={() => props.onSort(next(index))}>
                {columnHeading(column, localize(column.label), language)}
                {direction === 'ascending' && <IconArrowUp size={14} aria-hidden="true" />}
                {direction === 'descending' && <IconArrowDown size={14} aria-hidden="true" />}
              </UnstyledButton>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const CopyRows = ({ table, order }: { readonly table: ResultTable; readonly order: readonly number[] }) => {
  const t = useTexts()
  const { language } = useLanguage()
  const shell = useShellMessages()
  const localize = useLocalize()
  const text = () =>
    toTsv(
      table.columns.map(column => columnHeading(column, localize(column.label), language)),
      order.map(row => table.rows[row] ?? []),
    )
  return (
    <CopyButton value={text()}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={15} />}
          onClick={copy}
        >
          {copied ? shell.common.copied : t.table.copy}
        </Button>
      )}
    </CopyButton>
  )
}
