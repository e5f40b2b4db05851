import type { Draft } from '../drafts/draft.ts'
import { codeOf, headingOf, paragraphOf } from '../draft-blocks.ts'
import { descendantsOf, elementAt, elementsOf, textOf, type XmlElement } from '../xml/parse-xml.ts'
import type { ListNumber, NumberRef } from './numbering.ts'
import { codeText, noteReferences, paragraphText } from './paragraph-text.ts'
import { isMonospaced, outlineLevelOf, type ParagraphStyle } from './styles.ts'
import type { WordContext } from './word-context.ts'

const val = (element: XmlElement | undefined): string | undefined => element?.attributes['val']
const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !/^(?:0|false|off|none)$/.test(val(element) ?? '')

const styleOfParagraph = (paragraph: XmlElement, { styles }: WordContext): ParagraphStyle | undefined =>
  styles.get(val(elementAt(paragraph, 'pPr', 'pStyle')) ?? '')

const numberRef = (
  paragraph: XmlElement,
  style: ParagraphStyle | undefined,
  context: WordContext,
): NumberRef | undefined => {
  const own = elementAt(paragraph, 'pPr', 'numPr')
  const numId = val(elementAt(own, 'numId')) ?? style?.numId
  if (numId === undefined || numId === '0') return undefined
  const bound = context.numbering.levelOfStyle(numId, val(elementAt(paragraph, 'pPr', 'pStyle')) ?? '')
  const level = val(elementAt(own, 'ilvl')) ?? bound ?? style?.numLevel ?? 0
  return { numId, level: Number(level) }
}

const runsWithText = (paragraph: XmlElement): readonly XmlElement[] =>
  descendantsOf(paragraph, 'r').filter(run => elementsOf(run, 't').some(text => textOf(text).trim() !== ''))

const isTypewritten = (paragraph: XmlElement, style: ParagraphStyle | undefined): boolean => {
  const runs = runsWithText(paragraph)
  return (
    style?.isTyped === true || (runs.length > 0 && runs.every(run => isMonospaced(elementAt(run, 'rPr'))))
  )
}

const isCaption = (paragraph: XmlElement, style: ParagraphStyle | undefined): boolean =>
  style?.isCaption === true ||
  [...descendantsOf(paragraph, 'instrText'), ...descendantsOf(paragraph, 'fldSimple')].some(field =>
    /\bSEQ\s+"?(?:figure|table|abb|图|表)/i.test(textOf(field) + (field.attributes['instr'] ?? '')),
  )

/** A short paragraph all in bold or large type; font sizes are in half points. */
const looksLikeHeading = (paragraph: XmlElement, text: string): boolean => {
  if (text.length > 80 || /[.。;；,，:：!?]$/u.test(text) || !/\p{L}/u.test(text)) return false
  const runs = runsWithText(paragraph)
  return (
    runs.length > 0 &&
    runs.every(run => isOn(elementAt(run, 'rPr', 'b')) || Number(val(elementAt(run, 'rPr', 'sz')) ?? 0) >= 28)
  )
}

const headingLevel = (
  paragraph: XmlElement,
  style: ParagraphStyle | undefined,
  text: string,
  context: WordContext,
): number | undefined => {
  const level =
    outlineLevelOf(elementAt(paragraph, 'pPr')) ?? style?.headingLevel ?? (style?.isTitle ? 1 : undefined)
  if (level !== undefined && text.length <= 300) return level
  return !context.hasStyledHeadings && looksLikeHeading(paragraph, text) ? 2 : undefined
}

const itemOf = (text: string, level: number, number: ListNumber): Draft => ({
  kind: 'item',
  list: number.list,
  level: level + 1,
  isOrdered: number.isOrdered,
  marker: number.marker,
  text,
  boxes: [],
})

const wordsOf = (paragraph: XmlElement, context: WordContext): Draft | undefined => {
  const style = styleOfParagraph(paragraph, context)
  const text = paragraphText(paragraph)
  if (text === '' || style?.isContents === true) return undefined
  const ref = numberRef(paragraph, style, context)
  const level = headingLevel(paragraph, style, text, context)
  if (level !== undefined) {
    const marker =
      ref === undefined || (ref.numId !== style?.numId && style?.headingLevel === undefined)
        ? undefined
        : context.numbering.next(ref)
    context.numbering.interrupt('heading')
    return headingOf(level, marker?.isOrdered ? `${marker.marker} ${text}` : text)
  }
  const number = ref === undefined ? undefined : context.numbering.next(ref)
  if (ref !== undefined && number !== undefined) return itemOf(text, ref.level, number)
  context.numbering.interrupt('text')
  if (isCaption(paragraph, style)) return { kind: 'caption', text, boxes: [] }
  if (style?.isCode === true) return codeOf(codeText(paragraph))
  if (isTypewritten(paragraph, style)) return { kind: 'typewritten', text: codeText(paragraph), boxes: [] }
  return paragraphOf(text)
}

/** The words of a paragraph, and after them the notes that it refers to. */
export const readParagraph = (paragraph: XmlElement, context: WordContext): Draft[] => {
  const words = wordsOf(paragraph, context)
  const notes = noteReferences(paragraph).flatMap(({ kind, id }): Draft[] => {
    const text = context.notes.get(`${kind} ${id}`)
    return text === undefined ? [] : [paragraphOf(`[${id}] ${text}`)]
  })
  return words === undefined ? notes : [words, ...notes]
}
