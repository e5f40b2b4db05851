import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockSchema } from '../../document/block.ts'
import type { Block, BlockKind } from '../../document/block.ts'
import { convertBlock, withCellText, withHeaderRow, withOwnText } from './convert-block.ts'

const paragraph: Block = { kind: 'paragraph', id: 'p', text: 'Torque: 35 N·m', boxes: [] }
const kinds: readonly BlockKind[] = [
  'heading',
  'paragraph',
  'item',
  'table',
  'figure',
  'warning',
  'code',
  'parameter',
]

test('a block of any kind keeps its id and fits the schema', () => {
  for (const kind of kinds) {
    const converted = convertBlock(paragraph, kind)
    assert.deepEqual(blockSchema.parse(converted), converted)
    assert.equal(converted.id, 'p')
  }
})

test('a parameter is told by the colon of its text, and its text follows its fields', () => {
  const parameter = convertBlock(paragraph, 'parameter')
  assert.deepEqual(parameter.kind === 'parameter' && [parameter.name, parameter.value], ['Torque', '35 N·m'])
  assert.equal(
    parameter.kind === 'parameter' && withOwnText({ ...parameter, value: '40 N·m' }).text,
    'Torque: 40 N·m',
  )
})

test('one cell or one row of a table is changed and no other', () => {
  const table = convertBlock(paragraph, 'table')
  assert.ok(table.kind === 'table')
  const changed = withHeaderRow(withCellText(table, 0, 'x'), 0, true)
  assert.deepEqual(
    changed.cells.map(cell => [cell.text, cell.isHeader]),
    [['x', true]],
  )
  assert.equal(table.cells[0]?.text, paragraph.text)
})
