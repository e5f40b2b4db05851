import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addFile, ask, startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

const question = 'Which line lost the most hours to unplanned stops last month, by reason?'
const csv = 'machine;good parts;scrap\nM1;100;4\nM2;250;1\nM1;50;6\n'

let visit: Visit
const withPage: Visit['withPage'] = (view, path, use) => visit.withPage(view, path, use)

before(async () => {
  visit = await startVisit()
})

after(() => visit?.end())

const rowCount = async (page: Page): Promise<number> => {
  const text = await page.locator('.cb-answer .cb-grid-foot').last().innerText()
  return Number(/([\d,]+) rows?/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN)
}

/** The foot of the answer's table while it says `count`. */
const rowsShown = (page: Page, count: number) =>
  page.locator('.cb-answer .cb-grid-foot').filter({ hasText: `${count} rows` })

test('a question is answered with sentences, a chart and rows, and the answer follows a chip that is removed', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.locator('.cb-chart svg').waitFor()
    const before = await rowCount(page)
    assert.ok(before > 6, `rows by line and reason: ${before}`)
    await page.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').first().click()
    await page.locator('.mw-spine-step[data-state=edited]').waitFor()
    await rowsShown(page, before).waitFor({ state: 'detached' })
    assert.ok((await rowCount(page)) < before)
    await page.getByRole('button', { name: 'Undo change' }).click()
    await rowsShown(page, before).waitFor()
  }))

test('a number of the answer leads to its cell', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    const number = page.locator('.cb-number').filter({ hasText: /^\d/ }).first()
    const shown = (await number.innerText()).replace(/[^\d.]/g, '')
    await number.click()
    const cell = await page.locator('.cb-answer td[data-marked]').innerText()
    assert.equal(Number(cell.replaceAll(',', '')), Number(shown))
  }))

test('a file added beside the question can be asked about at once', () =>
  withPage({}, '/', async page => {
    await addFile(page, 'shift-report.csv', csv)
    await ask(page, 'total good parts by machine')
    const cells = await page.locator('.cb-answer .cb-table td').allInnerTexts()
    assert.deepEqual(cells.toSorted(), ['150', '250', 'M1', 'M2'])
    const asked = page.getByRole('button', { name: 'Sources to ask' }).filter({ hasText: 'shift-report' })
    await asked.waitFor()
    await page.reload()
    await asked.waitFor()
  }))

test('a follow-up changes the last answer, and answers stay in the order they were asked', () =>
  withPage({}, '/', async page => {
    await ask(page, 'scrap rate by line last month')
    await ask(page, 'and by shift?')
    await ask(page, 'only line 2')
    const asked = await page.locator('.mw-question').allInnerTexts()
    assert.deepEqual(asked, ['scrap rate by line last month', 'and by shift?', 'only line 2'])
    const latest = page.locator('.mw-conversation-link').first()
    await latest.filter({ hasText: 'scrap rate by line last month' }).waitFor()
    const chips = await page.locator('.cb-answer').last().locator('.cb-chip-label').allInnerTexts()
    assert.ok(chips.includes('shift') && chips.some(chip => chip.includes('Line 2')), chips.join(', '))
  }))

test('two meanings become one question with their results, chosen by keyboard, remembered, and undone', () =>
  withPage({}, '/', async page => {
    await addFile(
      page,
      'presses.csv',
      'machine,scrap rate,speed rate\nM1,0.4,40\nM2,0.6,20\nM1,0.2,80\nM2,0.8,60\n',
    )
    const asked = 'average rate by machine'
    const askBack = async () => {
      await page.getByRole('group', { name: 'What does "rate" mean here?' }).last().waitFor()
      await page.locator('.cb-option-choose:focus').waitFor() // the keyboard is there already
    }
    await page.getByRole('textbox', { name: 'Your question' }).fill(asked)
    await page.keyboard.press('Enter')
    await askBack()
    const options = page.locator('.cb-option')
    const speed = options.filter({ hasText: 'speed rate' })
    assert.deepEqual(await speed.locator('td').allInnerTexts(), ['M1', '60', 'M2', '40'])
    assert.equal(await speed.locator('.cb-preview-count').innerText(), '2 of 2 rows')
    assert.equal(await speed.locator('.cb-differs').innerText(), 'speed')
    await page.keyboard.press('ArrowDown')
    assert.match(
      (await page.locator('.cb-option-choose:focus').getAttribute('aria-label')) ?? '',
      /^Reading 2 of 2/,
    )
    const place = (await options.allInnerTexts()).findIndex(text => text.includes('speed rate')) + 1
    await page.keyboard.press(String(place))
    const chosen = page.locator('.cb-answer').last()
    await chosen.locator('.cb-sentences').waitFor()
    assert.match(await chosen.locator('.cb-chips').innerText(), /speed rate/)
    await chosen.getByText('Or did you mean:').waitFor()
    await page.locator('.mw-question').first().waitFor()
    await page.getByRole('textbox', { name: 'Your question' }).fill(asked)
    await page.keyboard.press('Enter')
    const remembered = page.locator('.cb-answer').nth(1)
    await remembered.locator('.cb-sentences').waitFor()
    const chip = remembered.locator('.cb-resting li').filter({ hasText: '“rate” means speed rate' })
    await chip.getByRole('button', { name: 'Undo' }).click()
    await page.locator('.mw-run').nth(2).waitFor()
    await askBack()
    await page.keyboard.press('0')
    await page.getByText('None of these was meant').waitFor()
    await page.getByRole('button', { name: 'Say it in other words' }).click()
    assert.equal(await page.getByRole('textbox', { name: 'Your question' }).inputValue(), asked)
  }))

