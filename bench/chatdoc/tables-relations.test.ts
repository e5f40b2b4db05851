import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adjacencyRelations, countCommon } from './tables-relations.ts'

const cell = (row: number, column: number, text: string, rowSpan = 1, columnSpan = 1) => ({
  row,
  column,
  rowSpan,
  columnSpan,
  text,
})

test('each cell is related to its nearest filled neighbours, over empty cells, each pair once', () => {
  const cells = [
    cell(0, 0, 'Torque', 1, 2),
    cell(1, 0, 'M8'),
    cell(1, 1, ''),
    cell(1, 2, '25'),
    cell(2, 0, 'M 10'),
  ]
  assert.deepEqual(adjacencyRelations(cells).toSorted(), [
    'below\tm8\tm10',
    'below\ttorque\tm8',
    'right\tm8\t25',
  ])
})

test('relations count as often as they stand in both', () => {
  assert.equal(countCommon(['a', 'a', 'b'], ['a', 'a', 'a', 'c']), 2)
})
