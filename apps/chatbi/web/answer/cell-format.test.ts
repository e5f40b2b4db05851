import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResultTableColumn } from '../../execute/result-table.ts'
import { columnHeading, compareCells, formatCell, toTsv } from './cell-format.ts'

const column = (more: Partial<ResultTableColumn>): ResultTableColumn => ({
  id: 'x',
  label: { en: 'x' },
  type: 'float',
  role: 'measure',
  ...more,
})

test('cells are written as their column means them', () => {
  assert.equal(formatCell(column({ percent: true, decimals: 2 }), 0.0237, 'en'), '2.37')
  assert.equal(formatCell(column({ type: 'integer' }), 12881, 'en'), '12,881')
  assert.equal(formatCell(column({ comparison: 'change', decimals: 1 }), 0.4, 'en'), '+0.4')
  assert.equal(formatCell(column({ role: 'key', type: 'integer' }), 120034, 'en'), '120034')
  assert.equal(formatCell(column({}), null, 'en'), '–')
  const time = { role: 'time', type: 'timestamp' } as const
  assert.equal(formatCell(column({ ...time, grain: 'month' }), '2026-10-01T00:00:00', 'en'), '2026-10')
  assert.equal(formatCell(column({ ...time, grain: 'quarter' }), '2026-10-01T00:00:00', 'zh'), '2026-Q4')
  assert.equal(formatCell(column(time), '2026-10-01T08:05:00', 'en'), '2026-10-01 08:05:00')
})

test('a copied cell never breaks its row or column', () => {
  assert.equal(
    toTsv(
      ['a', 'b'],
      [
        ['x\ty', null],
        ['p\nq', 2],
      ],
    ),
    'a\tb\nx y\t\np q\t2',
  )
})

test('numbers sort by size, codes by their digits, empty cells last', () => {
  const collator = new Intl.Collator('en', { numeric: true })
  const sort = (cells: (string | number | null)[]) => cells.toSorted((a, b) => compareCells(a, b, collator))
  assert.deepEqual(sort([10, 9, null, 100]), [9, 10, 100, null])
  assert.deepEqual(sort(['CNC-10', 'CNC-9', null]), ['CNC-9', 'CNC-10', null])
})

test('the change of a percentage is headed as percentage points', () => {
  const change = column({ percent: true, comparison: 'change' })
  assert.equal(columnHeading(change, 'Scrap rate (change)', 'en'), 'Scrap rate (change) (percentage points)')
  assert.equal(columnHeading(change, '废品率（变化）', 'zh'), '废品率（变化） (百分点)')
  assert.equal(columnHeading(column({ percent: true }), 'Scrap rate', 'en'), 'Scrap rate (%)')
})
