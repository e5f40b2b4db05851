import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { interpretPage } from './content/interpret.ts'
import type { PageContent } from './content/page-content.ts'
import { withoutDoubles } from './content/without-doubles.ts'
import type { PdfFont } from './content/text-font.ts'
import type { Matrix } from './geometry.ts'

type Config = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>

/** A group that cannot be told is shown. */
const isShown = (config: Config, group: unknown): boolean => {
  try {
    return group === undefined || group === null || config.isVisible(group as object)
  } catch {
    return true
  }
}

/** Text, lines and pictures of one page in displayed page coordinates. Frees what the library holds of it. */
export const loadPage = async (document: PDFDocumentProxy, number: number): Promise<PageContent> => {
  const page = await document.getPage(number)
  try {
    const operators = await page.getOperatorList()
    const config = await document.getOptionalContentConfig()
    const { width, height, transform } = page.getViewport({ scale: 1 })
    return withoutDoubles(
      interpretPage({
        operators,
        width,
        height,
        transform: transform as unknown as Matrix,
        fontOf: id => (page.commonObjs.has(id) ? (page.commonObjs.get(id) as PdfFont) : undefined),
        isShown: group => isShown(config, group),
      }),
    )
  } finally {
    page.cleanup()
  }
}
