import type { Block } from './block.ts'

/**
 * The section that a block stands in. `heading` is absent before the first heading. `own`: the blocks below the
 * heading up to the next heading of any level; `all`: up to the next of the same or a higher level, so with its
 * subsections. Both are without `heading`, in reading order. A heading stands in the section that it opens.
 */
export interface Section {
  readonly heading?: Block
  readonly own: readonly Block[]
  readonly all: readonly Block[]
}

const endOf = (blocks: readonly Block[], from: number, closes: (level: number) => boolean): number => {
  const end = blocks.findIndex(
    (block, index) => index >= from && block.kind === 'heading' && closes(block.level),
  )
  return end === -1 ? blocks.length : end
}

/** The section of the block with this id; undefined where no block has it. */
export const sectionOf = (blocks: readonly Block[], id: string): Section | undefined => {
  const at = blocks.findIndex(block => block.id === id)
  if (at === -1) return undefined
  const start = blocks.slice(0, at + 1).findLastIndex(block => block.kind === 'heading')
  const heading = blocks[start]
  const level = heading?.kind === 'heading' ? heading.level : 0
  return {
    ...(heading === undefined ? {} : { heading }),
    own: blocks.slice(
      start + 1,
      endOf(blocks, start + 1, () => true),
    ),
    all: blocks.slice(
      start + 1,
      endOf(blocks, start + 1, other => other <= level || level === 0),
    ),
  }
}
