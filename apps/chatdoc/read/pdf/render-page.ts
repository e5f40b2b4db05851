import { createCanvas } from '@napi-rs/canvas'
import { PlatformError } from '@millwright/spec'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openPdf, toPdfError, type OpenPdf } from './open-pdf.ts'

export interface RenderOptions {
  /** As the person knows the file, for errors; its path where absent. */
  readonly name?: string
  readonly password?: string | undefined
  /** Pixels a point; or `widthPx`, the width of the whole picture. 1.5 where neither is given. */
  readonly scale?: number
  readonly widthPx?: number
}

type Canvas = Parameters<PDFPageProxy['render']>[0]['canvas']

/** Larger pictures are drawn smaller: 40 million pixels take 160 MB. */
const mostPixels = 40_000_000

/** Draws one page of an open PDF as PNG, rotated as it is displayed. */
export const renderOpenPage = async (
  { document }: OpenPdf,
  number: number,
  options: Pick<RenderOptions, 'scale' | 'widthPx'>,
): Promise<Uint8Array> => {
  const page = await document.getPage(number)
  const size = page.getViewport({ scale: 1 })
  const wanted = options.widthPx === undefined ? (options.scale ?? 1.5) : options.widthPx / size.width
  const scale = Math.min(wanted, Math.sqrt(mostPixels / (size.width * size.height)))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  )
  try {
    // The canvas has the methods of a browser's that the library draws with.
    await page.render({ canvas: canvas as unknown as Canvas, viewport, background: '#ffffff' }).promise
    return await canvas.encode('png')
  } finally {
    page.cleanup()
  }
}

/**
 * One page of a PDF as a PNG picture. Throws DOCUMENT_PASSWORD_NEEDED, or DOCUMENT_UNREADABLE with the page: also where
 * there is no such page.
 */
export const renderPage = async (
  path: string,
  page: number,
  options: RenderOptions = {},
): Promise<Uint8Array> => {
  const name = options.name ?? path
  await using pdf = await openPdf({ path, name, password: options.password }, 'picture')
  if (!Number.isInteger(page) || page < 1 || page > pdf.document.numPages)
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: name,
      page,
      reason: `it has ${pdf.document.numPages} pages`,
    })
  try {
    return await renderOpenPage(pdf, page, options)
  } catch (error) {
    throw toPdfError(error, name, page)
  }
}
