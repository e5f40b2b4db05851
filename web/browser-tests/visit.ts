import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { collectPageErrors, launchBrowser, openContext } from './browser.ts'
import type { View } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

/** A product and a browser in which its administrator is signed in. */
export interface Visit {
  readonly product: Product
  readonly browser: Browser
  readonly signedIn: SignedIn
  /** A page of the person who is signed in; fails the test where the page reports an error. */
  withPage(view: View, path: string, use: (page: Page) => Promise<void>): Promise<void>
  end(): Promise<void>
}

const signIn = async (browser: Browser, product: Product): Promise<SignedIn> => {
  const context = await openContext(browser, {})
  const page = await context.newPage()
  await page.goto(product.link)
  await page.getByRole('textbox', { name: 'Your question' }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

/** Starts a product of its own and opens its one-time link. */
export const startVisit = async (): Promise<Visit> => {
  const product = await startProduct()
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await product.stop()
    throw error
  })
  const signedIn = await signIn(browser, product)
  return {
    product,
    browser,
    signedIn,
    withPage: async (view, path, use) => {
      const context = await openContext(browser, view, signedIn)
      const page = await context.newPage()
      const errors = collectPageErrors(page)
      await page.goto(product.url + path)
      await use(page)
      assert.deepEqual(errors, [])
      await context.close()
    },
    end: async () => {
      await browser.close()
      await product.stop()
    },
  }
}

/** Asks on the page and waits for the sentences of the answer. */
export const ask = async (page: Page, question: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question)
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: question, exact: true }).locator('.cb-sentences').waitFor()
}

/** Drops a file beside the question and waits until it can be asked. */
export const addFile = async (page: Page, name: string, text: string): Promise<void> => {
  await page
    .locator('.mw-composer input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const source = name.replace(/\.[^.]+$/, '')
  await page.getByRole('button', { name: 'Sources to ask' }).filter({ hasText: source }).waitFor()
}
