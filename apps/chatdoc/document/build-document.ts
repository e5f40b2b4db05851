import { createHash } from 'node:crypto'
import type { ReadWindow } from '../read/reader.ts'
import type { Block, NewBlock } from './block.ts'
import type { DocumentTree, Notice } from './document.ts'
import { languageOf } from './language-of.ts'

const fingerprintOf = (block: NewBlock): string =>
  createHash('sha256').update(`${block.kind}\n${block.text}`).digest('base64url').slice(0, 12)

/** Ids that an unchanged block keeps in a new revision: a hash of kind and text, with the occurrence from the second. */
const withIds = (blocks: readonly NewBlock[]): Block[] => {
  const seen = new Map<string, number>()
  return blocks.map(block => {
    const fingerprint = fingerprintOf(block)
    const occurrence = (seen.get(fingerprint) ?? 0) + 1
    seen.set(fingerprint, occurrence)
    return { ...block, id: occurrence === 1 ? fingerprint : `${fingerprint}-${occurrence}` }
  })
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const stemOf = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? name
  return last.replace(/(?<=.)\.[^.]{1,8}$/, '')
}

/** What programs write when nobody gave a title. */
const meaningless =
  /^(?:untitled.*|no ?name|document ?\d*|powerpoint presentation|(?:ppt|pdf|word) ?\d*|title|无标题|未命名.*|[-_.\s]*)$/i
const cleanTitle = (title: string): string => {
  const words = oneLine(title).replace(/^Microsoft (?:Word|PowerPoint|Excel) - /, '')
  return meaningless.test(words) ? '' : words
}

const titleOf = (windows: readonly ReadWindow[], blocks: readonly NewBlock[], name: string): string => {
  const own = windows.map(window => cleanTitle(window.title ?? '')).find(title => title !== '')
  const heading = blocks.find(
    block => block.kind === 'heading' && block.level === 1 && oneLine(block.text) !== '',
  )
  return own ?? (heading === undefined ? stemOf(name) : oneLine(heading.text).slice(0, 300))
}

/** The same notice about the same page is told once. */
const distinct = (notices: readonly Notice[]): Notice[] => [
  ...new Map(
    notices.map(notice => [`${notice.code} ${notice.page ?? ''} ${notice.message.en}`, notice]),
  ).values(),
]

/** A sample is enough: the first 200,000 characters that are not code. */
const sampleOf = (blocks: readonly NewBlock[]): string => {
  const texts: string[] = []
  let length = 0
  for (const block of blocks) {
    if (length >= 200_000) break
    if (block.kind === 'code') continue
    texts.push(block.text)
    length += block.text.length
  }
  return texts.join('\n')
}

/**
 * One document from the windows it was read in. Title: its own, else the first heading of level 1, else the file's
 * name without its extension. `name`: the file's name with its folders.
 */
export const buildDocument = (
  windows: readonly ReadWindow[],
  file: { readonly name: string },
): DocumentTree => {
  const ordered = windows.toSorted((a, b) => a.lastPage - b.lastPage)
  const blocks = ordered
    .flatMap(window => window.blocks)
    .filter(block => block.text.trim() !== '' || block.kind === 'figure')
  return {
    version: 1,
    title: titleOf(ordered, blocks, file.name),
    language: languageOf(sampleOf(blocks)),
    pages: ordered.flatMap(window => window.pages),
    blocks: withIds(blocks),
    notices: distinct(ordered.flatMap(window => window.notices)),
  }
}
