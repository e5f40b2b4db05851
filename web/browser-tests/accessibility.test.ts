import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext } from 'playwright-core'
import { findViolations, overflowPx, settled } from './axe.ts'
import { launchBrowser, openContext } from './browser.ts'
import type { View } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

const pages = ['/', '/sources', '/model', '/verified', '/jobs', '/people', '/tokens', '/audit', '/settings']
const views: readonly View[] = [
  { scheme: 'light' },
  { scheme: 'dark', language: 'zh', width: 390, height: 844 },
]

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

for (const view of views)
  test(`no page has a serious finding (${view.scheme}, ${view.width ?? 1440} px)`, async () => {
    const context = await openContext(browser, view, signedIn)
    const page = await context.newPage()
    const found: string[] = []
    for (const path of pages) {
      await page.goto(product.url + path)
      await page.locator('h1').first().waitFor()
      await settled(page)
      found.push(...(await findViolations(page)).map(text => `${path} ${text}`))
      const overflow = await overflowPx(page)
      if (overflow !== 0) found.push(`${path} is ${overflow} px wider than the screen`)
    }
    assert.deepEqual(found, [])
    await context.close()
  })

for (const view of views)
  test(`an answer with its steps has no serious finding (${view.scheme})`, async () => {
    const context = await openContext(browser, view, signedIn)
    const page = await context.newPage()
    await page.goto(product.url)
    await page
      .locator('.mw-composer textarea')
      .fill('Which line lost the most hours to unplanned stops last month?')
    await page.keyboard.press('Enter')
    await page.locator('.cb-answer .cb-sentences').waitFor()
    await page.locator('.cb-actions button[aria-expanded]').first().click()
    await page.locator('.mw-step[data-step=compile] .cm-content').waitFor()
    await settled(page)
    assert.deepEqual(await findViolations(page), [])
    await page.locator('.cb-answer button.cb-chip-main').first().click()
    await page.getByRole('dialog').waitFor()
    await settled(page)
    assert.deepEqual(await findViolations(page), [])
    await context.close()
  })

for (const view of views)
  test(`a question back with its readings has no serious finding and fits (${view.scheme})`, async () => {
    const context = await openContext(browser, view, signedIn)
    const page = await context.newPage()
    await page.goto(product.url)
    await page.locator('.mw-composer textarea').fill('quantity by line last month')
    await page.keyboard.press('Enter')
    await page.locator('.cb-option .cb-preview-rows').nth(1).waitFor()
    await settled(page)
    assert.deepEqual(await findViolations(page), [])
    assert.equal(await overflowPx(page), 0)
    await context.close()
  })

test('signing in is possible without a serious finding', async () => {
  const context = await openContext(browser, {})
  const page = await context.newPage()
  await page.goto(product.url)
  await page.getByRole('heading', { name: 'Sign in to Millwright' }).waitFor()
  assert.deepEqual(await findViolations(page), [])
  await context.close()
})
