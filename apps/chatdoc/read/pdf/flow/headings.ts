import { listMarkerOf } from '../../text/list-marker.ts'
import { joinLines } from '../../text/join-lines.ts'
import { numberedHeadingLevel } from '../../text/numbered-heading.ts'
import { figureCaption, tableCaption } from './caption.ts'
import { bodySizeOf, isBoldCommon, type FontStatistics } from './font-statistics.ts'
import { isContentsLine } from './paragraphs.ts'
import type { TextDraft } from './text-draft.ts'

/** A look of headings, with the levels that numbers or the outline gave to some of them. JSON. */
export interface HeadingStyle {
  readonly size: number
  readonly isBold: boolean
  readonly known: readonly number[]
}

export interface HeadingContext {
  readonly statistics: FontStatistics
  /** Levels by title, from the file's outline. */
  readonly outline: ReadonlyMap<string, number>
}

/** A title without spaces, punctuation and case, to compare by. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Larger than the body by this factor is a heading whatever else it is. */
const larger = 1.13
const longest = 160

const isSentence = (text: string): boolean => /[.。;；,，、]$/u.test(text) || /[:：]$/u.test(text)
const hasLetters = (text: string): boolean => /\p{L}{2}|\p{Script=Han}/u.test(text)
const strongNumber = /^(?:第[0-9一二三四五六七八九十百]+[章节篇部]|附录\s*[A-Z0-9一二三四五六七八九十])/u

/** Level that the outline gives to this text; short titles count only where the type stands out. */
const outlineLevel = (text: string, stands: boolean, { outline }: HeadingContext): number | undefined => {
  const key = titleKey(text)
  if (key.length < 3 || (!stands && key.length < 6)) return undefined
  return outline.get(key) ?? outline.get(key.replace(/^[\divxab.]{1,6}(?=\p{L}{3})/u, ''))
}

/** A few words alone on a slanted line. */
const isTitle = (text: string, size: number, body: number): boolean =>
  size >= 0.98 * body &&
  text.length <= 60 &&
  /^\p{Lu}/u.test(text) &&
  !listMarkerOf(text) &&
  !/^(?:source|note|see|fig|tab)/i.test(text)

export interface HeadingSign {
  /** What the outline or its number says. */
  readonly level?: number
}

/** Whether a paragraph is a heading, and what level it has by its number or by the outline. */
export const headingSign = (draft: TextDraft, context: HeadingContext): HeadingSign | undefined => {
  const { style, lines } = draft
  const text = joinLines(lines)
  if (style.isMonospace || lines.length > 4 || text.length > longest || !hasLetters(text)) return undefined
  if (isContentsLine(text) || tableCaption.test(text) || figureCaption.test(text)) return undefined
  const body = bodySizeOf(context.statistics)
  const isLarge = style.size >= larger * body
  const isBold = style.isBold && !isBoldCommon(context.statistics) && style.size >= 0.9 * body
  const known = outlineLevel(text, isLarge || isBold, context)
  if (known !== undefined && style.size >= 0.9 * body) return { level: known }
  const numbered = lines.length <= 3 ? numberedHeadingLevel(text) : undefined
  const stands = isLarge || isBold || style.size > 1.04 * body
  if (numbered !== undefined && (stands || strongNumber.test(text))) return { level: numbered }
  if (isSentence(text) || listMarkerOf(text)?.isOrdered === false) return undefined
  if (isLarge) return /^\p{Ll}/u.test(text) && lines.length > 1 ? undefined : {}
  const isShort = text.length <= 100 && lines.length <= 2 && draft.spaceAbove > 0.2
  if (isBold) return isShort && !listMarkerOf(text) ? {} : undefined
  return style.isItalic && isShort && isTitle(text, style.size, body) ? {} : undefined
}

const sameStyle = (a: HeadingStyle, size: number, isBold: boolean): boolean =>
  Math.abs(a.size - size) < 0.3 && a.isBold === isBold

/** The known looks with this one. */
export const learnStyle = (
  styles: readonly HeadingStyle[],
  draft: TextDraft,
  sign: HeadingSign,
): readonly HeadingStyle[] => {
  const { size, isBold } = draft.style
  const at = styles.findIndex(style => sameStyle(style, size, isBold))
  const before = styles[at] ?? { size, isBold, known: [] }
  const known = sign.level === undefined ? before.known : [...before.known.slice(-8), sign.level]
  const learnt = { ...before, known }
  return at === -1 ? [...styles, learnt] : styles.with(at, learnt)
}

const commonest = (values: readonly number[]): number | undefined => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** How large a look is: by size, then by weight. */
const rankOf = (style: { readonly size: number; readonly isBold: boolean }): number =>
  style.size + (style.isBold ? 0.4 : 0)

/** The level of a heading: by outline or number, else what its look has elsewhere, else by its size among the looks. */
export const levelOf = (draft: TextDraft, sign: HeadingSign, styles: readonly HeadingStyle[]): number => {
  if (sign.level !== undefined) return Math.min(6, sign.level)
  const { size, isBold } = draft.style
  const own = styles.find(style => sameStyle(style, size, isBold))
  const learnt = own ? commonest(own.known) : undefined
  if (learnt !== undefined) return Math.min(6, learnt)
  const ranks = [...new Set(styles.map(rankOf))].filter(rank => rank > rankOf({ size, isBold }) + 0.25)
  const above = styles
    .filter(style => rankOf(style) > rankOf({ size, isBold }) + 0.25)
    .flatMap(style => style.known)
  return Math.min(6, Math.max(ranks.length, ...above.map(level => level)) + 1)
}
