import type { NewBlock } from '../../../document/block.ts'
import { warningLabelOf } from '../../warnings/warning-label.ts'

/** "Rated voltage: 24 V" and "额定电压：24 V"; a sentence, a time or an address is none. */
const nameAndValue = /^(\p{L}[^:：.。!?！？]{1,40}?)\s*[:：]\s*(\S.{0,80})$/u

const parse = (block: NewBlock): { readonly name: string; readonly value: string } | undefined => {
  if (block.kind !== 'paragraph' || block.text.includes('\n') || warningLabelOf(block.text)) return undefined
  const [, name, value] = nameAndValue.exec(block.text) ?? []
  if (name === undefined || value === undefined || /[.。;；:：]$|\/\//u.test(value)) return undefined
  return { name, value }
}

/** Paragraphs of a name and its value are parameters where two or more of them follow each other. */
export const markParameters = (blocks: readonly NewBlock[]): NewBlock[] => {
  const parsed = blocks.map(parse)
  return blocks.map((block, at): NewBlock => {
    const own = parsed[at]
    if (!own || (!parsed[at - 1] && !parsed[at + 1])) return block
    return { kind: 'parameter', ...own, text: `${own.name}: ${own.value}`, boxes: block.boxes }
  })
}
