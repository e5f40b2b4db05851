import type { Box, NewBlock } from '../../../document/block.ts'
import { tableOf, splitTable } from '../../draft-blocks.ts'
import type { Draft } from '../../drafts/draft.ts'
import { placeCaptions } from '../../drafts/place-captions.ts'
import { joinLines } from '../../text/join-lines.ts'
import { listMarkerOf } from '../../text/list-marker.ts'
import { markWarnings } from '../../warnings/mark-warnings.ts'
import { warningLabelOf } from '../../warnings/warning-label.ts'
import { figureCaption, tableCaption } from './caption.ts'
import { headingSign, levelOf, type HeadingContext, type HeadingStyle } from './headings.ts'
import { Lists, type OpenList } from './lists.ts'
import { markParameters } from './parameters.ts'
import type { PageDraft, TableDraft, TextDraft } from './text-draft.ts'

export interface BlockContext extends HeadingContext {
  readonly styles: readonly HeadingStyle[]
  readonly openList: OpenList | undefined
  /** How many lists there were, to name the next. */
  readonly lists: number
}

const textOf = (draft: TextDraft): string => joinLines(draft.lines)

const tableBlock = (table: TableDraft): NewBlock[] =>
  splitTable(
    tableOf({
      cells: table.cells.map(cell => ({ ...cell, isHeader: false })),
      boxes: [...table.boxes],
    }),
  )

const codeText = (lines: readonly string[]): string => {
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length)
  const common = Math.min(...indents)
  return lines.map(line => line.slice(common)).join('\n')
}

const sentence = /^[\p{Lu}\p{Script=Han}].{30,}[.。!！?？]$/u

/** Typewriter letters are code unless they are sentences. */
const isCode = (draft: TextDraft): boolean => draft.style.isMonospace && !sentence.test(textOf(draft))

/** Lines of code that follow each other are one listing. */
const joinCode = (drafts: readonly PageDraft[]): PageDraft[] => {
  const joined: PageDraft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    if (draft.kind === 'text' && last?.kind === 'text' && isCode(draft) && isCode(last)) {
      const gap = draft.spaceAbove > 1 && draft.spaceAbove < 9 ? [''] : []
      joined[joined.length - 1] = {
        ...last,
        lines: [...last.lines, ...gap, ...draft.lines],
        boxes: [...last.boxes, ...draft.boxes],
      }
    } else joined.push(draft)
  }
  return joined
}

export interface BlocksOfDrafts {
  readonly blocks: readonly NewBlock[]
  readonly openList: OpenList | undefined
  readonly lists: number
}

/** Boxes on one page that lie directly on each other are kept apart only where columns part them. */
const joinBoxes = (boxes: readonly Box[]): Box[] => {
  const joined: Box[] = []
  for (const box of boxes) {
    const last = joined.at(-1)
    const isBelow =
      last?.page === box.page &&
      box.top >= last.top - 2 &&
      box.top - last.bottom < 40 &&
      box.left < last.right &&
      box.right > last.left
    if (last && isBelow)
      joined[joined.length - 1] = {
        page: last.page,
        left: Math.min(last.left, box.left),
        top: Math.min(last.top, box.top),
        right: Math.max(last.right, box.right),
        bottom: Math.max(last.bottom, box.bottom),
      }
    else joined.push(box)
  }
  return joined
}

/** A caption right above its table or right below its figure goes to it before any that stands further away. */
const attachCaptions = (drafts: readonly Draft[]): Draft[] => {
  const attached: Draft[] = []
  for (const draft of drafts) {
    const last = attached.at(-1)
    const isShort = (text: string): boolean => text.length <= 600
    if (
      draft.kind === 'table' &&
      last?.kind === 'paragraph' &&
      tableCaption.test(last.text) &&
      isShort(last.text)
    )
      attached[attached.length - 1] = { ...draft, caption: last.text }
    else if (
      draft.kind === 'paragraph' &&
      last?.kind === 'figure' &&
      last.caption === '' &&
      figureCaption.test(draft.text) &&
      isShort(draft.text)
    )
      attached[attached.length - 1] = { ...last, caption: draft.text }
    else attached.push(draft)
  }
  return attached
}

/** Drafts of one window as blocks: headings, items, listings, tables with their captions, warnings. */
export const toBlocks = (drafts: readonly PageDraft[], context: BlockContext): BlocksOfDrafts => {
  const lists = new Lists(context.openList, context.lists)
  const made = joinCode(drafts).flatMap((draft): Draft[] => {
    if (draft.kind === 'text' && textOf(draft) === '') return []
    const boxes = joinBoxes(draft.boxes)
    if (draft.kind === 'figure') return [{ kind: 'figure', caption: '', text: draft.text, boxes }]
    if (draft.kind === 'table') return tableBlock(draft)
    const label = draft.warning === undefined ? undefined : warningLabelOf(draft.warning)
    if (label && draft.warning !== undefined) {
      lists.interrupt(false)
      return [{ kind: 'warning', severity: label.severity, text: draft.warning, boxes }]
    }
    if (isCode(draft)) {
      lists.interrupt(false)
      return [{ kind: 'code', text: codeText(draft.lines), boxes }]
    }
    const sign = headingSign(draft, context)
    if (sign) {
      lists.interrupt(true)
      return [{ kind: 'heading', level: levelOf(draft, sign, context.styles), text: textOf(draft), boxes }]
    }
    const marker = listMarkerOf(textOf(draft))
    if (marker) return [lists.item(marker, draft.indent, boxes)]
    lists.interrupt(false)
    return [{ kind: 'paragraph', text: textOf(draft), boxes }]
  })
  const placed = placeCaptions(attachCaptions(made)).flatMap((draft): NewBlock[] =>
    draft.kind === 'embedded' ? [] : [draft],
  )
  return { blocks: markWarnings(markParameters(placed)), openList: lists.open, lists: lists.count }
}
