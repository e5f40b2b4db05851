import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRows } from './fact-table.ts'
import { judgeFirst } from './judge.ts'
import { plantCauses } from './plant-causes.ts'

const { causes, planted, quiet, shuffled } = plantCauses(3, { day: 1, week: 1, month: 0 })
const cellsOf = (tables: typeof planted, name: string, column: string): readonly unknown[] => {
  const table = tables.find(one => one.name === name)
  assert.ok(table)
  const at = table.columns.findIndex(one => one.name === column)
  return readRows(table).map(row => row[at])
}

test('each table has one cause in each window, which changes the later period alone', () => {
  assert.equal(causes.length, 8)
  for (const { within, measure, label, value } of causes) {
    const { facts, window, rows, labelsOf } = within
    assert.equal(facts.table.name, measure.table)
    assert.ok(rows.some(row => labelsOf(row).get(label) === value))
    const earlier = (tables: typeof planted): number =>
      cellsOf(tables, measure.table, facts.table.columns[facts.timeAt]?.name ?? '').filter(
        time => Number(time) >= window.before && Number(time) < window.after,
      ).length
    assert.equal(earlier(planted), earlier(quiet))
  }
  assert.ok(causes.some(({ moved }) => Math.abs(moved) > 0.05))
})

const inOrder = (values: readonly unknown[]): readonly string[] =>
  values.map(String).toSorted((a, b) => a.localeCompare(b))

test('shuffled rows keep what was measured and when, and lose whose it was', () => {
  for (const column of ['hour_start', 'good_qty', 'scrap_qty'])
    assert.deepEqual(cellsOf(shuffled, 'production', column), cellsOf(planted, 'production', column))
  const equipment = [
    cellsOf(shuffled, 'production', 'equipment_id'),
    cellsOf(planted, 'production', 'equipment_id'),
  ] as const
  assert.notDeepEqual(equipment[0], equipment[1])
  assert.deepEqual(inOrder(equipment[0]), inOrder(equipment[1]))
})

test('the line of a machine is near it, another line is not, and the machine itself is named', () => {
  const cause = causes.find(({ measure }) => measure.table === 'energy')
  assert.ok(cause)
  const machine = { label: 'equipment_name', value: 'CNC lathe 7' }
  const judge = (...said: readonly string[]): string => judgeFirst(said, machine, cause.within)
  assert.equal(judge('equipment = CNC lathe 7 & shift = Night'), 'named')
  assert.equal(judge('line = Line 4'), 'near')
  assert.equal(judge('line = Line 2'), 'other')
  assert.equal(judge(), 'silent')
})
