import type { Nodes, PhrasingContent } from 'mdast'

/** Whether a piece of HTML in a line is an emphasis or break and no text. */
const htmlText = (value: string): string => (/^<br\b/i.test(value) ? '\n' : '')

/** The words of inline Markdown; links and emphasis give their text, pictures their alternative text. */
export const nodeText = (node: Nodes | PhrasingContent): string => {
  switch (node.type) {
    case 'text':
      return node.value.replaceAll(/\s+/g, ' ')
    case 'inlineCode':
      return node.value.replaceAll('\n', ' ')
    case 'break':
      return '\n'
    case 'html':
      return htmlText(node.value)
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'footnoteReference':
      return `[${node.label ?? node.identifier}]`
    default:
      return 'children' in node ? node.children.map(nodeText).join('') : ''
  }
}
