import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TableBlock } from '../../document/block.ts'
import { understandQuestion } from '../../understand/understand-question.ts'
import { judgePassages } from '../reading/read-passages.ts'
import { chooseCell } from './choose-cell.ts'
import { readableTable } from './readable-table.ts'

const tableOf = (rows: readonly (readonly string[])[], caption = ''): TableBlock => ({
  kind: 'table',
  id: 't',
  caption,
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  cells: rows.flatMap((texts, row) =>
    texts.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text, isHeader: false })),
  ),
  text: rows.map(row => row.join('\t')).join('\n'),
  boxes: [],
})

/** What the row with this label answers. */
const answer = (table: TableBlock, question: string, label: string) => {
  const { output: understood } = understandQuestion({ input: { question }, now: new Date(), equipment: [] })
  const passage = {
    passageId: '1',
    collectionId: 'c',
    documentId: 'd',
    documentTitle: '',
    documentName: '',
    revisionId: 'r',
    revisionNumber: 1,
    headingPath: [],
    blocks: [table],
    score: 1,
    features: {},
  }
  const { judged, terms } = judgePassages({ understood, passages: [passage] })
  const piece = judged.find(candidate => candidate.piece.label?.trim() === label)?.piece
  assert.ok(piece, `no row is named ${label}`)
  return chooseCell(piece, terms, understood)
}

const bolts = tableOf([
  ['Bolt', 'Torque (N·m)', 'Length (mm)'],
  ['M8 caliper', '25', '40'],
  ['M10 bracket', '47', '55'],
])
const sales = tableOf([
  ['', 'Years Ended September 30,', '', ''],
  ['(in millions)', '2019', '2018', '2017'],
  ['Fixed price', '$1,452.4', '$1,146.2', '$1,036.9'],
  ['Other', '44.1', '56.7', '70.8'],
  ['Total', '$1,496.5', '$1,202.9', '$1,107.7'],
])

test('the column that the question names gives the value, with its unit and the cells that prove it', () => {
  const chosen = answer(bolts, 'What is the torque for the M8 caliper bolts?', 'M8 caliper')
  assert.equal(chosen?.short, '25')
  assert.equal(chosen?.unit, 'N·m')
  assert.deepEqual(chosen?.cells[0], [1, 1])
})

test('years name the columns where the file does not say so, and the scale is told once', () => {
  const { columns, scale, headerRows } = readableTable(sales)
  assert.match(columns[2]?.header ?? '', /Years Ended September 30, \/ 2018/)
  assert.equal(scale, 'million')
  assert.deepEqual(headerRows, [0, 1])
  assert.equal(answer(sales, 'What were other sales in 2018?', 'Other')?.short, '56.7')
})

test('several years give several values, an extreme gives the year or the row that has it', () => {
  assert.equal(
    answer(sales, 'What were other sales in 2019 and 2017 respectively?', 'Other')?.short,
    '44.1; 70.8',
  )
  assert.equal(answer(sales, 'In which year were other sales the largest?', 'Other')?.short, '2017')
  assert.equal(answer(sales, 'Which type had the highest sales in 2018?', 'Other')?.short, 'Fixed price')
})

const pressures = tableOf([
  ['Point', 'Least (bar)', 'Normal (bar)', 'Highest (bar)'],
  ['Clamping', '38', '45', '50'],
  ['Pump outlet', '55', '60', '70'],
])
const plan = tableOf([
  ['Interval', 'Work', 'Who'],
  ['every shift', 'Look at the coolant flow', 'Operator'],
  ['every 8000 h', 'Renew the belt and measure the run-out (below 5 µm)', 'Maintenance'],
])

test('a column that is named by the extreme gives its value, not the row that has it', () => {
  assert.equal(answer(pressures, 'What is the highest pressure for clamping?', 'Clamping')?.short, '50')
})

test('how often is answered by the interval, be it what names the row', () => {
  assert.equal(answer(plan, 'How often is the belt renewed?', 'every 8000 h')?.short, 'every 8000 h')
})
