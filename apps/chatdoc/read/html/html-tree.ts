import { parseHTML } from 'linkedom'
import { limits } from '../limits.ts'
import type { XmlElement } from '../xml/parse-xml.ts'

/** As much of the DOM as is walked. */
export interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly parentNode: DomNode | null
  readonly nodeValue: string | null
}
export interface DomElement extends DomNode {
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  readonly textContent: string
  readonly getAttribute: (name: string) => string | null
  readonly setAttribute: (name: string, value: string) => void
  readonly querySelectorAll: (selector: string) => Iterable<DomElement>
}
export interface DomDocument {
  readonly body: DomElement | null
  readonly title: string
  readonly querySelectorAll: (selector: string) => Iterable<DomElement>
  readonly cloneNode: (deep: boolean) => DomDocument
}

const elementNode = 1
const textNode = 3

const isElement = (node: DomNode): node is DomElement => node.nodeType === elementNode

/** Parses HTML. Scripts are not run and nothing is fetched. */
export const parseDom = (html: string): DomDocument => {
  const isWhole = /<(?:html|body|head)[\s>]/i.test(html.slice(0, 100_000))
  const { document } = parseHTML(
    isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`,
  )
  return document as unknown as DomDocument
}

/** Elements that hold no words of the document. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'embed',
  'head',
  'link',
  'meta',
  'button',
  'select',
  'textarea',
  'canvas',
  'audio',
  'video',
  'map',
  'dialog',
  'annotation',
  'annotation-xml',
  'rp',
  'rt',
])

const isHidden = (element: DomElement): boolean =>
  element.getAttribute('hidden') !== null ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '')

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[]
}

const toElement = (node: DomElement): OpenElement => {
  const attributes: Record<string, string> = {}
  for (const { name, value } of node.attributes) attributes[name] = value
  return { name: node.nodeName.toLowerCase(), attributes, children: [] }
}

/**
 * What is to be read of a DOM as plain data. Elements nested deeper than `limits.markupDepth` are told at that depth.
 * Works without recursion, since hostile pages nest without end.
 */
export const treeOf = (root: DomElement): XmlElement => {
  const top = toElement(root)
  const stack: OpenElement[] = [top]
  let depth = 1
  let node: DomNode | null = root.firstChild
  while (node) {
    const isOpen: boolean = isElement(node) && !silent.has(node.nodeName.toLowerCase()) && !isHidden(node)
    if (node.nodeType === textNode) stack.at(-1)?.children.push(node.nodeValue ?? '')
    if (isOpen && isElement(node)) {
      const element = toElement(node)
      stack.at(-1)?.children.push(element)
      if (node.firstChild) {
        if (depth < limits.markupDepth) stack.push(element)
        depth++
        node = node.firstChild
        continue
      }
    }
    while (node && !node.nextSibling) {
      const parent: DomNode | null = node.parentNode
      if (!parent || parent === root) return top
      if (depth <= limits.markupDepth) stack.pop()
      depth--
      node = parent
    }
    node = node?.nextSibling ?? null
  }
  return top
}
