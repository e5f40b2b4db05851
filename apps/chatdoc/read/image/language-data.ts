import { mkdtemp, rm, symlink, copyFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const recognisedLanguages = ['eng', 'chi_sim'] as const

const require = createRequire(import.meta.url)
const dataOf = (language: string): string =>
  join(
    dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)),
    '4.0.0_best_int',
    `${language}.traineddata.gz`,
  )

const place = async (from: string, to: string): Promise<void> => {
  try {
    await symlink(from, to)
  } catch {
    await copyFile(from, to)
  }
}

/** Runs `use` with one folder that holds the data of all languages, which npm keeps in a package each. */
export const withLanguageData = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-ocr-'))
  try {
    for (const language of recognisedLanguages)
      await place(dataOf(language), join(folder, `${language}.traineddata.gz`))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
