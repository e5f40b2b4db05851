import { addWords, bodySizeOf, noStatistics } from './flow/font-statistics.ts'
import { countPatterns, runningLines, type EdgePatterns } from './flow/running-heads.ts'
import type { TableDraft } from './flow/text-draft.ts'
import { toDrafts } from './flow/to-drafts.ts'
import { openPdf, type PdfSource } from './open-pdf.ts'
import { readPages } from './read-pages.ts'

/** The tables of one page, before those that go on over pages are joined. */
export interface PageTables {
  readonly page: number
  readonly tables: readonly TableDraft[]
}

/** Finds the tables of every page of a PDF: what `readPdf` finds, page by page, to measure it. */
export async function* findPageTables(source: PdfSource, signal: AbortSignal): AsyncGenerator<PageTables> {
  await using pdf = await openPdf(source, 'text')
  let patterns: EdgePatterns = {}
  let statistics = noStatistics
  for await (const { pages } of readPages(pdf, 1, { recogniser: undefined, signal })) {
    const layouts = pages.flatMap(page => page.layout ?? [])
    patterns = countPatterns(
      patterns,
      layouts.map(layout => layout.edgeLines),
    )
    statistics = layouts.reduce((sum, layout) => addWords(sum, layout.upright.content.words), statistics)
    for (const layout of layouts) {
      const drafts = toDrafts(layout, runningLines(layout.edgeLines, patterns, bodySizeOf(statistics)))
      yield { page: layout.page, tables: drafts.filter(draft => draft.kind === 'table') }
    }
  }
}
