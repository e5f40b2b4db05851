import { readFile } from 'node:fs/promises'
import { convert } from '@asciidoctor/core'
import type { NewBlock } from '../../document/block.ts'
import type { Notice } from '../../document/document.ts'
import { wholeWindow } from '../draft-blocks.ts'
import { refuseLarge } from '../file-size.ts'
import { createHtmlSetting, htmlToDrafts } from '../html/html-to-blocks.ts'
import { parseDom, treeOf } from '../html/html-tree.ts'
import { settleDrafts } from '../html/read-html.ts'
import { limits } from '../limits.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from '../text/decode-text.ts'

/** The "secure" mode follows no includes, reads no files and fetches nothing. */
const settings = {
  safe: 'secure',
  standalone: false,
  attributes: { showtitle: '', 'source-highlighter!': '', 'toc!': '', 'icons!': '', experimental: '' },
}

export interface AsciidocText {
  readonly blocks: readonly NewBlock[]
  /** Files that the text includes, which were not followed. */
  readonly includes: readonly string[]
}

const includeLink = /<a href="[^"]*" class="[^"]*\binclude\b[^"]*">([^<]*)<\/a>/g

/** AsciiDoc as Asciidoctor understands it; it becomes HTML, which is read as such. */
const asciidocToBlocks = async (text: string): Promise<AsciidocText> => {
  const converted: unknown = await convert(text, settings)
  const html = typeof converted === 'string' ? converted : ''
  const includes = [...html.matchAll(includeLink)].map(found => found[1] ?? '')
  const { body } = parseDom(html.replaceAll(includeLink, ''))
  return { blocks: body ? settleDrafts(htmlToDrafts(treeOf(body), createHtmlSetting())) : [], includes }
}

const includeNotice = (includes: readonly string[]): Notice[] => {
  if (includes.length === 0) return []
  const names = [...new Set(includes)].slice(0, 10).join(', ')
  const message = {
    en: `Included files are documents of their own and were not put in: ${names}.`,
    zh: `包含的文件应单独入库，未并入：${names}。`,
  }
  return [{ code: 'includes-not-followed', message }]
}

export const readAsciidoc: Reader = async function* (file) {
  await refuseLarge(file, limits.markupBytes)
  const { blocks, includes } = await asciidocToBlocks(decodeText(await readFile(file.path)))
  yield wholeWindow(blocks, { notices: includeNotice(includes) })
}
