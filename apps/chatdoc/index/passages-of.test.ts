import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocument } from '../document/build-document.ts'
import type { NewBlock } from '../document/block.ts'
import { passagesOf } from './passages-of.ts'

const paragraph = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })
const heading = (level: number, text: string): NewBlock => ({ kind: 'heading', level, text, boxes: [] })
const item = (marker: string, text: string): NewBlock => ({
  kind: 'item', text, boxes: [], list: 'l', level: 1, isOrdered: true, marker,
}) // prettier-ignore

const passagesFrom = (...blocks: readonly NewBlock[]) => {
  const window = { blocks, pages: [], notices: [], title: 'Pump', lastPage: 0, pageCount: 0, carry: null }
  return passagesOf(buildDocument([window], { name: 'pump.md' }))
}

test('a procedure is one passage with the sentence that leads to it, under its headings', () => {
  const passages = passagesFrom(
    heading(1, 'Maintenance'),
    heading(2, 'Oil'),
    paragraph('Change the oil as follows:'),
    item('1.', 'Stop the pump.'),
    item('2.', 'Open the drain.'),
    paragraph('The oil is changed once a year.'),
  )
  assert.deepEqual(
    passages.map(passage => passage.body),
    ['Change the oil as follows:\n1. Stop the pump.\n2. Open the drain.', 'The oil is changed once a year.'],
  )
  assert.deepEqual(passages[0]?.headingPath, ['Maintenance', 'Oil'])
  assert.equal(passages[0]?.blockIds.length, 3)
})

test('the rest of a long list knows the sentence that leads to it', () => {
  const steps = Array.from({ length: 40 }, (_, index) => item(`${index + 1}.`, `Turn screw number ${index + 1} by a quarter.`))
  const passages = passagesFrom(paragraph('Adjust the head:'), ...steps)
  assert.ok(passages.length > 1)
  assert.ok(passages.slice(1).every(passage => passage.caption === 'Adjust the head:'))
}) // prettier-ignore

test('a row of a table carries its headers and units; the small table is found whole too', () => {
  const texts = [['Bolt', 'Torque [N·m]'], ['M8', '25'], ['M10', '49']]
  const cells = texts.flatMap((row, r) =>
    row.map((text, c) => ({ row: r, column: c, rowSpan: 1, columnSpan: 1, text, isHeader: r === 0 })))
  const text = texts.map(row => row.join('\t')).join('\n')
  const passages = passagesFrom({ kind: 'table', text, boxes: [], caption: 'Tightening', rows: 3, columns: 2, cells })
  assert.deepEqual(passages.map(passage => passage.tableRow), [undefined, 1, 2])
  assert.equal(passages[1]?.body, 'Bolt: M8; Torque: 25 N·m')
  assert.equal(passages[1]?.caption, 'Tightening')
}) // prettier-ignore

test('a heading is found by itself only where nothing stands under it', () => {
  const passages = passagesFrom(heading(1, 'Spare parts'), heading(1, 'Safety'), paragraph('Wear gloves.'))
  assert.deepEqual(
    passages.map(passage => passage.body),
    ['Spare parts', 'Wear gloves.'],
  )
})

test('a long paragraph is cut between sentences, the last of a piece opening the next', () => {
  const sentences = Array.from({ length: 60 }, (_, index) => `This is sentence number ${index} of the long text.`)
  const passages = passagesFrom(paragraph(sentences.join(' ')))
  assert.ok(passages.length > 1)
  assert.ok(passages.every(passage => passage.body.endsWith('.') && passage.body.length <= 2000))
  const lastOfFirst = passages[0]?.body.split('. ').at(-1) ?? ''
  assert.ok(passages[1]?.body.startsWith(lastOfFirst))
}) // prettier-ignore
