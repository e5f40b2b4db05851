import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib'
import type { NewBlock } from '../../document/block.ts'
import type { ReadWindow } from '../reader.ts'
import { readPdf } from './read-pdf.ts'

/** Fonts that every PDF reader has, for fixtures. */
export interface Fonts {
  readonly plain: PDFFont
  readonly bold: PDFFont
  readonly typewriter: PDFFont
}

/** A PDF made for a test, on pages of 600 × 800 points whose origin is at the top left, as in boxes. */
class MadePdf {
  readonly document: PDFDocument
  readonly fonts: Fonts
  #page: PDFPage

  constructor(document: PDFDocument, fonts: Fonts) {
    this.document = document
    this.fonts = fonts
    this.#page = document.addPage([600, 800])
  }

  get page(): PDFPage {
    return this.#page
  }

  newPage(): void {
    this.#page = this.document.addPage([600, 800])
  }

  /** Writes a line with its base line at `y` from the top. */
  write(text: string, x: number, y: number, { font = this.fonts.plain, size = 10 } = {}): void {
    this.#page.drawText(text, { x, y: 800 - y, font, size })
  }

  /** Lines below each other, 12 points apart; returns the base line after the last. */
  lines(texts: readonly string[], x: number, y: number): number {
    for (const [at, text] of texts.entries()) this.write(text, x, y + 12 * at)
    return y + 12 * texts.length
  }

  rule(fromX: number, fromY: number, toX: number, toY: number): void {
    this.#page.drawLine({
      start: { x: fromX, y: 800 - fromY },
      end: { x: toX, y: 800 - toY },
      thickness: 0.5,
    })
  }

  /** Lines around and between all places of a grid. */
  grid(xs: readonly number[], ys: readonly number[]): void {
    for (const x of xs) this.rule(x, ys[0] ?? 0, x, ys.at(-1) ?? 0)
    for (const y of ys) this.rule(xs[0] ?? 0, y, xs.at(-1) ?? 0, y)
  }
}

export const makePdf = async (): Promise<MadePdf> => {
  const document = await PDFDocument.create()
  return new MadePdf(document, {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    typewriter: await document.embedFont(StandardFonts.Courier),
  })
}

/** Keeps bytes as a file until the test ends. */
export const saveFile = async (context: TestContext, bytes: Uint8Array): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-pdf-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'made.pdf')
  await writeFile(path, bytes)
  return path
}

export const savePdf = async (context: TestContext, pdf: MadePdf): Promise<string> =>
  saveFile(context, await pdf.document.save())

export interface HowToRead {
  readonly signal?: AbortSignal
  readonly resume?: { readonly page: number; readonly carry: unknown }
}

export const readWindows = async (path: string, how: HowToRead = {}): Promise<ReadWindow[]> => {
  const windows: ReadWindow[] = []
  const options = { recognise: false, signal: new AbortController().signal, ...how }
  for await (const window of readPdf({ path, name: 'made.pdf', format: 'pdf' }, options)) windows.push(window)
  return windows
}

export const readBlocks = async (context: TestContext, pdf: MadePdf): Promise<NewBlock[]> =>
  (await readWindows(await savePdf(context, pdf))).flatMap(window => window.blocks)
