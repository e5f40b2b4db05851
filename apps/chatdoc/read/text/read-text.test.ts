import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, readMade } from '../testing/read-made.ts'
import { textPieces } from './read-pieces.ts'
import { withFile } from '../testing/read-made.ts'

const read = async (text: string): Promise<string[]> => outlineOf(await readMade('a.txt', text))

test('headings by number and underline, wrapped paragraphs, lists, drawn tables and keys are read', async () => {
  assert.deepEqual(
    await read(
      `SPINDLE MANUAL
==============

1.2 Starting

The spindle is started from the panel, which stands at the left of the ma-
chine, or by the program; in both cases the door has to be closed before.

1. Close the door
   and lock it.
2. Press start.
   a) Wait.

| Size | Torque |
|------|--------|
| M8   | 25     |

Maker: Example Works
Model: X-1

NOTE: Read on.
`,
    ),
    [
      'h1 SPINDLE MANUAL',
      'h2 1.2 Starting',
      'paragraph The spindle is started from the panel, which stands at the left of the machine, or by the program; in both cases the door has to be closed before.',
      '- 1. Close the door and lock it.',
      '- 2. Press start.',
      '-- a) Wait.',
      'table  / Size | Torque ⏎ M8 | 25',
      'parameter Maker: Example Works',
      'parameter Model: X-1',
      'notice NOTE: Read on.',
    ],
  )
})

test('numbered lines one after another are a list, not headings', async () => {
  assert.deepEqual(await read('Steps\n\n1. Open it\n\n2. Close it\n\n3. Go\n\nDone.\n'), [
    'paragraph Steps',
    '- 1. Open it',
    '- 2. Close it',
    '- 3. Go',
    'paragraph Done.',
  ])
})

test('a large text comes in pieces that end at empty lines and join to the whole', async () => {
  const text = Array.from({ length: 400 }, (_, at) => `Paragraph ${at} of the text.`).join('\r\n\r\n')
  await withFile('a.txt', text, async ({ path }) => {
    const pieces: string[] = []
    for await (const piece of textPieces(path, 2_000)) pieces.push(piece)
    assert.ok(pieces.length > 4 && pieces.slice(0, -1).every(piece => piece.endsWith('\n\n')))
    assert.equal(pieces.join(''), text.replaceAll('\r\n', '\n'))
  })
})

test('source files are code of their language', async () => {
  assert.deepEqual(outlineOf(await readMade('a.ngc', 'G0 X1\nM2\n')), ['code G0 X1 ⏎ M2'])
})
