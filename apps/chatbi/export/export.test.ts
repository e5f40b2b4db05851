import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResultTable } from '../execute/result-table.ts'
import { toCsv } from './to-csv.ts'
import { toXlsx } from './to-xlsx.ts'

const table: ResultTable = {
  columns: [
    { id: 'line', label: { en: 'Line', zh: '产线' }, type: 'text', role: 'dimension' },
    { id: 'day', label: { en: 'Day', zh: '日期' }, type: 'timestamp', role: 'time', grain: 'day' },
    { id: 'hours', label: { en: 'Stop hours', zh: '停机时长' }, type: 'float', role: 'measure', unit: 'h' },
  ],
  rows: [
    ['三号线, "north"', '2026-10-01T00:00:00', 12.5],
    ['=HYPERLINK("http://x")', '2026-10-02T00:00:00', -3],
    [null, null, null],
  ],
  rowCount: 3,
  truncated: false,
  elapsedMs: 1,
  rowHash: 'x',
}

test('a CSV quotes what needs it, keeps Chinese readable in a spreadsheet and disarms formulas', () => {
  assert.equal(
    toCsv(table, 'zh'),
    '\uFEFF产线,日期,停机时长 (h)\r\n"三号线, ""north""",2026-10-01T00:00:00,12.5\r\n"\'=HYPERLINK(""http://x"")",2026-10-02T00:00:00,-3\r\n,,\r\n',
  )
})

test('a workbook reads back as the same rows, with numbers and dates typed', async () => {
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(Buffer.from(await toXlsx(table, 'en')))
  assert.deepEqual(rows[0], ['Line', 'Day', 'Stop hours (h)'])
  assert.deepEqual(rows[1], ['三号线, "north"', new Date('2026-10-01T00:00:00Z'), 12.5])
  assert.equal(rows[2]?.[0], '=HYPERLINK("http://x")')
})

test('a part number that looks like an escape of the format stays as it is in a workbook', async () => {
  const { readSheet } = await import('read-excel-file/node')
  const rows = [['AB_x0041_7', '2026-10-01T00:00:00', 1]]
  const read = await readSheet(Buffer.from(await toXlsx({ ...table, rows, rowCount: 1 }, 'en')))
  assert.equal(read[1]?.[0], 'AB_x0041_7')
})
