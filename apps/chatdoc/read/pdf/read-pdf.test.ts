import assert from 'node:assert/strict'
import { test } from 'node:test'
import { degrees } from 'pdf-lib'
import type { NewBlock } from '../../document/block.ts'
import { makePdf, readBlocks, readWindows, savePdf } from './made-pdf.ts'

const prose = [
  'The spindle drive stops when the coolant pressure falls below the limit that',
  'was set during commissioning of the machine, and it starts again only after the',
  'operator has confirmed the message at the panel and the pressure has recov-',
  'ered for more than ten seconds without a break.',
]

const told = (blocks: readonly NewBlock[]): readonly string[] =>
  blocks.map(block => `${block.kind === 'heading' ? `h${block.level}` : block.kind}: ${block.text}`)

test('headings have levels by number and size; lines become paragraphs with their hyphens mended', async context => {
  const pdf = await makePdf()
  pdf.write('Maintenance', 50, 60, { font: pdf.fonts.bold, size: 20 })
  pdf.write('1 Spindle', 50, 100, { font: pdf.fonts.bold, size: 14 })
  pdf.lines(prose, 50, 125)
  pdf.write('1.1 Coolant', 50, 200, { font: pdf.fonts.bold, size: 12 })
  pdf.lines(prose, 50, 220)
  const blocks = await readBlocks(context, pdf)
  const paragraph = `paragraph: ${prose.join(' ').replace('recov- ered', 'recovered')}`
  assert.deepEqual(told(blocks), [
    'h1: Maintenance',
    'h1: 1 Spindle',
    paragraph,
    'h2: 1.1 Coolant',
    paragraph,
  ])
})

test('two columns are read one after the other, below a title over both', async context => {
  const pdf = await makePdf()
  pdf.write('A title that stands over both of the columns', 50, 60, { font: pdf.fonts.bold, size: 16 })
  const column = (word: string): string[] =>
    Array.from({ length: 12 }, (_, at) => `${word} line ${at} of a text that fills its column well`)
  pdf.lines(column('left'), 50, 100)
  pdf.lines(column('right'), 320, 103)
  const text = told(await readBlocks(context, pdf)).join('\n')
  assert.match(text, /^h1: A title/)
  assert.ok(text.indexOf('left line 11') < text.indexOf('right line 0'), text)
})

test('running heads and page numbers are left out, and a paragraph goes on over them', async context => {
  const pdf = await makePdf()
  const long = 'A line of running text that is long enough to reach the right end of its column here'
  for (let page = 1; page <= 3; page++) {
    if (page > 1) pdf.newPage()
    pdf.write('Operating manual CNC-07', 50, 40)
    pdf.write(`Page ${page} of 3`, 270, 780)
    pdf.lines([long, long, `${long} and`], 50, 100)
  }
  const blocks = await readBlocks(context, pdf)
  assert.equal(blocks.length, 1)
  assert.doesNotMatch(blocks[0]?.text ?? '', /manual|Page/)
  assert.deepEqual(
    blocks[0]?.boxes.map(box => box.page),
    [1, 2, 3],
  )
})

test('items of lists keep their markers and levels, and a list counts on after other text', async context => {
  const pdf = await makePdf()
  const long = 'and read the whole of the instruction that is printed below it, because'
  pdf.lines(['1. Switch the machine off.', '2. Lock the main switch.'], 50, 100)
  pdf.lines(['a) with the red lock', 'b) with the tag'], 70, 124)
  pdf.lines(
    [`Wait for five minutes ${long}`, 'the capacitors keep their charge for some time after that.'],
    50,
    170,
  )
  pdf.lines(['3. Open the door.'], 50, 215)
  const items = (await readBlocks(context, pdf)).filter(block => block.kind === 'item')
  assert.deepEqual(
    items.map(item => [item.marker, item.level, item.text]),
    [
      ['1.', 1, 'Switch the machine off.'],
      ['2.', 1, 'Lock the main switch.'],
      ['a)', 2, 'with the red lock'],
      ['b)', 2, 'with the tag'],
      ['3.', 1, 'Open the door.'],
    ],
  )
  assert.equal(new Set(items.map(item => item.list)).size, 1)
})

test('signal words make warnings, typewriter letters make listings with their indents', async context => {
  const pdf = await makePdf()
  pdf.lines(prose, 50, 80)
  pdf.lines(['WARNING: Hot surface. Let the motor cool before you touch it.'], 50, 150)
  for (const [at, line] of ['if ready:', '    start()'].entries())
    pdf.write(line, 50, 190 + 12 * at, { font: pdf.fonts.typewriter })
  const blocks = await readBlocks(context, pdf)
  const warning = blocks.find(block => block.kind === 'warning')
  assert.equal(warning?.severity, 'warning')
  assert.equal(blocks.find(block => block.kind === 'code')?.text, 'if ready:\n    start()')
})

