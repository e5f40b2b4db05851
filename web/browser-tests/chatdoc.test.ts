import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { findViolations, overflowPx, settled } from './axe.ts'
import { openContext } from './browser.ts'
import type { View } from './browser.ts'
import { createPdf } from './chatdoc-pdf.ts'
import type { PdfLine } from './chatdoc-pdf.ts'
import { addDocuments, askDocuments, documentRow, makeCollection } from './chatdoc-visit.ts'
import { startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

const password = 'a long enough password'
const question = 'How do I clear fault E-931 on the gantry lift?'
const firstStep = 'Switch off the main switch'

const heading = (text: string, topPt: number): PdfLine => ({ text, sizePt: 18, leftPt: 60, topPt })
const line = (text: string, topPt: number): PdfLine => ({ text, sizePt: 11, leftPt: 60, topPt })

const manual = {
  name: 'gantry-lift.pdf',
  mimeType: 'application/pdf',
  buffer: createPdf([
    [
      { ...heading('Gantry lift GL-90', 80), sizePt: 26 },
      line('This manual describes the gantry lift GL-90 of hall 3.', 130),
      line('It is meant for trained maintenance technicians.', 146),
    ],
    [
      heading('Fault E-931', 80),
      line('Fault E-931 means that the gantry lift is overloaded.', 110),
      heading('How to clear fault E-931 on the gantry lift', 150),
      line('1. Switch off the main switch and lock it.', 180),
      line('2. Wait 10 minutes until the capacitors are discharged.', 200),
      line('3. Clean the rope brake of the gantry lift.', 220),
      line('4. Switch on the main switch and press the reset button.', 240),
    ],
  ]),
}

const notes = {
  name: 'shift-notes.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from('# Shift notes\n\nThe coffee machine of hall 3 is filled at six in the morning.\n'),
}

let visit: Visit
let documentPath = ''
const withPage: Visit['withPage'] = (view, path, use) => visit.withPage(view, path, use)

before(async () => {
  visit = await startVisit()
})

after(() => visit?.end())

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Escape')
}

test('a steward adds documents to a new collection, and each file says what became of it', () =>
  withPage({}, '/documents', async page => {
    await makeCollection(page, 'Open to all')
    await addDocuments(page, [notes])
    await makeCollection(page, 'Lifts of hall 3')
    await addDocuments(page, [manual])
    await page
      .locator('.cd-drop input[type=file]')
      .first()
      .setInputFiles([{ name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }])
    await page.getByRole('status').filter({ hasText: 'broken.pdf' }).waitFor()
    await documentRow(page, 'gantry-lift.pdf').getByRole('link').click()
    await page.waitForURL(/\/documents\/[\w-]+$/)
    documentPath = new URL(page.url()).pathname
  }))

test('a question is answered step by step, and a citation opens the page with the place marked', () =>
  withPage({ width: 1440 }, '/', async page => {
    await page.getByRole('textbox', { name: 'Your question' }).fill('half a question')
    await page.getByRole('link', { name: 'Ask documents' }).click()
    const field = page.getByRole('textbox', { name: 'Your question' })
    await page.getByText('What do you need from the documents?').waitFor()
    assert.equal(await field.inputValue(), 'half a question') // what was begun comes along
    await askDocuments(page, question)
    const answer = page.locator('.cd-answer')
    await answer.getByText(firstStep).first().waitFor()
    await answer.locator('.cd-chip').first().click()
    const source = page.getByRole('complementary', { name: 'Source' })
    await source.locator('.cd-mark').first().waitFor()
    const isDrawn = 'document.querySelector(".cd-page img").naturalWidth > 300'
    assert.equal(await page.evaluate(isDrawn), true)
    assert.match(await source.getByRole('region', { name: /Page 2 of 2/ }).innerHTML(), /cd-mark/)
    await source.getByText('Text', { exact: true }).click()
    await source.locator('.cd-block[data-marked]').first().waitFor()
    await page.keyboard.press('Escape')
    await source.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: `Ask documents: ${question}` }).waitFor() // its mark in the list
  }))

