import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from './block.ts'
import { withHeaderRows } from './header-rows.ts'
import { gridOf, textOfCells } from './table-grid.ts'
import { viewTable } from './tables.ts'
import { isUnit, partsOfHeader } from './unit-of-header.ts'

/** `^` continues the cell above, `<` the one at the left; `!` marks a header. */
const tableOf = (rows: readonly string[]): { rows: number; columns: number; cells: Cell[] } => {
  const grid = rows.map(row => row.split('|').map(text => text.trim()))
  const cells = grid.flatMap((row, at) =>
    row.flatMap((text, column): Cell[] => {
      if (text === '<' || text === '^') return []
      let columnSpan = 1
      while (row[column + columnSpan] === '<') columnSpan++
      let rowSpan = 1
      while (grid[at + rowSpan]?.[column] === '^') rowSpan++
      return [
        { row: at, column, rowSpan, columnSpan, text: text.replace('!', ''), isHeader: text.startsWith('!') },
      ]
    }),
  )
  return { rows: grid.length, columns: grid[0]?.length ?? 0, cells }
}

test('header rows are joined, the unit is taken out, merged cells count in every row that they cover', () => {
  const view = viewTable(tableOf(['!Bolt|!Torque (N·m)|<', '^|!Min|!Max', 'M8|20|25', '^|22|27']))
  assert.deepEqual(view.columns[1], { header: 'Torque (N·m) / Min', name: 'Torque / Min', unit: 'N·m' })
  assert.deepEqual(
    view.rows.map(row => row.label),
    ['M8', 'M8'],
  )
})

test('a row that spans the table names the group of the rows below it', () => {
  const view = viewTable(tableOf(['!Name|!Value', 'Spindle|<', 'Speed|900', 'Coolant|<', 'Flow|4']))
  assert.deepEqual(
    view.rows.map(({ group, label, row }) => [group, label, row]),
    [
      ['Spindle', 'Speed', 2],
      ['Coolant', 'Flow', 4],
    ],
  )
})

test('a column of units gives each row its unit', () => {
  const view = viewTable(tableOf(['!Parameter|!Value|!Unit', 'Pressure|5|bar', 'Voltage (V)|24|']))
  assert.deepEqual(
    view.rows.map(row => row.unit),
    ['bar', 'V'],
  )
})

test('the first row names the columns where numbers stand below it, and no row does where all are numbers', () => {
  const headers = (rows: readonly string[]): number =>
    withHeaderRows(tableOf(rows)).filter(cell => cell.isHeader).length
  assert.equal(headers(['Bolt|Torque', 'M8|25', 'M10|50']), 2)
  assert.equal(headers(['1|2', '3|4']), 0)
  assert.equal(headers(['|2019|<', '|Q1|Q2', 'Sales|1|2']), 0)
  assert.equal(headers(['Code|Meaning', 'E1|Door open', 'E2|No air']), 2)
})

test('the text of a table ends cells in tabs and rows in line ends, a merged cell told once', () => {
  const table = tableOf(['a|b|<', 'c|d e|f'])
  assert.equal(textOfCells(table), 'a\tb\t\nc\td e\tf')
  assert.equal(gridOf(table)[0]?.[2]?.text, 'b')
  assert.equal(viewTable(table).rows[0]?.texts[2], 'b')
})

test('units are taken out of headers in both languages, and plurals are not seconds', () => {
  const unit = (header: string): string | undefined => partsOfHeader(header).unit
  assert.equal(unit('Torque (N·m)'), 'N·m')
  assert.equal(unit('扭矩（N·m）'), 'N·m')
  assert.equal(unit('压力［兆帕］'), '兆帕')
  assert.equal(unit('Acceleration [mm/s²]'), 'mm/s²')
  assert.equal(unit('Speed, rpm'), 'rpm')
  assert.equal(unit('Revenue ($ in millions)'), '$ in millions')
  assert.equal(unit('Feed (mm/min)'), 'mm/min')
  assert.equal(unit('Temperature / °C'), '°C')
  assert.equal(unit('长度（单位：毫米）'), '毫米')
  assert.equal(unit('Part(s)'), undefined)
  assert.equal(unit('Torque (see note)'), undefined)
  assert.ok(!isUnit('hello'))
})
