import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewBlock } from '../../document/block.ts'
import { makePdf, readBlocks } from './made-pdf.ts'

type Table = Extract<NewBlock, { kind: 'table' }>

const tablesOf = (blocks: readonly NewBlock[]): readonly Table[] =>
  blocks.filter(block => block.kind === 'table')

const body = [
  ['M6', '10', 'dry'],
  ['M8', '25', 'oiled'],
  ['M10', '49', 'dry'],
]

test('a ruled table keeps its rows, its merged header, the header marks and the caption above it', async context => {
  const pdf = await makePdf()
  pdf.write('Table 3: Tightening torques', 60, 90, { font: pdf.fonts.bold })
  const [xs, ys] = [
    [60, 160, 260, 360],
    [100, 120, 140, 160, 180, 200],
  ]
  pdf.rule(60, 100, 360, 100)
  for (const y of ys.slice(1)) pdf.rule(60, y, 360, y)
  for (const x of [60, 160, 360]) pdf.rule(x, 100, x, 200)
  pdf.rule(260, 120, 260, 200)
  pdf.write('Assembly of bolts', 220, 113)
  for (const [at, text] of ['Bolt', 'Torque (N·m)', 'State'].entries())
    pdf.write(text, (xs[at] ?? 0) + 4, 133)
  for (const [row, texts] of body.entries())
    for (const [at, text] of texts.entries()) pdf.write(text, (xs[at] ?? 0) + 4, 153 + 20 * row)
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.equal(table?.caption, 'Table 3: Tightening torques')
  assert.deepEqual([table?.rows, table?.columns], [5, 3])
  const group = table?.cells.find(cell => cell.text === 'Assembly of bolts')
  assert.deepEqual([group?.row, group?.column, group?.columnSpan], [0, 1, 2])
  assert.ok(table?.cells.filter(cell => cell.row < 2).every(cell => cell.isHeader))
  assert.equal(table?.cells.find(cell => cell.row === 3 && cell.column === 1)?.text, '25')
})

test('several lines in one ruled cell are one cell', async context => {
  const pdf = await makePdf()
  pdf.grid([60, 160, 360], [100, 120, 160, 180])
  pdf.write('Code', 64, 113)
  pdf.write('Remedy', 164, 113)
  pdf.write('E-207', 64, 133)
  pdf.lines(['Check the coolant pressure and the', 'filter, then confirm the alarm.'], 164, 133)
  pdf.write('E-208', 64, 173)
  pdf.write('Call the service.', 164, 173)
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.equal(table?.rows, 3)
  assert.equal(
    table?.cells.find(cell => cell.row === 1 && cell.column === 1)?.text,
    'Check the coolant pressure and the filter, then confirm the alarm.',
  )
})

test('a table with lines across alone has its columns by the white space', async context => {
  const pdf = await makePdf()
  for (const y of [100, 120, 180]) pdf.rule(60, y, 400, y)
  const xs = [64, 200, 320]
  for (const [row, texts] of [['Bolt', 'Torque', 'State'], ...body].entries())
    for (const [at, text] of texts.entries()) pdf.write(text, xs[at] ?? 0, row === 0 ? 113 : 121 + 15 * row)
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.deepEqual([table?.rows, table?.columns], [4, 3])
  assert.equal(table?.text.split('\n')[2], 'M8\t25\toiled')
})

test('a table without any line is found between paragraphs, and prose is none', async context => {
  const pdf = await makePdf()
  const sentence = 'The torques below hold for bolts of class 8.8 and a friction of 0.12 in steel parts only.'
  pdf.lines([sentence, sentence], 60, 80)
  const xs = [64, 200, 320]
  for (const [row, texts] of body.entries())
    for (const [at, text] of texts.entries()) pdf.write(text, xs[at] ?? 0, 130 + 14 * row)
  pdf.lines([sentence, sentence], 60, 200)
  const blocks = await readBlocks(context, pdf)
  assert.deepEqual(
    blocks.map(block => block.kind),
    ['paragraph', 'table', 'paragraph'],
  )
  assert.equal(blocks[1]?.text, 'M6\t10\tdry\nM8\t25\toiled\nM10\t49\tdry')
})

test('a table that goes on over pages is one, with its repeated header once', async context => {
  const pdf = await makePdf()
  for (let page = 0; page < 2; page++) {
    if (page > 0) pdf.newPage()
    pdf.grid([60, 160, 260], [100, 120, 140, 160])
    for (const [row, texts] of [
      ['Code', 'Delay (s)'],
      [`E-${page}1`, String(10 * page + 1)],
      [`E-${page}2`, String(10 * page + 2)],
    ].entries())
      for (const [at, text] of texts.entries()) pdf.write(text, 64 + 100 * at, 113 + 20 * row)
  }
  const tables = tablesOf(await readBlocks(context, pdf))
  assert.equal(tables.length, 1)
  assert.equal(tables[0]?.text, 'Code\tDelay (s)\nE-01\t1\nE-02\t2\nE-11\t11\nE-12\t12')
  assert.deepEqual(
    tables[0]?.boxes.map(box => box.page),
    [1, 2],
  )
})

test('cells that no line parts are parted where one gap runs through the rows', async context => {
  const pdf = await makePdf()
  for (const y of [100, 118, 136, 154, 172]) pdf.rule(60, y, 400, y)
  for (const x of [60, 400]) pdf.rule(x, 100, x, 172)
  const xs = [64, 200, 320]
  for (const [row, texts] of [['Bolt', 'Torque', 'State'], ...body].entries())
    for (const [at, text] of texts.entries()) pdf.write(text, xs[at] ?? 0, 112 + 18 * row)
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.equal(table?.text, 'Bolt\tTorque\tState\nM6\t10\tdry\nM8\t25\toiled\nM10\t49\tdry')
})

test('a cell goes on in the next line where no line parts the rows, and dots that lead the eye are left out', async context => {
  const pdf = await makePdf()
  const rows = [
    ['E-207', 'Coolant pressure too low', 'Check the pump and the'],
    ['', '', 'filter of the tank'],
    ['E-208 ........', 'Door open', 'Close the door'],
    ['E-209', 'Axis overload', 'Reduce the feed and look'],
    ['', '', 'for chips'],
  ]
  for (const [row, texts] of rows.entries())
    for (const [at, text] of texts.entries())
      if (text !== '') pdf.write(text, [60, 140, 300][at] ?? 0, 200 + 12 * row)
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.equal(
    table?.text,
    'E-207\tCoolant pressure too low\tCheck the pump and the filter of the tank\nE-208\tDoor open\tClose the door\nE-209\tAxis overload\tReduce the feed and look for chips',
  )
})

test('a header that nearly reaches the next column does not join the columns', async context => {
  const pdf = await makePdf()
  pdf.write('Year', 120, 100)
  pdf.write('Freshwater ducks', 186, 100)
  for (let row = 0; row < 5; row++) {
    pdf.write(String(2019 + row), 161, 114 + 13 * row)
    pdf.write(String(120 + row), 250, 114 + 13 * row)
  }
  const [table] = tablesOf(await readBlocks(context, pdf))
  assert.equal(table?.text.split('\n').slice(0, 2).join('|'), 'Year\tFreshwater ducks|2019\t120')
})