test('a page is zoomed by the wheel with Ctrl, as by two fingers, and the page around it is not', () =>
  withPage({ width: 1440 }, documentPath, async page => {
    const sheet = page.locator('.cd-pages-sheet')
    await sheet.locator('img').first().waitFor()
    await settled(page)
    const widthOf = async (): Promise<number> => (await sheet.boundingBox())?.width ?? 0
    const before = await widthOf()
    await sheet
      .locator('img')
      .first()
      .hover({ position: { x: 200, y: 100 } })
    await page.keyboard.down('Control')
    for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -20)
    await page.locator('.cd-fit[aria-pressed=false]').waitFor()
    await page.keyboard.up('Control')
    assert.ok((await widthOf()) > before * 1.1, 'the page of the document grows')
    assert.equal(await overflowPx(page), 0)
    await page.getByRole('button', { name: 'Fit to width' }).click()
    await page.locator('.cd-fit[aria-pressed=true]').waitFor()
  }))

test('documents of all collections are one list, which names the collection of each', () =>
  withPage({}, '/documents', async page => {
    await page.getByRole('button', { name: /^All collections/ }).click()
    await page.waitForURL(/collection=all/)
    const row = documentRow(page, 'gantry-lift.pdf')
    await row.getByText('Lifts of hall 3 · gantry-lift.pdf').waitFor()
    await documentRow(page, 'shift-notes.md').getByText('Open to all · shift-notes.md').waitFor()
    await page.getByRole('textbox', { name: 'Search by name, title or equipment' }).fill('gantry')
    await documentRow(page, 'shift-notes.md').waitFor({ state: 'detached' })
    await row.waitFor()
  }))

