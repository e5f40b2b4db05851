import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openContext } from './browser.ts'
import { ask, startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

const password = 'a long enough password'

let visit: Visit
const withPage: Visit['withPage'] = (view, path, use) => visit.withPage(view, path, use)

before(async () => {
  visit = await startVisit()
})

after(() => visit?.end())

test('a name given in the model is understood in the next question; unsaved changes are not lost by leaving', () =>
  withPage({}, '/model', async page => {
    await page.getByRole('button', { name: /^stops/ }).click()
    await page.getByLabel('Name (English)', { exact: true }).fill('standstills')
    await page.getByRole('link', { name: 'Jobs' }).click()
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Stay here' })
      .click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/Saved as version/).waitFor()
    await page.getByRole('link', { name: 'New question' }).click()
    await ask(page, 'how many standstills by line last month?')
    assert.match(await page.locator('.cb-answer .cb-chips').innerText(), /standstills|stops/)
  }))

test('what is wrong with the YAML of a model is said at its line, and it is not saved', () =>
  withPage({}, '/model', async page => {
    await page.getByRole('tab', { name: 'YAML' }).click()
    await page.getByRole('textbox', { name: 'Semantic model as YAML' }).click()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.insertText('nonsense: true\n')
    const finding = page.locator('.cb-findings li[data-severity=error]').first()
    await finding.waitFor()
    assert.match(await finding.innerText(), /line 1/)
    assert.ok(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled())
  }))

test('a question is verified with one click and listed with who did it', () =>
  withPage({}, '/', async page => {
    await ask(page, 'scrap rate by line last month')
    await page.getByRole('button', { name: 'Save as verified question' }).click()
    await page.getByRole('button', { name: 'Saved as a verified question' }).waitFor()
    await page.getByRole('link', { name: 'Verified questions' }).click()
    await page
      .getByRole('article', { name: 'scrap rate by line last month' })
      .getByText('administrator')
      .waitFor()
    await page.getByRole('link', { name: 'New question' }).click()
    await ask(page, 'scrap rate by line last month')
    await page.locator('.cb-fact').filter({ hasText: 'Verified' }).waitFor()
  }))

test('a file that cannot be read is refused in the words of the person, with the reason', () =>
  withPage({ language: 'zh' }, '/sources', async page => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'broken.parquet',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('no'),
      })
    await page.getByRole('alert').filter({ hasText: 'broken' }).first().waitFor()
    await page.getByRole('link', { name: '后台任务' }).click()
    await page.getByText('失败').first().waitFor()
  }))

test('two people watch one run: one sees the edit of the other as it is made, and the log says who did what', () =>
  withPage({}, '/people', async page => {
    await page.getByRole('button', { name: 'Add a person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Li Na')
    await dialog.locator('input[type=password]').fill(password)
    await dialog.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: /Administrator/ }).click()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Li Na was saved.').waitFor()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('link', { name: 'New question' }).click()
    await ask(page, 'stop hours by line last month')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByText(/Link copied/).waitFor()
    const link = await page.evaluate('navigator.clipboard.readText()')

    const context = await openContext(visit.browser, {})
    const other = await context.newPage()
    await other.goto(String(link))
    await other.getByLabel('Name').fill('Li Na')
    await other.locator('input[type=password]').fill(password)
    await other.keyboard.press('Enter')
    await other.locator('.cb-answer .cb-sentences').waitFor()
    await page.locator('.cb-answer .cb-chip[data-kind=time] .cb-chip-remove').click()
    await other.locator('.cb-answer .cb-chip[data-kind=time]').waitFor({ state: 'detached' })
    await context.close()

    await page.getByRole('link', { name: 'Audit log' }).click()
    const log = page.getByRole('region', { name: 'Audit log' })
    await log.getByText('shared an answer').waitFor()
    await log.getByText('Li Na').first().waitFor()
  }))

test('a token is shown once and revoked at once', () =>
  withPage({}, '/tokens', async page => {
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByRole('dialog').getByLabel('What it is for').fill('nightly report')
    await page.keyboard.press('Enter')
    await page.getByText('It is shown only this once.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('No token yet').waitFor()
  }))

test('the language follows the switch, and stays', () =>
  withPage({}, '/settings', async page => {
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await page.locator('.mw-sidebar').getByText('中文', { exact: true }).click()
    await page.getByRole('heading', { name: '设置' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '设置' }).waitFor()
  }))
