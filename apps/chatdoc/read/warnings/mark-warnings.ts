import type { NewBlock } from '../../document/block.ts'
import { warningLabelOf, type WarningLabel } from './warning-label.ts'

type Warning = Extract<NewBlock, { kind: 'warning' }>

const mayHoldLabel = (block: NewBlock): boolean =>
  block.kind === 'paragraph' || block.kind === 'item' || (block.kind === 'heading' && block.text.length < 30)

const warningFrom = (label: WarningLabel, blocks: readonly NewBlock[]): Warning => ({
  kind: 'warning',
  severity: label.severity,
  text: blocks.map(block => block.text).join('\n'),
  boxes: blocks.flatMap(block => block.boxes),
})

/** A warning set in a table of one or two cells: "WARNING | Hot surface". */
const warningInTable = (block: NewBlock): Warning | undefined => {
  if (block.kind !== 'table' || block.rows > 2 || block.columns > 2) return undefined
  const cells = block.cells.map(cell => cell.text.trim()).filter(text => text !== '')
  const label = warningLabelOf(cells[0] ?? '')
  if (!label || cells.length > 2 || (label.isAlone && cells.length < 2)) return undefined
  return { kind: 'warning', severity: label.severity, text: cells.join('\n'), boxes: block.boxes }
}

/** What stands under a label that is alone: the next paragraph, or the whole list that follows. */
const bodyAfter = (blocks: readonly NewBlock[], at: number): readonly NewBlock[] => {
  const next = blocks[at]
  if (next === undefined || (next.kind !== 'paragraph' && next.kind !== 'item')) return []
  if (warningLabelOf(next.text)) return []
  if (next.kind === 'paragraph') return [next]
  const list = blocks.slice(at).findIndex(block => block.kind !== 'item' || block.list !== next.list)
  return blocks.slice(at, list === -1 ? blocks.length : at + list)
}

/** An item or heading is a warning only where the label says so beyond doubt; "Note" in a list is an item. */
const labelOf = (block: NewBlock): WarningLabel | undefined => {
  const label = mayHoldLabel(block) ? warningLabelOf(block.text) : undefined
  if (!label || block.kind === 'paragraph') return label
  if (block.kind === 'heading') return label.isAlone && label.severity !== 'notice' ? label : undefined
  return label.severity === 'notice' || label.isAlone ? undefined : label
}

/** Turns what begins with a signal word (WARNING, CAUTION, 危险, 注意, …) into warnings, whatever the format. */
export const markWarnings = (blocks: readonly NewBlock[]): NewBlock[] => {
  const marked: NewBlock[] = []
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (block === undefined) break
    const label = labelOf(block)
    const body = label?.isAlone ? bodyAfter(blocks, at + 1) : []
    if (!label || (label.isAlone && body.length === 0)) marked.push(warningInTable(block) ?? block)
    else marked.push(warningFrom(label, [block, ...body]))
    at += body.length
  }
  return marked
}
