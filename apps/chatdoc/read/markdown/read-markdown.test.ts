import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, readMade } from '../testing/read-made.ts'

const read = async (text: string): Promise<string[]> => outlineOf(await readMade('a.md', text))

test('front matter gives the title, other keys are parameters', async () => {
  const document = await readMade('a.md', '---\ntitle: "Spindle"\nauthor: Li\n---\n# Other\n')
  assert.equal(document.title, 'Spindle')
  assert.deepEqual(outlineOf(document), ['parameter author: Li', 'h1 Other'])
})

test('admonitions of GitHub, MkDocs and Docusaurus and quotes with signal words are warnings; code is left alone', async () => {
  assert.deepEqual(
    await read(
      '> [!CAUTION]\n> Hot\n\n!!! danger "Live"\n    High voltage.\n\n    - stop\n\nAfter\n\n:::note\nRead\n:::\n\n> **Warning**\n> Sharp\n\n```\n!!! x\n```\n',
    ),
    [
      'caution Hot',
      'danger Live ⏎ High voltage. ⏎ • stop',
      'paragraph After',
      'notice Read',
      'warning Warning Sharp',
      'code !!! x',
    ],
  )
})

test('tables, nested lists, tasks, HTML and footnotes are read', async () => {
  assert.deepEqual(
    await read(
      '|A|B|\n|-|-|\n|1|`x`|\n\n1. a\n   - b\n2. c\n\n- [x] done\n\n<dl><dt>k</dt><dd>v</dd></dl>\n\nText[^1].\n\n[^1]: Note here.\n',
    ),
    [
      'table  / A | B ⏎ 1 | x',
      '- 1. a',
      '-- • b',
      '- 2. c',
      '- • ☒ done',
      'parameter k: v',
      'paragraph Text[1].',
      'paragraph [1] Note here.',
    ],
  )
})
