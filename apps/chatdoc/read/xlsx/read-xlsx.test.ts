import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeXlsx } from '../testing/make-office.ts'
import { outlineOf, readMade } from '../testing/read-made.ts'
import { numberText, parseFormat } from './number-format.ts'

const text = (reference: string, value: string): string => `<c r="${reference}" t="str"><v>${value}</v></c>`
const number = (reference: string, value: number, style = 0): string =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`
const sheet = (rows: readonly string[], more = ''): string =>
  `<sheetData>${rows.map(row => `<row>${row}</row>`).join('')}</sheetData>${more}`

test('a sheet is a heading with its tables; a title above a table is its caption', async () => {
  const document = await readMade(
    'a.xlsx',
    makeXlsx({
      Bolts: sheet([
        text('A1', 'Tightening torques'),
        text('A2', 'Size') + text('B2', 'Torque (N·m)'),
        text('A3', 'M8') + number('B3', 25),
        text('A6', 'Tool') + text('B6', 'Key') + text('E6', 'Shift') + text('F6', 'Hours'),
        text('A7', 'T1') + text('B7', 'hex') + text('E7', 'Early') + number('F7', 8),
      ]),
    }),
  )
  assert.deepEqual(outlineOf(document), [
    'h1 Bolts',
    'table Tightening torques / Size | Torque (N·m) ⏎ M8 | 25',
    'table  / Tool | Key ⏎ T1 | hex',
    'table  / Shift | Hours ⏎ Early | 8',
  ])
})

test('dates, shares and decimals read as the sheet shows them', async () => {
  const document = await readMade(
    'a.xlsx',
    makeXlsx({
      A: sheet([
        number('A1', 45_413, 1) +
          number('B1', 0.125, 2) +
          number('C1', 2.5, 3) +
          '<c r="D1" t="b"><v>1</v></c>',
        text('A2', 'x'),
      ]),
    }),
  )
  assert.match(outlineOf(document)[1] ?? '', /2024-05-01 \| 12.5% \| 2.50 \| TRUE/)
})

test('number formats keep the words beside the number', () => {
  const shown = (value: number, code: string): string => numberText(value, parseFormat(code), false)
  assert.equal(shown(3.14159, '0.00 "mm"'), '3.14 mm')
  assert.equal(shown(1234.5, '[$€-407] #,##0.00'), '€1234.50')
  assert.equal(shown(0.1 + 0.2, 'General'), '0.3')
  assert.equal(shown(1.5, '[h]:mm'), '36:00')
  assert.equal(shown(45_413.75, 'yyyy/m/d h:mm'), '2024-05-01 18:00')
})

test('merged cells span, hidden sheets are told, empty sheets leave nothing', async () => {
  const document = await readMade(
    'a.xlsx',
    makeXlsx(
      {
        A: sheet(
          [
            text('B1', 'Torque'),
            text('A2', 'Size') + text('B2', 'Min') + text('C2', 'Max'),
            text('A3', 'M8') + number('B3', 1) + number('C3', 2),
          ],
          '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>',
        ),
        Empty: sheet([]),
        Secret: sheet([text('A1', 'x')]),
      },
      ['Secret'],
    ),
  )
  const table = document.blocks.find(block => block.kind === 'table')
  assert.equal(table?.cells.find(cell => cell.text === 'Torque')?.columnSpan, 2)
  assert.match(document.notices[0]?.message.en ?? '', /"Secret" is hidden/)
  assert.ok(!outlineOf(document).includes('h1 Empty'))
})
