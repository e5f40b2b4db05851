import { readFile } from 'node:fs/promises'
import type { NewBlock } from '../../document/block.ts'
import { paragraphOf, splitTable, wholeWindow } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { placeCaptions } from '../drafts/place-captions.ts'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from '../text/decode-text.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { findMain } from './find-main.ts'
import { parseDom, treeOf } from './html-tree.ts'
import { createHtmlSetting, htmlToDrafts } from './html-to-blocks.ts'

/** Drafts of formats without embedded parts as blocks. */
export const settleDrafts = (drafts: readonly Draft[]): NewBlock[] =>
  markWarnings(
    placeCaptions(drafts).flatMap((block): NewBlock[] => {
      if (block.kind === 'embedded') return [paragraphOf(block.text)]
      return block.kind === 'table' ? splitTable(block) : [block]
    }),
  )

const declaredEncoding = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]+charset\s*=\s*["']?([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)/i.exec(
    Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'),
  )?.[1]

/** "Spindle – Example Works" is the title "Spindle" where the page's first heading says so. */
const titleOf = (title: string, blocks: readonly NewBlock[]): string => {
  const heading = blocks.find(block => block.kind === 'heading')?.text ?? ''
  const isSuffixed = heading.length >= 3 && /[-–—|·:_]/.test(title) && title.includes(heading)
  return isSuffixed ? heading : title
}

export interface HtmlText {
  readonly title: string
  readonly blocks: readonly NewBlock[]
}

/** The main content of an HTML text. */
export const htmlToBlocks = (html: string): HtmlText => {
  const document = parseDom(html)
  const main = findMain(document, html.length)
  const blocks = main ? settleDrafts(htmlToDrafts(treeOf(main), createHtmlSetting())) : []
  return { title: titleOf(document.title.trim(), blocks), blocks }
}

/** HTML: the main content of web pages, else all; scripts are not run, nothing is fetched. */
export const readHtml: Reader = async function* (file) {
  await refuseLarge(file, limits.markupBytes)
  const bytes = await readFile(file.path)
  const { title, blocks } = htmlToBlocks(decodeText(bytes, declaredEncoding(bytes)))
  yield wholeWindow(blocks, { title })
}
