import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importOf, workbookParts, zipOf } from './testing-import.ts'
import type { SheetOf } from './testing-import.ts'

const workbook = (...sheets: readonly SheetOf[]): Buffer => zipOf(workbookParts(sheets))

test('a title, a header of two rows with merged cells and a total are understood', async t => {
  const { tables } = await importOf(t, {
    'plan.xlsx': workbook({
      name: 'Sheet1',
      merged: ['A1:E1', 'A3:A4', 'B3:C3', 'D3:E3'],
      rows: [
        ['Monthly Production'],
        [],
        ['Line', 'Q1', null, 'Q2', null],
        [null, 'Plan', 'Actual', 'Plan', 'Actual'],
        ['L1', 10, 11, 12, 13],
        ['L2', 20, 21, 22, 23],
        ['Total', 30, 32, 34, 36],
      ],
    }),
  })
  assert.deepEqual(tables[0]?.columns, [
    'Line:text',
    'Q1 Plan:integer',
    'Q1 Actual:integer',
    'Q2 Plan:integer',
    'Q2 Actual:integer',
  ])
  assert.deepEqual(tables[0]?.rows, [
    ['L1', 10, 11, 12, 13],
    ['L2', 20, 21, 22, 23],
  ])
})

test('a label merged over rows holds for each of them; a merged number is not counted twice', async t => {
  const { tables } = await importOf(t, {
    'areas.xlsx': workbook({
      name: 'Areas',
      merged: ['A2:A3', 'B2:B3', 'D2:D3'],
      rows: [
        ['Area', 'No', 'Line', 'Batch weight'],
        ['North', 7, 'L1', 500],
        [null, null, 'L2', null],
        ['South', 8, 'L3', 300],
      ],
    }),
  })
  assert.deepEqual(tables[0]?.rows, [
    ['North', 7, 'L1', 500],
    ['North', 7, 'L2', null],
    ['South', 8, 'L3', 300],
  ])
})

test('tables above and beside each other in one sheet are tables of their own; empty sheets are none', async t => {
  const { tables } = await importOf(t, {
    'mixed.xlsx': workbook(
      {
        name: 'Data',
        rows: [
          ['line', 'qty', null, null, 'shift', 'n'],
          ['A', 1, null, null, 'day', 5],
          ['B', 2, null, null, 'night', 6],
          [],
          ['reason', 'minutes', 'who'],
          ['jam', 5, 'x'],
          ['tool', 7, 'y'],
        ],
      },
      { name: 'Nothing', rows: [] },
    ),
  })
  assert.deepEqual(
    tables.map(table => [table.name, table.columns.join(' '), table.rows.length]),
    [
      ['Data 1', 'line:text qty:integer', 2],
      ['Data 2', 'shift:text n:integer', 2],
      ['Data 3', 'reason:text minutes:integer who:text', 2],
    ],
  )
})

test('a table with a blank column inside stays one table', async t => {
  const { tables } = await importOf(t, {
    'spaced.xlsx': workbook({
      name: 'S',
      rows: [
        ['line', 'qty', null, 'kwh', 'cost'],
        ['A', 1, null, 2, 3],
        ['B', 4, null, 5, 6],
      ],
    }),
  })
  assert.deepEqual(tables[0]?.rows, [['A', 1, 2, 3], ['B', 4, 5, 6]]) // prettier-ignore
})

test('a workbook that unpacks to too much is refused before it is read, even where it lies about its size', async t => {
  const row = `<row><c t="inlineStr"><is><t>${'A'.repeat(5000)}</t></is></c></row>`
  const bomb = `<worksheet><sheetData>${row.repeat(65_000)}</sheetData></worksheet>`
  const parts = { 'xl/worksheets/sheet1.xml': bomb, ...workbookParts([]) }
  await assert.rejects(importOf(t, { 'bomb.xlsx': zipOf(parts, 1000) }), /unpacks to more than 300 MB/)
})

test('damaged archives, archives without a workbook and cut ones are refused by their reason', async t => {
  const fine = workbook({ name: 'S', rows: [['a', 'b'], [1, 2]] }) // prettier-ignore
  await assert.rejects(
    importOf(t, { 'cut.xlsx': fine.subarray(0, fine.length - 40) }),
    /its directory is missing: the file may be cut off/,
  )
  await assert.rejects(importOf(t, { 'other.xlsx': zipOf({ 'a.xml': '<a/>' }) }), /without a workbook/)
})
