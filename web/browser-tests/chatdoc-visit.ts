import type { Page } from 'playwright-core'

/** Makes a collection on the page and stays in it. */
export const makeCollection = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'New collection' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New collection' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('region', { name }).waitFor()
}

export interface NewFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Chooses files in the collection that is shown and waits until each can be asked. */
export const addDocuments = async (page: Page, files: readonly NewFile[]): Promise<void> => {
  await page
    .locator('.cd-drop input[type=file]')
    .first()
    .setInputFiles([...files])
  for (const { name } of files) await documentRow(page, name).getByText('Ready').waitFor()
}

/** The row of a document in the list. */
export const documentRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

/** Asks the documents and waits for the answer. */
export const askDocuments = async (page: Page, question: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question)
  await page.keyboard.press('Enter')
  await page
    .getByRole('article', { name: question, exact: true })
    .and(page.locator('[aria-busy=false]'))
    .waitFor()
}
