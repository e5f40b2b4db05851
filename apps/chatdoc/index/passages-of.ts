import type { Block } from '../document/block.ts'
import { headingPathOf } from '../document/heading-path.ts'
import type { Passage, PassageFrame, PassageSource } from './passage.ts'
import { splitText } from './split-text.ts'
import { tablePassages } from './table-passages.ts'

/** Characters: a line is short below the first, a stretch of short blocks ends at the second, a text at the third. */
const shortLength = 90
const stretchLength = 900
const longestBody = 2000

const textOf = (block: Block): string => {
  if (block.kind === 'item') return block.isOrdered ? `${block.marker} ${block.text}` : block.text
  if (block.kind === 'parameter') return `${block.name}: ${block.value}`
  return block.text
}

/** A heading that nothing stands under, no section of its own either, has to be found by itself. */
const isEmptySection = (blocks: readonly Block[], at: number): boolean => {
  const [heading, next] = [blocks[at], blocks[at + 1]]
  if (heading?.kind !== 'heading' || next === undefined) return true
  return next.kind === 'heading' && next.level <= heading.level
}

const isLeadIn = (block: Block, next: Block | undefined): boolean =>
  block.kind === 'paragraph' &&
  next !== undefined &&
  ['item', 'table', 'code', 'parameter', 'figure'].includes(next.kind) &&
  (block.text.length <= 3 * shortLength || /[:：]\s*$/.test(block.text))

/** A line of a form or an address: short, and no sentence. */
const isShortLine = (block: Block): boolean =>
  block.kind === 'paragraph' && block.text.length < shortLength && !/[.!?。！？]\s*$/.test(block.text)

/** Whether `block` goes on with the stretch that `last` ends. */
const goesOn = (last: Block, block: Block): boolean => {
  if (block.kind === 'item') return last.kind === 'item' ? last.list === block.list : isLeadIn(last, block)
  if (block.kind === 'code') return isLeadIn(last, block)
  return isShortLine(last) && isShortLine(block) && !/[:：]\s*$/.test(block.text)
}

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + block.text.length, 0)

const isJoined = (stretch: readonly Block[], block: Block): boolean => {
  const last = stretch.at(-1)
  return last !== undefined && goesOn(last, block) && lengthOf(stretch) + block.text.length <= stretchLength
}

/** Neighbouring blocks that are found together; each block is in one group. Headings with text under them in none. */
const groupBlocks = (blocks: readonly Block[]): readonly (readonly Block[])[] => {
  const groups: Block[][] = []
  let isOpen = false
  for (const [index, block] of blocks.entries()) {
    const last = groups.at(-1)
    if (block.kind === 'heading' && !isEmptySection(blocks, index)) isOpen = false
    else if (isOpen && last !== undefined && isJoined(last, block)) last.push(block)
    else {
      groups.push([block])
      isOpen = block.kind !== 'heading'
    }
  }
  return groups
}

/** The sentence that leads to a list whose beginning is in another passage, or to a table. */
const leadInOf = (blocks: readonly Block[], first: Block, at: number): string => {
  const start = first.kind === 'item' ? blocks.findIndex(block => isOfList(block, first.list)) : at
  const before = blocks[start - 1]
  return before !== undefined && start > 0 && isLeadIn(before, blocks[start]) ? before.text : ''
}

const isOfList = (block: Block, list: string): boolean => block.kind === 'item' && block.list === list

const groupPassages = (group: readonly Block[], frame: PassageFrame, leadIn: string): readonly Passage[] => {
  const [first] = group
  if (first?.kind === 'table') return tablePassages(first, frame, leadIn)
  const blockIds = group.map(block => block.id)
  const caption = first?.kind === 'figure' ? first.caption : leadIn
  const body = group.map(textOf).join('\n').trim()
  if (body === '' && caption.trim() === '') return []
  return splitText(body, longestBody).map(part => ({ ...frame, blockIds, caption, body: part }))
}

/** The passages of a document in reading order. */
export const passagesOf = ({ title, blocks }: PassageSource): readonly Passage[] => {
  const paths = headingPathOf(blocks)
  const places = new Map(blocks.map((block, index) => [block.id, index]))
  return groupBlocks(blocks).flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const leadIn = leadInOf(blocks, first, places.get(first.id) ?? 0)
    return groupPassages(group, { title, headingPath: paths.get(first.id) ?? [] }, leadIn)
  })
}
