import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { titleKey } from './flow/headings.ts'

interface OutlineNode {
  readonly title: string
  readonly items: readonly OutlineNode[]
}

/** Entries beyond this are left out. */
const mostEntries = 20_000

/** Levels by the titles of the file's outline; a title that stands at several levels has the highest. */
export const loadOutline = async (document: PDFDocumentProxy): Promise<ReadonlyMap<string, number>> => {
  const levels = new Map<string, number>()
  const nodes = ((await document.getOutline().catch(() => null)) ?? []) as readonly OutlineNode[]
  const walk = (items: readonly OutlineNode[], level: number): void => {
    for (const { title, items: below } of items) {
      if (levels.size >= mostEntries || level > 12) return
      const key = titleKey(title)
      if (key.length >= 2) levels.set(key, Math.min(level, levels.get(key) ?? level))
      walk(below, level + 1)
    }
  }
  walk(nodes, 1)
  return levels
}

/** The title in the file's description, or an empty text. */
export const loadTitle = async (document: PDFDocumentProxy): Promise<string> => {
  const metadata = await document.getMetadata().catch(() => undefined)
  const info: unknown = metadata?.info
  if (typeof info !== 'object' || info === null || !('Title' in info)) return ''
  return typeof info.Title === 'string' ? info.Title.trim() : ''
}
