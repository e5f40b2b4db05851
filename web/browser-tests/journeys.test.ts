import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { collectPageErrors, launchBrowser, openContext } from './browser.ts'
import type { View } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

const question = 'Which line lost the most hours to unplanned stops last month, by reason?'
const csv = 'machine;good parts;scrap\nM1;100;4\nM2;250;1\nM1;50;6\n'

let product: Product
let browser: Browser
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

before(async () => {
  product = await startProduct()
  browser = await launchBrowser() // after the product: a product that does not start leaves no browser behind
  const context = await openContext(browser, {})
  const page = await context.newPage()
  await page.goto(product.link)
  await page.getByRole('textbox', { name: 'Your question' }).waitFor()
  signedIn = await context.storageState()
  await context.close()
})

after(async () => {
  await browser?.close()
  await product?.stop()
})

/** A page of a person who is signed in; fails the test where the page reports an error. */
const withPage = async (view: View, path: string, use: (page: Page) => Promise<void>): Promise<void> => {
  const context = await openContext(browser, view, signedIn)
  const page = await context.newPage()
  const errors = collectPageErrors(page)
  await page.goto(product.url + path)
  await use(page)
  assert.deepEqual(errors, [])
  await context.close()
}

const ask = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Your question' }).fill(text)
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: text, exact: true }).locator('.cb-sentences').waitFor()
}

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
    await page.locator('.cb-spine-step[data-state=edited]').waitFor()
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
    await page
      .locator('.cb-composer input[type=file]')
      .setInputFiles({ name: 'shift-report.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByRole('button', { name: 'Sources to ask' }).filter({ hasText: 'shift-report' }).waitFor()
    await ask(page, 'total good parts by machine')
    const cells = await page.locator('.cb-answer .cb-table td').allInnerTexts()
    assert.deepEqual(cells.toSorted(), ['150', '250', 'M1', 'M2'])
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
    await page.locator('.cb-spine-step[data-state=edited]').waitFor()
    await other.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').last().click()
    const dialog = other.getByRole('dialog', { name: 'Someone else changed this step' })
    await dialog.getByRole('button', { name: 'Use mine' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await other.locator('.cb-spine-step[data-state=edited]').waitFor()
  }))

test('one person sees the edit of another without asking', () =>
  withPage({}, '/', async page => {
    await ask(page, question)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.locator('.cb-answer .cb-sentences').waitFor()
    await page.bringToFront()
    await page.locator('.cb-answer .cb-chip[data-kind=dimension] .cb-chip-remove').first().click()
    await other.locator('.cb-spine-step[data-state=edited]').waitFor()
  }))

test('in Chinese at phone width the answer and its steps fit the screen', () =>
  withPage({ width: 390, height: 844, language: 'zh' }, '/', async page => {
    await page.getByRole('textbox', { name: '您的问题' }).fill('上月各产线的非计划停机时长')
    await page.keyboard.press('Enter')
    await page.locator('.cb-answer .cb-sentences').waitFor()
    await page.getByRole('button', { name: '回答过程' }).click()
    await page.locator('.cb-steps-below .mw-step').first().waitFor()
    const overflowPx = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.equal(overflowPx, 0)
  }))

test('the keys / and ? work anywhere on the page', () =>
  withPage({}, '/sources', async page => {
    await page.getByRole('heading', { name: 'Sources' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.goto(product.url)
    await page.locator('.cb-composer textarea').waitFor()
    await page.mouse.click(700, 20)
    await page.keyboard.press('/')
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'TEXTAREA')
  }))
