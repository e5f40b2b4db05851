import type { Block } from '../../document/block.ts'
import type { AnswerPart } from '../../step-outputs.ts'
import { fromPlace, passageOf } from './answer-input.ts'
import type { Composer } from './answer-input.ts'
import { partOfBlock } from './part.ts'

/** Items of the list that `blockId` is in or leads into, with the sentence that leads in. */
const listAround = (blocks: readonly Block[], blockId: string): readonly Block[] => {
  const at = blocks.findIndex(block => block.id === blockId)
  const found = blocks[at]
  const next = blocks[at + 1]
  const item = found?.kind === 'item' ? found : next?.kind === 'item' ? next : undefined
  if (!item) return []
  const items = blocks.filter(block => block.kind === 'item' && block.list === item.list)
  const first = blocks.findIndex(block => block.id === items[0]?.id)
  const lead = blocks[first - 1]
  return lead?.kind === 'paragraph' ? [lead, ...items] : items
}

/** All items of the list that the best candidate stands in. */
export const composeList: Composer = input => {
  const [best] = input.read.candidates
  const passage = best && passageOf(input, best)
  const [blockId] = best?.blockIds ?? []
  if (!best || !passage || blockId === undefined) return undefined
  const own = listAround(passage.section ?? passage.blocks, blockId)
  const blocks = own.length > 0 ? own : listAround(passage.blocks, blockId)
  if (blocks.filter(block => block.kind === 'item').length < 2) return undefined
  const parts = blocks.map((block): AnswerPart =>
    partOfBlock(block.kind === 'item' ? 'item' : 'sentence', block, best.passage),
  )
  return { form: 'list', lead: fromPlace(passage), parts: parts.slice(0, 40) }
}
