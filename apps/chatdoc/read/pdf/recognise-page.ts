import type { NewBlock } from '../../document/block.ts'
import { openPdf, type PdfSource } from './open-pdf.ts'
import { renderOpenPage } from './render-page.ts'

/** Resolution at which pages are recognised: 200 dots an inch. */
const pixelsPerPoint = 200 / 72

/** Recognises pages without a text layer; opens the file a second time, to draw it, when the first is asked for. */
export interface PageRecogniser extends AsyncDisposable {
  readonly recognise: (page: number, width: number) => Promise<readonly NewBlock[]>
}

export const createPageRecogniser = (source: PdfSource, signal: AbortSignal): PageRecogniser => {
  let opening: ReturnType<typeof openPdf> | undefined
  return {
    recognise: async (page, width) => {
      const [{ recognise }, { linesToBlocks }] = await Promise.all([
        import('../image/recognise.ts'),
        import('../image/lines-to-blocks.ts'),
      ])
      const pdf = await (opening ??= openPdf(source, 'picture'))
      const widthPx = Math.round(width * pixelsPerPoint)
      const lines = await recognise(await renderOpenPage(pdf, page, { widthPx }), { signal })
      return linesToBlocks(lines, { page, pointsPerPixel: width / widthPx })
    },
    [Symbol.asyncDispose]: async () => {
      const pdf = await opening?.catch(() => undefined)
      await pdf?.[Symbol.asyncDispose]()
    },
  }
}
