import { codeOf, headingOf, paragraphOf, parameterOf } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { descendantsOf, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { admonitionSeverity } from './admonition.ts'
import { classesOf, holdsBlock, isBlock, isBoilerplate } from './block-elements.ts'
import { collapsed, inlineText, preformatted } from './inline-text.ts'
import { entriesOfList } from './read-list.ts'
import { lineOf, readTable } from './read-table.ts'

/** Where the walk stands: how deep in lists, and in which. */
interface Place {
  readonly level: number
  readonly list: string
}
/** Numbers the lists of one document. */
export interface HtmlSetting {
  readonly nextList: () => string
}

const top: Place = { level: 0, list: '' }

/** Pictures, and inline elements around blocks, part the text like blocks. */
const holdsPicture = (element: XmlElement): boolean =>
  element.name === 'img' || (element.name !== 'math' && holdsBlock(element))

/** The element's inline content in front of, between and behind its blocks as paragraphs, the blocks as they are. */
const readFlow = (
  children: readonly (XmlElement | string)[],
  place: Place,
  setting: HtmlSetting,
): Draft[] => {
  const drafts: Draft[] = []
  let inline: (XmlElement | string)[] = []
  const flush = (): void => {
    const text = collapsed(inlineText(inline))
    if (text !== '') drafts.push(paragraphOf(text))
    inline = []
  }
  for (const child of children) {
    if (typeof child === 'string' || !(isBlock(child) || holdsPicture(child))) {
      inline.push(child)
      continue
    }
    if (isBoilerplate(child)) continue
    flush()
    drafts.push(...readElement(child, place, setting))
  }
  flush()
  return drafts
}

const readHeading = (element: XmlElement): Draft[] => {
  const text = collapsed(inlineText(element.children))
  return text === '' ? [] : [headingOf(Number(element.name.slice(1)), text)]
}

const languageOf = (element: XmlElement): string | undefined => {
  const code = descendantsOf(element, 'code')[0]
  const names = [...classesOf(element), ...(code ? classesOf(code) : [])]
  const named = names
    .map(name => /^(?:language|lang|highlight-source|brush:?)-?(.+)$/.exec(name)?.[1])
    .find(Boolean)
  return named ?? element.attributes['data-lang'] ?? code?.attributes['data-lang']
}

/** Code set within indented markup is indented in all its lines. */
const dedented = (text: string): string => {
  const lines = text.split('\n')
  const indents = lines.filter(line => line.trim() !== '').map(line => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const least = Math.min(...indents)
  return lines.map(line => line.slice(least)).join('\n')
}

const readCode = (element: XmlElement): Draft[] => {
  const text = preformatted(element)
  return text.trim() === '' ? [] : [codeOf(dedented(text), languageOf(element))]
}

const pictureOf = (element: XmlElement, caption: string): Draft[] => {
  const image = element.name === 'img' ? element : descendantsOf(element, 'img')[0]
  const text = collapsed(image?.attributes['alt'] ?? '')
  return text === '' && caption === '' ? [] : [{ kind: 'figure', caption, text, boxes: [] }]
}

/** A figure may hold a table or code as well as a picture; its caption goes to what it holds. */
const readFigure = (element: XmlElement, setting: HtmlSetting): Draft[] => {
  const caption = collapsed(
    descendantsOf(element, 'figcaption')
      .map(one => inlineText(one.children))
      .join(' '),
  )
  const rest = element.children.filter(child => typeof child === 'string' || child.name !== 'figcaption')
  const inside = readFlow(rest, top, setting).filter(draft => draft.kind !== 'figure')
  if (inside.length === 0) return pictureOf(element, caption)
  return caption === '' ? inside : [{ kind: 'caption', text: caption, boxes: [] }, ...inside]
}

/** Some pages print a bullet of their own. */
const printedBullet = /^[•·▪◦‣]\s+/u

/** An item's own words are those before its first list, table or code; further paragraphs go on its text. */
const readItem = (
  entry: ReturnType<typeof entriesOfList>[number],
  place: Place,
  setting: HtmlSetting,
): Draft[] => {
  const inside = readFlow(entry.element.children, place, setting)
  const first = inside.findIndex(draft => draft.kind !== 'paragraph')
  const own = first === -1 ? inside : inside.slice(0, first)
  const { marker, isOrdered } = entry
  const text = own
    .map(draft => draft.text)
    .join('\n')
    .replace(printedBullet, '')
  const { level, list } = place
  const rest = inside.slice(own.length)
  if (text === '' && rest.length > 0) return rest
  return text === '' ? [] : [{ kind: 'item', list, level, isOrdered, marker, text, boxes: [] }, ...rest]
}

const readList = (element: XmlElement, place: Place, setting: HtmlSetting): Draft[] => {
  const list = place.level === 0 ? setting.nextList() : place.list
  const inside = { level: place.level + 1, list }
  return entriesOfList(element).flatMap(entry =>
    entry.element.name === 'li'
      ? readItem(entry, inside, setting)
      : readElement(entry.element, { ...inside, level: Math.max(1, inside.level) }, setting),
  )
}

/** Groups of a definition list may stand in `div`s. */
const termsIn = (element: XmlElement): readonly XmlElement[] =>
  elementsOf(element).flatMap(child => (child.name === 'div' ? termsIn(child) : [child]))

interface Definition {
  readonly names: readonly string[]
  readonly values: readonly Draft[]
}

/** Terms in a row share the definitions in a row that follow them. */
const definitionsOf = (element: XmlElement, setting: HtmlSetting): Definition[] => {
  const definitions: { names: string[]; values: Draft[] }[] = []
  for (const term of termsIn(element)) {
    const last = definitions.at(-1)
    const isTerm = term.name === 'dt'
    const target = last && (!isTerm || last.values.length === 0) ? last : { names: [], values: [] }
    if (target !== last) definitions.push(target)
    if (isTerm) target.names.push(collapsed(inlineText(term.children)))
    else target.values.push(...readFlow(term.children, top, setting))
  }
  return definitions
}

/** A term with its definition is a parameter; code and tables in the definition follow as blocks of their own. */
const readDefinitions = (element: XmlElement, setting: HtmlSetting): Draft[] =>
  definitionsOf(element, setting).flatMap(({ names, values }): Draft[] => {
    const name = names.filter(text => text !== '').join(', ')
    if (name === '') return [...values]
    const isOwn = (draft: Draft): boolean => draft.kind === 'paragraph' || draft.kind === 'item'
    const value = values.filter(isOwn).map(lineOf).join('\n')
    return [parameterOf(name, value), ...values.filter(draft => !isOwn(draft))]
  })

/** A field of a form: its label and its value side by side, told by their classes. */
const readField = (element: XmlElement): Draft[] | undefined => {
  const children = elementsOf(element)
  if (children.length < 2 || children.length > 4) return undefined
  const wordsIn = (pattern: RegExp): string | undefined => {
    const found = children.find(child => classesOf(child).some(name => pattern.test(name)))
    return found && collapsed(inlineText(found.children))
  }
  const name = wordsIn(/(?:^|[-_])(?:label|key|term)$/)?.replace(/\s*[:：]$/, '')
  const value = wordsIn(/(?:^|[-_])value$/)
  return name && value ? [parameterOf(name, value)] : undefined
}

const readAdmonition = (
  element: XmlElement,
  severity: NonNullable<ReturnType<typeof admonitionSeverity>>,
  setting: HtmlSetting,
): Draft[] => {
  const inside = readFlow(element.children, top, setting)
  const aside = inside.filter(draft => draft.kind === 'table' && draft.columns > 2)
  const text = inside
    .filter(draft => !aside.includes(draft))
    .map(draft => (draft.kind === 'table' ? draft.text.replaceAll('\t', '\n') : lineOf(draft)))
    .join('\n')
  return text.trim() === '' ? aside : [{ kind: 'warning', severity, text: text.trim(), boxes: [] }, ...aside]
}

/** Asciidoctor and others set a block's title in a `div` of the class "title" before or after it. */
const isTitle = (element: XmlElement): boolean =>
  element.name === 'div' && classesOf(element).includes('title')

const readElement = (element: XmlElement, place: Place, setting: HtmlSetting): Draft[] => {
  const severity = admonitionSeverity(element)
  if (severity !== undefined) return readAdmonition(element, severity, setting)
  if (isTitle(element)) return [{ kind: 'caption', text: collapsed(inlineText(element.children)), boxes: [] }]
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return readHeading(element)
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return readList(element, place, setting)
    case 'dl':
      return readDefinitions(element, setting)
    case 'table':
      return readTable(element, cell => readFlow(cell.children, top, setting))
    case 'pre':
      return readCode(element)
    case 'figure':
      return readFigure(element, setting)
    case 'img':
      return pictureOf(element, '')
    default:
      return readField(element) ?? readFlow(element.children, place, setting)
  }
}

/** The blocks of a tree of HTML, in order, before captions have found their places. */
export const htmlToDrafts = (root: XmlElement, setting: HtmlSetting): Draft[] =>
  readElement(root, top, setting)

/** Numbers lists "1", "2", … */
export const createHtmlSetting = (): HtmlSetting => {
  let count = 0
  return { nextList: () => String(++count) }
}
