import { readFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { PlatformError } from '@millwright/spec'
import type { DocumentFormat } from '../../read/reader.ts'

/** Which page of which file to draw, and how large. */
export interface DrawRequest {
  readonly path: string
  readonly name: string
  readonly format: DocumentFormat
  readonly page: number
  readonly widthPx: number
  readonly password?: string
}

/** A page as PNG; what draws each format is loaded when it is needed. Throws DOCUMENT_PASSWORD_NEEDED or DOCUMENT_UNREADABLE: also for a format without pages. */
export const drawPage = async (request: DrawRequest): Promise<Uint8Array> => {
  const { path, name, page, widthPx, password } = request
  if (request.format === 'pdf') {
    const { renderPage } = await import('../../read/pdf/render-page.ts')
    return renderPage(path, page, { name, widthPx, password })
  }
  if (request.format === 'image') return drawPicture(request)
  throw new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: 'it has no pages to show' })
}

const drawPicture = async ({ path, name, page, widthPx }: DrawRequest): Promise<Uint8Array> => {
  const { isTiff, tiffPages } = await import('../../read/image/read-tiff.ts')
  const bytes = await readFile(path)
  const picture = isTiff(bytes) ? tiffPages(bytes)[page - 1]?.png() : page === 1 ? bytes : undefined
  if (!picture)
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: name,
      page,
      reason: 'there is no picture to show',
    })
  const image = await loadImage(picture)
  const scale = Math.min(1, widthPx / image.width)
  const canvas = createCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  )
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.encode('png')
}
