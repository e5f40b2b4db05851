import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, readMade } from '../testing/read-made.ts'

const read = async (body: string): Promise<string[]> =>
  outlineOf(await readMade('a.html', `<!doctype html><html><body>${body}</body></html>`))

test('nested and numbered lists keep their levels and markers', async () => {
  assert.deepEqual(
    await read(
      '<ol start="3" type="a"><li>one<ul><li>in</li></ul></li><li><p>two</p><p>more</p><pre>code()</pre></li></ol>',
    ),
    ['- c. one', '-- • in', '- d. two ⏎ more', 'code code()'],
  )
})

test('spans of cells are kept, header cells marked, a caption given', async () => {
  const document = await readMade(
    'a.html',
    '<html><body><table><caption>Torques</caption><tr><th rowspan="2">Bolt<th colspan="2">N·m<tr><th>min<th>max<tr><td>M8<td>20<td>25</table></body></html>',
  )
  const table = document.blocks[0]
  assert.ok(table?.kind === 'table')
  assert.deepEqual([table.rows, table.columns, table.caption], [3, 3, 'Torques'])
  assert.deepEqual(
    table.cells.map(cell => [cell.text, cell.row, cell.column, cell.rowSpan, cell.columnSpan, cell.isHeader]),
    [
      ['Bolt', 0, 0, 2, 1, true],
      ['N·m', 0, 1, 1, 2, true],
      ['min', 1, 1, 1, 1, true],
      ['max', 1, 2, 1, 1, true],
      ['M8', 2, 0, 1, 1, false],
      ['20', 2, 1, 1, 1, false],
      ['25', 2, 2, 1, 1, false],
    ],
  )
})

test('definitions are parameters, admonitions warnings, figures keep their captions, powers stay powers', async () => {
  assert.deepEqual(
    await read(
      '<dl><dt>max_velocity<dd>Highest speed.<dd>In mm/s.</dl><div class="admonition danger"><p>Live parts</p></div>' +
        '<figure><img src="x" alt="A pump"><figcaption>Fig. 2</figcaption></figure><p>10<sup>3</sup> m<sup>2</sup></p>',
    ),
    [
      'parameter max_velocity: Highest speed. ⏎ In mm/s.',
      'danger Live parts',
      'figure Fig. 2 / A pump',
      'paragraph 10³ m²',
    ],
  )
})

test('of a web page the document is read, scripts and the frame around it are not', async () => {
  const text =
    'The spindle is driven by a servo motor, whose drive reports its faults by code, and each has its remedy. '.repeat(
      8,
    )
  const page = `<nav><a href="/">Home</a></nav><header>Site</header><div id="app"><div class="post"><h1>Spindle</h1><p>${text}</p><p>${text}</p>
    <table><tr><th>Code<th>Remedy<tr><td>E-207<td>Cool it</table><ul><li>One</ul><p>${text}</p></div></div>
    <aside>Buy now</aside><footer>Imprint</footer><script>document.write('x')</script><p hidden>secret</p>`
  const outline = await read(page)
  assert.equal(outline[0], 'h1 Spindle')
  assert.ok(outline.includes('table  / Code | Remedy ⏎ E-207 | Cool it') && outline.includes('- • One'))
  assert.ok(!outline.some(line => /Home|Site|Buy|Imprint|secret|document\.write/.test(line)))
})