test('a framed box that begins with a signal word is one warning, whatever paragraphs it has', async context => {
  const pdf = await makePdf()
  pdf.grid([50, 400], [90, 180])
  pdf.write('CAUTION', 60, 105, { font: pdf.fonts.bold })
  pdf.write('The spindle goes on turning after the stop.', 60, 125)
  pdf.write('Wait until it stands still before you open the door.', 60, 150)
  pdf.write('Then go on with the work.', 50, 210)
  assert.deepEqual(told(await readBlocks(context, pdf)), [
    'warning: CAUTION\nThe spindle goes on turning after the stop.\nWait until it stands still before you open the door.',
    'paragraph: Then go on with the work.',
  ])
})

test('names with their values on lines of their own are parameters', async context => {
  const pdf = await makePdf()
  pdf.lines(['Rated voltage: 24 V DC', 'Protection class: IP65'], 50, 200)
  const parameters = (await readBlocks(context, pdf)).filter(block => block.kind === 'parameter')
  assert.deepEqual(
    parameters.map(parameter => [parameter.name, parameter.value]),
    [
      ['Rated voltage', '24 V DC'],
      ['Protection class', 'IP65'],
    ],
  )
})

test('boxes lie on the page as it is displayed, also where the page is rotated', async context => {
  const pdf = await makePdf()
  pdf.page.setRotation(degrees(90))
  pdf.page.drawText('Turned so that it reads upright on the display', {
    x: 100,
    y: 50,
    size: 10,
    rotate: degrees(90),
  })
  const windows = await readWindows(await savePdf(context, pdf))
  const [page] = windows[0]?.pages ?? []
  assert.deepEqual([page?.width, page?.height], [800, 600])
  const box = windows[0]?.blocks[0]?.boxes[0]
  assert.ok(box && Math.abs(box.left - 50) < 2 && Math.abs(box.bottom - 100) < 4, JSON.stringify(box))
  assert.ok(box && box.right - box.left > 150 && box.bottom - box.top < 20, JSON.stringify(box))
})

test('text that runs up a page is read as lines, with its box where it stands', async context => {
  const pdf = await makePdf()
  for (const [at, line] of ['A landscape page put', 'upon a portrait page.'].entries())
    pdf.page.drawText(line, { x: 200 + 12 * at, y: 100, size: 10, rotate: degrees(90) })
  const [block] = await readBlocks(context, pdf)
  assert.equal(block?.text, 'A landscape page put upon a portrait page.')
  const box = block?.boxes[0]
  assert.ok(box && Math.abs(box.bottom - 700) < 3 && box.left > 185 && box.right < 220, JSON.stringify(box))
})

test('reading resumes at a page with what the window before left, and gives the same blocks', async context => {
  const pdf = await makePdf()
  for (let page = 1; page <= 20; page++) {
    if (page > 1) pdf.newPage()
    pdf.write(`${page}. Chapter`, 50, 90, { font: pdf.fonts.bold, size: 14 })
    pdf.lines([...prose.slice(0, 2), `${prose[1] ?? ''} and`], 50, 120)
  }
  const path = await savePdf(context, pdf)
  const [first, second] = await readWindows(path)
  assert.equal(first?.lastPage, 16)
  const carry: unknown = JSON.parse(JSON.stringify(first?.carry))
  const [resumed] = await readWindows(path, { resume: { page: 17, carry } })
  assert.deepEqual(resumed?.blocks, second?.blocks)
  assert.equal(
    [...(first?.blocks ?? []), ...(second?.blocks ?? [])].filter(block => block.kind === 'heading').length,
    20,
  )
})

test('the outline of the file gives headings their levels', async () => {
  const { headingSign } = await import('./flow/headings.ts')
  const draft = {
    kind: 'text',
    style: { size: 10, isBold: false, isItalic: false, isMonospace: false },
    lines: ['Replacing the filter'],
    boxes: [],
    indent: 0,
    isFull: false,
    beginsAnew: false,
    spaceAbove: 1,
  } as const
  const statistics = { letters: { 10: 1_000 }, bold: 0 }
  assert.equal(headingSign(draft, { statistics, outline: new Map() }), undefined)
  assert.deepEqual(headingSign(draft, { statistics, outline: new Map([['replacingthefilter', 3]]) }), {
    level: 3,
  })
})
