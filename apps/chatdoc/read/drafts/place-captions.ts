import type { NewBlock } from '../../document/block.ts'
import { paragraphOf } from '../draft-blocks.ts'
import type { Draft, EmbeddedDraft } from './draft.ts'

type Captioned = Extract<NewBlock, { kind: 'table' | 'figure' }> | EmbeddedDraft

const isTableCaption = (text: string): boolean =>
  /^(?:table|tab\.|表)\s*[\d一二三四五六七八九十A-Z.:：-]/iu.test(text)
const isFigureCaption = (text: string): boolean =>
  /^(?:figure|fig\.|图|abb)\s*[\d一二三四五六七八九十A-Z.:：-]/iu.test(text)

const takes = (draft: Draft | undefined, caption: string): draft is Captioned => {
  if (draft === undefined) return false
  if (draft.kind === 'table') return draft.caption === '' && !isFigureCaption(caption)
  if (draft.kind === 'figure') return draft.caption === '' && !isTableCaption(caption)
  if (draft.kind === 'embedded')
    return !draft.caption && !(isTableCaption(caption) && draft.what === 'picture')
  return false
}

/** A paragraph that begins "Table 3:" is a caption too where a table or figure stands beside it. */
const numberedCaption = /^(?:(?:figure|fig\.?|table|tab\.)\s+\d[\d.-]*[.:：–—\s]|[图表]\s*\d[\d.-]*)/iu
const isCaption = (draft: Draft): boolean =>
  draft.kind === 'caption' ||
  (draft.kind === 'paragraph' && draft.text.length <= 600 && numberedCaption.test(draft.text))

/** Captions of tables mostly stand above, those of figures below. */
const placeOf = (drafts: readonly Draft[], at: number, caption: string): number | undefined => {
  const order = isTableCaption(caption) ? [at + 1, at - 1, at + 2] : [at - 1, at + 1, at - 2]
  return order.find(place => takes(drafts[place], caption))
}

/** Gives each caption to the table or figure beside it; one that stands alone becomes a paragraph. */
export const placeCaptions = (drafts: readonly Draft[]): (NewBlock | EmbeddedDraft)[] => {
  const placed: Draft[] = [...drafts]
  const taken = new Set<number>()
  for (const [at, draft] of drafts.entries()) {
    if (!isCaption(draft)) continue
    const place = placeOf(placed, at, draft.text)
    const target = place === undefined ? undefined : placed[place]
    if (place === undefined || !takes(target, draft.text)) continue
    placed[place] = { ...target, caption: draft.text }
    taken.add(at)
  }
  return placed.flatMap((draft, at): (NewBlock | EmbeddedDraft)[] => {
    if (taken.has(at)) return []
    return [
      draft.kind === 'caption' || draft.kind === 'typewritten' ? paragraphOf(draft.text, draft.boxes) : draft,
    ]
  })
}
