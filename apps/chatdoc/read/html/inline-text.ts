import { mathText } from '../office/math-text.ts'
import { textOf, type XmlElement } from '../xml/parse-xml.ts'

const superscripts: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  n: 'ⁿ',
}

/** "10<sup>3</sup>" must not read as 103. */
const superscript = (element: XmlElement): string => {
  const text = textOf(element).trim()
  const isLink = element.children.some(child => typeof child !== 'string' && child.name === 'a')
  if (isLink || text === '' || text.length > 6) return inlineText(element.children)
  const raised = Array.from(text, char => superscripts[char])
  return raised.every(char => char !== undefined) ? raised.join('') : inlineText(element.children)
}

/** MathML is told by its alternative text, else by its characters. */
const formula = (element: XmlElement): string =>
  element.attributes['alttext']?.trim() || mathText(element) || textOf(element)

const isPermalink = (element: XmlElement): boolean =>
  /\b(?:headerlink|anchor-link|permalink|hash-link|mw-editsection)\b/.test(
    element.attributes['class'] ?? '',
  ) || /^[¶#§🔗]$/u.test(textOf(element).trim())

const checkbox = ({ attributes }: XmlElement): string => {
  if (attributes['type'] !== 'checkbox' && attributes['type'] !== 'radio') return ''
  return attributes['checked'] === undefined ? '☐ ' : '☒ '
}

const textOfInline = (element: XmlElement): string => {
  switch (element.name) {
    case 'br':
      return '\n'
    case 'img':
      return element.attributes['alt'] ?? ''
    case 'input':
      return checkbox(element)
    case 'sup':
      return superscript(element)
    case 'math':
      return ` ${formula(element)} `
    case 'q':
      return `“${inlineText(element.children)}”`
    case 'a':
      return isPermalink(element) ? '' : inlineText(element.children)
    case 'wbr':
      return ''
    default:
      return isPermalink(element) && element.name === 'span' ? '' : inlineText(element.children)
  }
}

/** The words of inline content, its spaces not yet collapsed; line breaks of the source are spaces, `<br>` is `\n`. */
export const inlineText = (children: readonly (XmlElement | string)[]): string =>
  children
    .map(child => (typeof child === 'string' ? child.replaceAll(/\s+/g, ' ') : textOfInline(child)))
    .join('')

export const collapsed = (text: string): string =>
  text
    .replaceAll(/[ \t\u00a0\u2007\u202f]+/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .trim()

/** Code keeps its spaces and lines. */
export const preformatted = (element: XmlElement): string =>
  element.children
    .map(child => (typeof child === 'string' ? child : child.name === 'br' ? '\n' : preformatted(child)))
    .join('')