test('the right place of a wrong answer is found by other words, and corrected later', () =>
  withPage({}, '/ask/documents', async page => {
    await askDocuments(page, question)
    await page.locator('.cd-answer').getByRole('button', { name: 'This is wrong' }).click()
    const dialog = page.getByRole('dialog', { name: 'Where does the right answer stand?' })
    await dialog.getByRole('textbox', { name: 'Find it by other words' }).fill('coffee machine')
    await dialog.getByRole('button', { name: /filled at six in the morning/ }).click()
    await page.getByText('Kept as a golden question.').waitFor()
    await page.goto(`${visit.product.url}/golden`)
    await choose(page, 'Collection', 'Open to all')
    const row = page.getByRole('article', { name: question })
    await row.getByText(/shift-notes|Shift notes/).waitFor()
    await row.getByRole('button', { name: 'Correct place' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Switch off the main switch/ })
      .first()
      .click()
    await page.getByText('The place was corrected.').waitFor()
    await row.waitFor({ state: 'detached' }) // it belongs to the other collection now
    await choose(page, 'Collection', 'Lifts of hall 3')
    await row.getByText(/Gantry lift GL-90: /).waitFor()
    await page.getByText('What counts in the ranking').click()
    await page.getByRole('button', { name: 'Learn from the golden questions' }).click()
    await page.getByText(/Only 1 golden question/).waitFor()
    await page.getByRole('slider', { name: 'Headings' }).press('ArrowRight')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await page.getByRole('slider', { name: 'Headings' }).waitFor()
    assert.equal(await page.getByRole('slider', { name: 'Headings' }).getAttribute('aria-valuetext'), '× 1.5')
    await page.getByRole('button', { name: 'As everywhere' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()
  }))

test('on a phone a procedure is a checklist that keeps what is done, and the source covers the screen', () =>
  withPage({ width: 390, height: 844 }, '/ask/documents', async page => {
    await askDocuments(page, question)
    const step = page.getByRole('checkbox', { name: new RegExp(firstStep) })
    const box = await page.locator('.cd-step').first().boundingBox()
    assert.ok((box?.height ?? 0) >= 48, 'a step is as tall as a thumb')
    await step.check({ force: true })
    await page.reload()
    await page.getByText(/1 of \d+ done/).waitFor()
    assert.ok(await step.isChecked())
    await page.locator('.cd-answer .cd-chip').first().click()
    await page.getByRole('dialog', { name: 'Source' }).locator('.cd-mark').first().waitFor()
    assert.equal(await overflowPx(page), 0)
    await page.goBack()
    await page.getByRole('dialog', { name: 'Source' }).waitFor({ state: 'detached' })
  }))

test('who is no reader of a collection sees it in no list, no answer and by no link', () =>
  withPage({}, '/people', async page => {
    await page.getByRole('button', { name: 'Add a person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Wang Wei')
    await dialog.locator('input[type=password]').fill(password)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Wang Wei was saved.').waitFor()
    await page.getByRole('link', { name: 'Documents', exact: true }).click()
    await page.getByRole('button', { name: /^Lifts of hall 3/ }).click()
    await page.getByRole('button', { name: 'Settings' }).click()
    await choose(page, 'Who reads it', 'Everyone') // no longer
    await choose(page, 'Who reads it', 'Steward and above')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()

    const context = await openContext(visit.browser, {})
    const other = await context.newPage()
    await other.goto(`${visit.product.url}/documents`)
    await other.getByLabel('Name').fill('Wang Wei')
    await other.locator('input[type=password]').fill(password)
    await other.keyboard.press('Enter')
    await other.getByRole('button', { name: /^Open to all/ }).waitFor()
    assert.equal(await other.getByText('Lifts of hall 3').count(), 0)
    await other.goto(visit.product.url + documentPath)
    await other.getByRole('alert').waitFor()
    await other.goto(`${visit.product.url}/ask/documents`)
    await askDocuments(other, question)
    assert.doesNotMatch(await other.locator('.cd-answer').innerText(), /main switch|gantry-lift/)
    await context.close()
  }))

test('a correction is marked, found, and taken back', () =>
  withPage({}, `${documentPath}/edit?page=2`, async page => {
    await page.getByRole('button', { name: /^Correct: Fault E-931 means/ }).click()
    await page.getByRole('textbox', { name: 'Text' }).fill('Fault E-931 means that the coolant is missing.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Corrected by administrator').waitFor()
    await page.getByRole('button', { name: /^Take the correction back/ }).click()
    await page.getByText('Fault E-931 means that the gantry lift is overloaded.').waitFor()
  }))

const views: readonly View[] = [
  { scheme: 'light' },
  { scheme: 'dark', language: 'zh', width: 390, height: 844 },
]

for (const view of views)
  test(`no page of documents has a serious finding (${view.scheme}, ${view.width ?? 1440} px)`, () =>
    withPage(view, '/ask/documents', async page => {
      const found: string[] = []
      const look = async (what: string): Promise<void> => {
        await settled(page)
        found.push(...(await findViolations(page)).map(text => `${what} ${text}`))
        const overflow = await overflowPx(page)
        if (overflow !== 0) found.push(`${what} is ${overflow} px wider than the screen`)
      }
      await page.locator('.mw-welcome').waitFor()
      await look('start')
      await page.locator('.mw-composer textarea').fill(question)
      await page.keyboard.press('Enter')
      await page.locator('.cd-answer[aria-busy=false] .cd-chip').first().waitFor()
      await look('answer')
      await page.locator('.cd-answer .cd-chip').first().click()
      await page.locator('.cd-mark').first().waitFor()
      await look('source')
      for (const path of ['/documents', '/golden', documentPath, `${documentPath}/edit?page=2`]) {
        await page.goto(visit.product.url + path)
        await page.locator('h1').first().waitFor()
        await look(path)
      }
      assert.deepEqual(found, [])
    }))

test('a document is deleted once its name was typed, with a receipt that says nothing is left', () =>
  withPage({}, '/documents', async page => {
    await page.getByRole('button', { name: /^Lifts of hall 3/ }).click()
    await documentRow(page, 'gantry-lift.pdf').getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('gantry-lift.pdf')
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await dialog.getByText('Nothing of it is left').waitFor()
    const download = page.waitForEvent('download')
    await dialog.getByRole('link', { name: 'Download receipt' }).click()
    assert.match((await download).suggestedFilename(), /^deletion-.*\.json$/)
  }))
