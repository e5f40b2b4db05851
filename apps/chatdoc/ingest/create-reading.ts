import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { NewBlock } from '../document/block.ts'
import type { Reading } from './reading.ts'

const formats = { '.md': 'markdown', '.txt': 'text' } as const

const toBlock = (text: string): NewBlock => {
  const heading = /^(#{1,6}) (.*)/.exec(text)
  return heading
    ? { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '', boxes: [] }
    : { kind: 'paragraph', text, boxes: [] }
}

/** Reading of files until the readers of all formats are there: headings and paragraphs of plain text. */
export const createReading = (): Reading => ({
  sniff: async ({ name }) => {
    const format = Object.entries(formats).find(([extension]) => extension === extname(name))?.[1]
    if (format === undefined)
      throw new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: name, found: 'a file without a reader' })
    return format
  },
  read: async function* ({ path }) {
    const parts = (await readFile(path, 'utf8')).split(/\n\s*\n/).filter(part => part.trim() !== '')
    yield {
      blocks: parts.map(part => toBlock(part.trim())),
      pages: [],
      notices: [],
      lastPage: 0,
      pageCount: 0,
      carry: null,
    }
  },
  draw: ({ name }) =>
    Promise.reject(new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: 'it has no pages' })),
  close: () => Promise.resolve(),
})
