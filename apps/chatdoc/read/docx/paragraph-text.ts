import { mathText } from '../office/math-text.ts'
import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'

/** Wingdings and Symbol characters that carry meaning in text (check boxes, arrows); others are dropped. */
const symbols: Readonly<Record<string, string>> = {
  F0FE: '☒',
  F0A8: '☐',
  F06F: '☐',
  F0FC: '✓',
  F0FB: '✗',
  F0E0: '→',
  F0DF: '←',
  F0E8: '→',
  F0B7: '•',
  F0A7: '▪',
  F04A: '☺',
  F0B0: '°',
  F0B1: '±',
  F0B5: 'µ',
  F06D: 'µ',
  F057: 'Ω',
  F044: 'Δ',
  F0A3: '≤',
  F0B3: '≥',
  F0B4: '×',
}

/** What is not the paragraph's own words: deleted text, properties, field codes, and what stands elsewhere. */
const skipped = new Set([
  'pPr',
  'rPr',
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'drawing',
  'pict',
  'object',
  'sdtPr',
  'commentReference',
  'annotationRef',
  'footnoteRef',
  'endnoteRef',
  'lastRenderedPageBreak',
  'rt',
])

const leaf = (element: XmlElement): string | undefined => {
  const { attributes } = element
  switch (element.name) {
    case 't':
      return element.children.filter(child => typeof child === 'string').join('')
    case 'tab':
    case 'ptab':
      return '\t'
    case 'br':
    case 'cr':
      return attributes['type'] === 'page' || attributes['type'] === 'column' ? '' : '\n'
    case 'noBreakHyphen':
      return '-'
    case 'softHyphen':
      return ''
    case 'sym':
      return symbols[(attributes['char'] ?? '').toUpperCase()] ?? ''
    case 'footnoteReference':
    case 'endnoteReference':
      return attributes['customMarkFollows'] === undefined ? `[${attributes['id'] ?? ''}]` : ''
    case 'oMath':
      return spaced(mathText(element))
    default:
      return undefined
  }
}
const spaced = (formula: string): string => (formula.trim() === '' ? '' : ` ${formula.trim()} `)

const isHidden = (run: XmlElement): boolean => {
  const vanish = elementAt(run, 'rPr', 'vanish')
  return vanish !== undefined && !/^(?:0|false|off)$/.test(vanish.attributes['val'] ?? '')
}

/** Of two renderings of the same characters one; drawings in them stand elsewhere. */
const alternative = (element: XmlElement): XmlElement[] =>
  elementsOf(element, 'Choice').concat(elementsOf(element, 'Fallback')).slice(0, 1)

const rawText = (element: XmlElement): string => {
  if (element.name === 'AlternateContent') return alternative(element).map(rawText).join('')
  if (skipped.has(element.name) || (element.name === 'r' && isHidden(element))) return ''
  return leaf(element) ?? elementsOf(element).map(rawText).join('')
}

/** The words of a paragraph of WordprocessingML as they are read: insertions taken, deletions and field codes left. */
export const paragraphText = (paragraph: XmlElement): string =>
  rawText(paragraph)
    .replaceAll('\u00a0', ' ')
    .replaceAll(/ {2,}(?=\S)/g, ' ')
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .trim()

/** As `paragraphText`, but with its spaces, as code needs them. */
export const codeText = (paragraph: XmlElement): string =>
  rawText(paragraph).replaceAll('\u00a0', ' ').replace(/\s+$/, '')

/** The footnotes and endnotes that a paragraph refers to, by element name and id. */
export const noteReferences = (
  element: XmlElement,
): readonly { readonly kind: 'footnote' | 'endnote'; readonly id: string }[] =>
  elementsOf(element).flatMap(child => {
    if (child.name === 'footnoteReference')
      return [{ kind: 'footnote' as const, id: child.attributes['id'] ?? '' }]
    if (child.name === 'endnoteReference')
      return [{ kind: 'endnote' as const, id: child.attributes['id'] ?? '' }]
    return skipped.has(child.name) ? [] : noteReferences(child)
  })
