import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packedChromium from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { unpackWoff } from './unpack-woff.ts'

const manifestSchema = z.object({ version: z.string() })

const packedVersion = async (): Promise<string> => {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'))
  return manifestSchema.parse(JSON.parse(await readFile(fileURLToPath(manifest), 'utf8'))).version
}

/**
 * Chromium from its npm package, unpacked once per person and version. Unpacked aside and then renamed, so that
 * neither a second process nor another person ever meets a half-written or foreign file.
 */
const unpackChromium = async (): Promise<string> => {
  const folder = join(tmpdir(), `millwright-chromium-${userInfo().uid}-${await packedVersion()}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  const before = process.env['TMPDIR']
  const staging = await mkdtemp(join(tmpdir(), 'millwright-chromium-'))
  try {
    process.env['TMPDIR'] = staging // the package unpacks to the system's temporary folder and nowhere else
    await packedChromium.executablePath()
    await writeFonts(staging, folder)
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await rename(staging, folder).catch(async (error: unknown) => {
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  })
  return folder
}

/** Chinese texts need a font; machines that run tests often have none. */
const writeFonts = async (staging: string, folder: string): Promise<void> => {
  const fonts = join(staging, 'fonts')
  await mkdir(fonts, { recursive: true })
  for (const weight of [400, 700]) {
    const name = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`
    const packed = await readFile(fileURLToPath(import.meta.resolve(name)))
    await writeFile(join(fonts, `noto-sans-sc-${weight}.ttf`), unpackWoff(packed))
  }
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`
  await writeFile(join(fonts, 'fonts.conf'), config)
}

/** A headless Chromium that works offline, as root and as anyone else. */
export const launchBrowser = async (): Promise<Browser> => {
  const folder = await unpackChromium()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'],
    env: { ...process.env, FONTCONFIG_PATH: join(folder, 'fonts') },
  })
}

export interface View {
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
  readonly language?: 'en' | 'zh'
}

/** A context with the size, scheme and language of one device, signed in where `signedIn` holds its state. */
export const openContext = (
  browser: Browser,
  view: View,
  signedIn?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: view.width ?? 1440, height: view.height ?? 900 },
    colorScheme: view.scheme ?? 'light',
    locale: view.language === 'zh' ? 'zh-CN' : 'en-GB',
    hasTouch: (view.width ?? 1440) < 600,
    ...(signedIn ? { storageState: signedIn } : {}),
  })

/** Errors that the page reported; a page that works reports none. */
export const collectPageErrors = (page: Page): readonly string[] => {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text())
  })
  return errors
}
