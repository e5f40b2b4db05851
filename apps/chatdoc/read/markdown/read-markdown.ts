import { readFile } from 'node:fs/promises'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { NewBlock } from '../../document/block.ts'
import { parameterOf, wholeWindow } from '../draft-blocks.ts'
import { refuseLarge } from '../file-size.ts'
import { settleDrafts } from '../html/read-html.ts'
import { createHtmlSetting } from '../html/html-to-blocks.ts'
import { limits } from '../limits.ts'
import type { Reader } from '../reader.ts'
import { decodeText } from '../text/decode-text.ts'
import { splitFrontMatter } from './front-matter.ts'
import { rewriteAdmonitions } from './material-admonitions.ts'
import { treeToDrafts } from './tree-to-drafts.ts'

/**
 * GitHub's Markdown without its bare web addresses: as text they read the same, and looking for them at every letter
 * costs half the time. Of its inline rules those at `[` (91: footnotes, tasks) and `~` (126: strikethrough) stay. Its
 * rule of the flow is the table, which is tried at every line, and so left out where no line parts a head from a body.
 */
const { flow, ...syntax } = gfm()
const withoutTables = { ...syntax, text: { 91: syntax.text?.[91], 126: syntax.text?.[126] } }
const withTables = { ...withoutTables, ...(flow && { flow }) }
const tableHeadEnd = /^(?=.*-)(?=.*[|:])[ \t>*+\d.)|:-]+$/m
const treeRules = gfmFromMarkdown().slice(1)

export interface MarkdownText {
  readonly title: string | undefined
  readonly blocks: readonly NewBlock[]
}

/** CommonMark with GitHub's tables, tasks, footnotes and alerts, MkDocs' and Docusaurus' admonitions, front matter. */
const markdownToBlocks = (text: string): MarkdownText => {
  const { entries, body } = splitFrontMatter(text)
  const flowText = rewriteAdmonitions(body)
  const tree = fromMarkdown(flowText, {
    extensions: [tableHeadEnd.test(flowText) ? withTables : withoutTables],
    mdastExtensions: treeRules,
  })
  const title = entries.find(([key]) => key.toLowerCase() === 'title')?.[1]
  const parameters = entries
    .filter(([key]) => key.toLowerCase() !== 'title')
    .map(([key, value]) => parameterOf(key, value))
  return { title, blocks: [...parameters, ...settleDrafts(treeToDrafts(tree.children, createHtmlSetting()))] }
}

export const readMarkdown: Reader = async function* (file) {
  await refuseLarge(file, limits.markupBytes)
  const { title, blocks } = markdownToBlocks(decodeText(await readFile(file.path)))
  yield wholeWindow(blocks, { title })
}
