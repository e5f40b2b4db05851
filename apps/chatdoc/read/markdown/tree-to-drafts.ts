import type { Blockquote, List, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast'
import type { Cell, Severity } from '../../document/block.ts'
import { codeOf, headingOf, paragraphOf, tableOf } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { htmlToDrafts, type HtmlSetting } from '../html/html-to-blocks.ts'
import { parseDom, treeOf } from '../html/html-tree.ts'
import { lineOf } from '../html/read-table.ts'
import { severityOf, warningLabelOf } from '../warnings/warning-label.ts'
import { nodeText } from './node-text.ts'

interface Place {
  readonly level: number
  readonly list: string
}
const top: Place = { level: 0, list: '' }

const wordsOf = (node: Nodes): string =>
  nodeText(node)
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .trim()

const picturesIn = (node: Paragraph): Draft[] =>
  node.children
    .filter(child => child.type === 'image' || child.type === 'imageReference')
    .filter(image => (image.alt ?? '').trim() !== '')
    .map(image => ({ kind: 'figure', caption: '', text: (image.alt ?? '').trim(), boxes: [] }))

/** A paragraph of pictures alone is its figures. */
const readParagraph = (node: Paragraph): Draft[] => {
  const isPictures = node.children.every(
    child =>
      child.type === 'image' ||
      child.type === 'imageReference' ||
      (child.type === 'text' && child.value.trim() === ''),
  )
  if (isPictures) return picturesIn(node)
  const text = wordsOf(node)
  return text === '' ? [] : [paragraphOf(text)]
}

const markerOf = (list: List, at: number): string => (list.ordered ? `${(list.start ?? 1) + at}.` : '•')

/** An item's own words are the paragraphs before its first other block. */
const readItem = (
  item: ListItem,
  marker: string,
  isOrdered: boolean,
  place: Place,
  setting: HtmlSetting,
): Draft[] => {
  const inside = readNodes(item.children, place, setting)
  const first = inside.findIndex(draft => draft.kind !== 'paragraph')
  const own = (first === -1 ? inside : inside.slice(0, first)).map(draft => draft.text)
  const rest = first === -1 ? [] : inside.slice(first)
  const box = typeof item.checked === 'boolean' ? (item.checked ? '☒ ' : '☐ ') : ''
  const text = box + own.join('\n')
  return text === '' ? rest : [{ kind: 'item', ...place, isOrdered, marker, text, boxes: [] }, ...rest]
}

const readList = (list: List, place: Place, setting: HtmlSetting): Draft[] => {
  const inside = { level: place.level + 1, list: place.level === 0 ? setting.nextList() : place.list }
  return list.children.flatMap((item, at) =>
    readItem(item, markerOf(list, at), list.ordered === true, inside, setting),
  )
}

const readTable = (table: Table): Draft[] => [
  tableOf({
    cells: table.children.flatMap((row, at) =>
      row.children.map((cell, column): Cell => ({
        row: at,
        column,
        rowSpan: 1,
        columnSpan: 1,
        text: wordsOf(cell),
        isHeader: at === 0,
      })),
    ),
  }),
]

const alert = /^\[!([\w-]+)\][+-]?[ \t]*/

/** A quote that begins with a signal word in bold: `> **Warning**`. */
const boldSeverity = (quote: Blockquote): Severity | undefined => {
  const first = quote.children[0]?.type === 'paragraph' ? quote.children[0].children[0] : undefined
  return first?.type === 'strong' ? severityOf(nodeText(first).replace(/[:：!！]$/u, '')) : undefined
}

/** GitHub's `> [!WARNING]`, and quotes that begin with a signal word, are warnings; others are what they hold. */
const readQuote = (quote: Blockquote, setting: HtmlSetting): Draft[] => {
  const inside = readNodes(quote.children, top, setting)
  const first = inside[0]?.kind === 'paragraph' ? inside[0].text : ''
  const severity =
    severityOf(alert.exec(first)?.[1] ?? '') ?? warningLabelOf(first)?.severity ?? boldSeverity(quote)
  if (severity === undefined)
    return inside
      .map(draft =>
        draft === inside[0] && alert.test(first) ? paragraphOf(first.replace(alert, '')) : draft,
      )
      .filter(draft => draft.text !== '')
  const aside: Draft[] = inside.filter(draft => draft.kind === 'table' || draft.kind === 'code')
  const text = inside
    .filter(draft => !aside.includes(draft))
    .map(lineOf)
    .join('\n')
    .replace(alert, '')
    .trim()
  return text === '' ? aside : [{ kind: 'warning', severity, text, boxes: [] }, ...aside]
}

const readHtml = (html: string, setting: HtmlSetting): Draft[] => {
  const { body } = parseDom(html)
  return body ? htmlToDrafts(treeOf(body), setting) : []
}

const readNode = (node: RootContent, place: Place, setting: HtmlSetting): Draft[] => {
  switch (node.type) {
    case 'heading': {
      const text = wordsOf(node).replace(/\s*\{#[\w-]+\}$/, '')
      return text === '' ? [] : [headingOf(node.depth, text)]
    }
    case 'paragraph':
      return readParagraph(node)
    case 'list':
      return readList(node, place, setting)
    case 'table':
      return readTable(node)
    case 'code':
      return node.value.trim() === '' ? [] : [codeOf(node.value, node.lang ?? undefined)]
    case 'blockquote':
      return readQuote(node, setting)
    case 'html':
      return /^\s*<!--/.test(node.value) && !/-->\s*\S/.test(node.value) ? [] : readHtml(node.value, setting)
    case 'footnoteDefinition': {
      const text = readNodes(node.children, top, setting).map(lineOf).join('\n')
      return [paragraphOf(`[${node.label ?? node.identifier}] ${text}`)]
    }
    default:
      return []
  }
}

/** An HTML block goes on to the next where it left elements open: `<table>` … empty line … `</table>`. */
const joinHtml = (nodes: readonly RootContent[]): readonly RootContent[] => {
  const joined: RootContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (last?.type === 'html' && node.type === 'html' && /<(table|div|details|dl|ul|ol)\b/i.test(last.value))
      joined[joined.length - 1] = { ...last, value: `${last.value}\n${node.value}` }
    else joined.push(node)
  }
  return joined
}

const readNodes = (nodes: readonly RootContent[], place: Place, setting: HtmlSetting): Draft[] =>
  joinHtml(nodes).flatMap(node => readNode(node, place, setting))

/** The blocks of a Markdown tree, in order. */
export const treeToDrafts = (children: readonly RootContent[], setting: HtmlSetting): Draft[] =>
  readNodes(children, top, setting)
