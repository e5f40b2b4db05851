import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, readMade } from '../testing/read-made.ts'

test('the delimiter is found, quotes are honoured, ragged rows are kept with a notice', async () => {
  const document = await readMade('a.csv', 'Size;Torque\nM8;"2;5"\nM10;50;x\n')
  assert.deepEqual(outlineOf(document), ['table  / Size | Torque |  ⏎ M8 | 2;5 |  ⏎ M10 | 50 | x'])
  assert.match(document.notices[0]?.message.en ?? '', /kept as they are: 1/)
})

test('a long table goes on in further blocks that repeat its header', async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => `B${at},${at}`)
  const document = await readMade('a.csv', `Bolt,Torque\n${rows.join('\n')}\n`)
  const tables = document.blocks.filter(block => block.kind === 'table')
  assert.deepEqual(
    tables.map(table => [table.text.split('\n')[0], table.rows]),
    [
      ['Bolt\tTorque', 500],
      ['Bolt\tTorque', 501],
      ['Bolt\tTorque', 202],
    ],
  )
})