test('edited SQL is checked while it is written, then run', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.getByRole('button', { name: 'How it was answered' }).click()
    const editor = page.getByRole('textbox', { name: 'SQL of the answer' })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('DROP TABLE stop')
    await page.locator('.mw-step[data-step=compile] .cb-problems[data-bad]').waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('SELECT COUNT(*) AS reasons FROM stop_reason')
    await page.getByRole('button', { name: 'Check and run' }).click()
    await page.locator('.mw-step[data-step=compile][data-state=edited]').waitFor()
    await page.locator('.mw-step[data-step=narrate][data-state=done]').waitFor()
    await page.locator('.cb-fact').filter({ hasText: 'SQL written by administrator' }).waitFor()
    const answer = await page.locator('.cb-answer').innerText()
    assert.doesNotMatch(answer, /Understood as|% sure/) // what was asked is not what these rows answer
  }))

test('a question that does not reach the server is given back', () =>
  withPage({}, '/', async page => {
    await page.route('**/api/conversations', route => route.abort())
    const field = page.getByRole('textbox', { name: 'Your question' })
    await field.fill(question)
    await page.keyboard.press('Enter')
    await page.getByText('The server does not answer.').waitFor()
    assert.equal(await field.inputValue(), question)
  }))

test('a question that takes long is stopped on demand', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.getByRole('button', { name: 'How it was answered' }).click()
    await page.getByRole('textbox', { name: 'SQL of the answer' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(
      'SELECT SUM(a.good_qty * b.good_qty + c.good_qty) AS x FROM production a, production b, production c',
    )
    await page.getByRole('button', { name: 'Check and run' }).click()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.locator('.cb-answer').getByText('Stopped').waitFor()
  }))

test('Escape closes what lies above first, and the steps after it', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.getByRole('button', { name: 'How it was answered' }).click()
    const pane = page.getByRole('complementary', { name: 'Steps of the answer' })
    await pane.locator('button.cb-chip-main').first().click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape') // the list of its field
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.ok(await pane.isVisible())
    await page.keyboard.press('Escape')
    await pane.waitFor({ state: 'detached' })
  }))

test('a variant stands beside the original, says that it is one, and both can be taken along', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Try a variant (fork)' }).click()
    await page.locator('.mw-fork').waitFor()
    assert.equal(await page.locator('.mw-run').count(), 2)
    for (const format of ['CSV', 'XLSX', 'PNG', 'SVG']) {
      await page.getByRole('button', { name: 'Export' }).last().click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: format, exact: true }).click()
      assert.match((await download).suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`))
    }
  }))

test('whoever edits an older version sees both and chooses', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    const conversation = page.url()
    const other = await page.context().newPage()
    await other.route('**/events*', route => route.abort())
    await other.goto(conversation)
    await other.locator('.cb-answer .cb-sentences').waitFor()
    await page.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').first().click()
    await page.locator('.mw-spine-step[data-state=edited]').waitFor()
    await other.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').last().click()
    const dialog = other.getByRole('dialog', { name: 'Someone else changed this step' })
    await dialog.getByRole('button', { name: 'Use mine' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await other.locator('.mw-spine-step[data-state=edited]').waitFor()
  }))

test('one person sees the edit of another without asking', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.locator('.cb-answer .cb-sentences').waitFor()
    await page.bringToFront()
    await page.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').first().click()
    await other.locator('.mw-spine-step[data-state=edited]').waitFor()
  }))

test('in Chinese at phone width the answer and its steps fit the screen', () =>
  withPage({ width: 390, height: 844, language: 'zh' }, '/', async page => {
    await page.getByRole('textbox', { name: '您的问题' }).fill('上月各产线的非计划停机时长')
    await page.keyboard.press('Enter')
    await page.locator('.cb-answer .cb-sentences').waitFor()
    await page.getByRole('button', { name: '回答过程' }).click()
    await page.locator('.mw-steps-below .mw-step').first().waitFor()
    const overflowPx = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.equal(overflowPx, 0)
  }))

test('the keys / and ? work anywhere on the page', () =>
  withPage({}, '/sources', async page => {
    await page.getByRole('heading', { name: 'Sources' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.goto(visit.product.url)
    await page.locator('.mw-composer textarea').waitFor()
    await page.mouse.click(700, 20)
    await page.keyboard.press('/')
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'TEXTAREA')
  }))

test('the key e edits what was understood, without the mouse', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    await page.locator('.cb-answer button.cb-chip-main').first().waitFor()
    await page.keyboard.press('Escape') // out of the field
    await page.keyboard.press('e')
    await page.getByRole('dialog', { name: /Change/ }).waitFor()
  }))
