import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startVisit } from './visit.ts'
import type { Visit } from './visit.ts'

let visit: Visit
before(async () => {
  visit = await startVisit()
})
after(() => visit?.end())

/** Renames the first table in the form, and gives the field. */
const rename = async (page: Page, field: string, name: string): Promise<void> => {
  await page.getByRole('textbox', { name: field }).first().fill(name)
}

test('of two who edit a model the second sees both versions beside each other and chooses', () =>
  visit.withPage({}, '/model', async page => {
    await page.getByRole('heading', { name: 'Semantic model' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await rename(page, 'Name (English)', 'Their areas')
    await rename(other, 'Name (English)', 'My areas')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/Saved as version/).waitFor()
    await other.getByRole('button', { name: 'Save', exact: true }).click()
    const notice = other.getByRole('dialog', { name: 'Someone else saved this model meanwhile' })
    await notice.waitFor()
    const changed = notice.locator('.mw-sides-row[data-kind=changed]')
    const sides = (await changed.allInnerTexts()).join('\n')
    assert.match(sides, /Their areas/)
    assert.match(sides, /My areas/)
    await notice.getByRole('button', { name: 'Save mine instead' }).click()
    await notice.waitFor({ state: 'detached' })
    await other.getByText(/Saved as version/).waitFor()
    await page.reload()
    await page.locator('.cb-dataset-link').filter({ hasText: 'My areas' }).waitFor()

    await rename(other, 'Name (English)', 'Areas of the plant')
    await rename(page, 'Name (English)', 'Lost words')
    await other.getByRole('button', { name: 'Save', exact: true }).click()
    await other.locator('.cb-save-bar').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Load their version' }).click()
    await page.locator('.cb-dataset-link').filter({ hasText: 'Areas of the plant' }).waitFor()
    await other.close()
  }))
