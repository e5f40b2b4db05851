import type { Reader, ReadWindow } from '../reader.ts'
import { assembleWindow } from './flow/assemble-window.ts'
import { parseState, startState } from './flow/document-state.ts'
import { openPdf } from './open-pdf.ts'
import { loadOutline, loadTitle } from './outline.ts'
import { readPages } from './read-pages.ts'
import { createPageRecogniser } from './recognise-page.ts'

/**
 * Reads a PDF with its text layer: columns, headings, paragraphs, lists, tables with lines and without, warnings,
 * listings and figures, each with its boxes. Pages without a text layer are recognised where that is wanted.
 */
export const readPdf: Reader = async function* (file, options): AsyncGenerator<ReadWindow> {
  const { signal, password, resume } = options
  signal.throwIfAborted()
  const source = { path: file.path, name: file.name, password }
  await using pdf = await openPdf(source, 'text')
  await using recogniser = options.recognise ? createPageRecogniser(source, signal) : undefined
  const pageCount = pdf.document.numPages
  const outline = await loadOutline(pdf.document)
  const title = resume === undefined ? await loadTitle(pdf.document) : ''
  let state = resume === undefined ? startState : parseState(resume.carry)
  for await (const { pages, lastPage } of readPages(pdf, resume?.page ?? 1, { recogniser, signal })) {
    const assembled = assembleWindow(pages, state, { outline, isLast: lastPage === pageCount })
    state = assembled.state
    yield {
      blocks: assembled.blocks,
      pages: pages.map(({ page }) => page),
      notices: pages.flatMap(({ notices }) => notices),
      ...(title === '' ? {} : { title }),
      lastPage,
      pageCount,
      carry: state,
    }
  }
}
