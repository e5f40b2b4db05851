import type { Box, NewBlock } from '../../document/block.ts'
import { formatNumber } from '../docx/number-format.ts'
import { paragraphOf } from '../draft-blocks.ts'
import { mathText } from '../office/math-text.ts'
import { elementAt, elementsOf, textOf, type XmlElement } from '../xml/parse-xml.ts'

const runText = (element: XmlElement): string => {
  switch (element.name) {
    case 'r':
    case 'fld':
      return textOf(elementAt(element, 't'))
    case 'br':
      return '\n'
    case 'tab':
      return '\t'
    case 'm':
    case 'oMath':
    case 'oMathPara':
      return ` ${mathText(element)} `
    case 'AlternateContent':
      return elementsOf(elementAt(element, 'Choice')).map(runText).join('')
    default:
      return ''
  }
}

/** The words of a paragraph of DrawingML; a line break within it is `\n`, a vertical tab too. */
export const slideParagraphText = (paragraph: XmlElement): string =>
  elementsOf(paragraph)
    .map(runText)
    .join('')
    .replaceAll('\u000b', '\n')
    .replaceAll(/[ \u00a0]{2,}/g, ' ')
    .trim()

const schemes: Readonly<Record<string, string>> = {
  alphaLc: 'lowerLetter',
  alphaUc: 'upperLetter',
  romanLc: 'lowerRoman',
  romanUc: 'upperRoman',
  circle: 'decimalEnclosedCircle',
  ea: 'chineseCounting',
}

/** "arabicPeriod" prints "1.", "alphaLcParenBoth" "(a)" (ECMA-376 part 1, 20.1.10.61). */
const numberMarker = (scheme: string, value: number): string => {
  const format = Object.entries(schemes).find(([name]) => scheme.startsWith(name))?.[1] ?? 'decimal'
  const number = formatNumber(value, format)
  if (scheme.endsWith('ParenBoth')) return `(${number})`
  if (scheme.endsWith('ParenR')) return `${number})`
  return scheme.endsWith('Period') ? `${number}.` : number
}

type Bullet =
  | { readonly kind: 'none' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'number'; readonly scheme: string; readonly start: number }

const bulletIn = (properties: XmlElement | undefined): Bullet | undefined => {
  const found = elementsOf(properties).find(child => /^bu(?:None|Char|AutoNum|Blip)$/.test(child.name))
  if (!found) return undefined
  if (found.name === 'buNone') return { kind: 'none' }
  if (found.name !== 'buAutoNum') return { kind: 'sign' }
  return {
    kind: 'number',
    scheme: found.attributes['type'] ?? 'arabicPeriod',
    start: Number(found.attributes['startAt'] ?? 1),
  }
}

/** List styles that count for a text body, nearest first. */
export type ListStyles = readonly (XmlElement | undefined)[]

const bulletOf = (paragraph: XmlElement, level: number, styles: ListStyles): Bullet => {
  const own = bulletIn(elementAt(paragraph, 'pPr'))
  if (own) return own
  for (const style of styles) {
    const inherited = bulletIn(elementAt(style, `lvl${level + 1}pPr`))
    if (inherited) return inherited
  }
  return { kind: 'none' }
}

export interface TextPlace {
  readonly styles: ListStyles
  readonly boxes: Box[]
  readonly list: string
}

/** The paragraphs of a text body, list items with their levels and the numbers that PowerPoint prints. */
export const slideTextBlocks = (
  body: XmlElement | undefined,
  { styles, boxes, list }: TextPlace,
): NewBlock[] => {
  const counts: number[] = []
  return elementsOf(body, 'p').flatMap((paragraph): NewBlock[] => {
    const text = slideParagraphText(paragraph)
    if (text === '') return []
    const level = Number(elementAt(paragraph, 'pPr')?.attributes['lvl'] ?? 0)
    const bullet = bulletOf(paragraph, level, styles)
    counts.length = Math.min(counts.length, level + 1)
    if (bullet.kind !== 'number') counts.length = Math.min(counts.length, level)
    if (bullet.kind === 'none') return [paragraphOf(text, boxes)]
    const isOrdered = bullet.kind === 'number'
    if (isOrdered) counts[level] = (counts[level] ?? bullet.start - 1) + 1
    const marker = isOrdered ? numberMarker(bullet.scheme, counts[level] ?? 1) : '•'
    return [{ kind: 'item', list, level: level + 1, isOrdered, marker, text, boxes }]
  })
}
