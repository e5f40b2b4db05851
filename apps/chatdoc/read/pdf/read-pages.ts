import { setImmediate as breathe } from 'node:timers/promises'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { NewBlock } from '../../document/block.ts'
import type { Notice, Page } from '../../document/document.ts'
import type { PageContent } from './content/page-content.ts'
import { toUpright } from './content/upright.ts'
import { layOutPage, type PageLayout } from './flow/page-layout.ts'
import { loadPage } from './load-page.ts'
import type { OpenPdf } from './open-pdf.ts'
import type { PageRecogniser } from './recognise-page.ts'
import { isReadable, mayHoldText } from './text-layer.ts'

/** Pages read and kept in memory at once. */
const windowPages = 16
/** After so many pages the library's fonts and pictures are dropped. */
const cleanupPages = 64

/** One page as it was read: laid out text, recognised blocks, or nothing. */
export interface ReadPage {
  readonly page: Page
  readonly layout?: PageLayout
  readonly recognised?: readonly NewBlock[]
  readonly notices: readonly Notice[]
}

const notice = (code: string, page: number, en: string, zh: string): Notice => ({
  code,
  message: { en, zh },
  page,
})

const emptyPage = (number: number, content: Pick<PageContent, 'width' | 'height'>): Page => ({
  page: number,
  width: content.width,
  height: content.height,
  origin: 'empty',
})

const recognisePage = async (
  number: number,
  content: PageContent,
  recogniser: PageRecogniser | undefined,
): Promise<ReadPage> => {
  const page = emptyPage(number, content)
  if (!mayHoldText(content)) return { page, notices: [] }
  if (!recogniser) {
    const text = ['Page has no text layer and was not recognised.', '该页没有文本层，未做文字识别。'] as const
    return { page, notices: [notice('page-not-recognised', number, ...text)] }
  }
  const recognised = await recogniser.recognise(number, content.width)
  return { page: { ...page, origin: recognised.length > 0 ? 'ocr' : 'empty' }, recognised, notices: [] }
}

const readPage = async (
  document: PDFDocumentProxy,
  number: number,
  recogniser: PageRecogniser | undefined,
): Promise<ReadPage> => {
  const content = await loadPage(document, number)
  if (!isReadable(content)) return recognisePage(number, content, recogniser)
  const page: Page = { page: number, width: content.width, height: content.height, origin: 'text' }
  return { page, layout: layOutPage(toUpright(content), number), notices: [] }
}

/** A page that cannot be read is told and left out. */
const brokenPage = (number: number, error: unknown): ReadPage => {
  const reason = error instanceof Error ? error.message.slice(0, 200) : String(error)
  return {
    page: emptyPage(number, { width: 595, height: 842 }),
    notices: [
      notice('page-unreadable', number, `Page could not be read: ${reason}`, `该页无法读取：${reason}`),
    ],
  }
}

export interface WindowPages {
  readonly pages: readonly ReadPage[]
  readonly lastPage: number
}

/** The pages from `first` on, in windows. A page that cannot be read is a notice; only an abort is thrown. */
export async function* readPages(
  { document }: OpenPdf,
  first: number,
  { recogniser, signal }: { readonly recogniser: PageRecogniser | undefined; readonly signal: AbortSignal },
): AsyncGenerator<WindowPages> {
  for (let from = first; from <= document.numPages; from += windowPages) {
    const lastPage = Math.min(document.numPages, from + windowPages - 1)
    const pages: ReadPage[] = []
    for (let number = from; number <= lastPage; number++) {
      await breathe()
      signal.throwIfAborted()
      try {
        pages.push(await readPage(document, number, recogniser))
      } catch (error) {
        signal.throwIfAborted()
        pages.push(brokenPage(number, error))
      }
    }
    if (lastPage % cleanupPages < windowPages) await document.cleanup()
    yield { pages, lastPage }
  }
}
