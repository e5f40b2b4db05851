import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesToBlocks } from './lines-to-blocks.ts'
import type { RecognisedLine } from './recognised-line.ts'

const line = (text: string, left: number, top: number, height = 20): RecognisedLine => ({
  text,
  confidence: 90,
  rotation: 0,
  left,
  top,
  right: left + text.length * height * 0.5,
  bottom: top + height,
})
const place = { page: 3, pointsPerPixel: 0.5 }

test('lines become headings, paragraphs, items, warnings and tables, with boxes in points of the page', () => {
  const blocks = linesToBlocks(
    [
      line('Spindle', 50, 40, 44),
      line('The spindle is driven by a servo motor and the drive con-', 50, 120),
      line('troller holds its parameters.', 50, 146),
      line('1. Switch the machine off.', 50, 200),
      line('2. Open the cover.', 50, 226),
      line('WARNING: High voltage.', 50, 280),
      line('Size', 50, 360),
      line('Torque', 400, 360),
      line('M8', 50, 390),
      line('25', 400, 390),
      line('M10', 50, 420),
      line('50', 400, 420),
    ],
    place,
  )
  assert.deepEqual(
    blocks.map(block => [block.kind, block.text]),
    [
      ['heading', 'Spindle'],
      ['paragraph', 'The spindle is driven by a servo motor and the drive controller holds its parameters.'],
      ['item', 'Switch the machine off.'],
      ['item', 'Open the cover.'],
      ['warning', 'WARNING: High voltage.'],
      ['table', 'Size\tTorque\nM8\t25\nM10\t50'],
    ],
  )
  assert.deepEqual(blocks[0]?.boxes[0], { page: 3, left: 25, top: 20, right: 102, bottom: 42 })
  const table = blocks.at(-1)
  assert.ok(table?.kind === 'table')
  assert.equal(table.cells.filter(cell => cell.isHeader).length, 2)
})

test('two columns of prose are no table', () => {
  const left = [
    'The left column tells how the machine is set',
    'up and what has to be seen to before it runs',
  ]
  const right = [
    'The right column tells how the machine is set',
    'down and what has to be seen to after it ran',
  ]
  const blocks = linesToBlocks(
    [
      ...left.map((text, at) => line(text, 50, 100 + at * 26)),
      ...right.map((text, at) => line(text, 700, 100 + at * 26)),
    ],
    place,
  )
  assert.deepEqual(
    blocks.map(block => block.kind),
    ['paragraph', 'paragraph'],
  )
})

test('no lines give no blocks', () => assert.deepEqual(linesToBlocks([], place), []))
