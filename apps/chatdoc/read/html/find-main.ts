import { Readability } from '@mozilla/readability'
import type { DomDocument, DomElement, DomNode } from './html-tree.ts'

/** Above this, finding the main part by content takes too long. */
const mostCharacters = 3_000_000
const marked = 'p, table, ul, ol, dl, pre, h1, h2, h3, h4, figure, blockquote'
const mark = 'data-millwright'

const lengthOf = (element: DomElement): number => element.textContent.trim().length

/** The page's own word for its main part, where that holds a fair share of the page's text. */
const declaredMain = (document: DomDocument, body: DomElement): DomElement | undefined => {
  const whole = lengthOf(body)
  for (const selector of ['main', '[role=main]', 'article', '#mw-content-text', '#content']) {
    const found = [...document.querySelectorAll(selector)]
    const [only] = found
    if (found.length === 1 && only && lengthOf(only) >= 0.3 * whole) return only
  }
  return undefined
}

const hasFrame = (document: DomDocument): boolean =>
  [
    ...document.querySelectorAll(
      'nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo]',
    ),
  ].length > 0

const ancestorsOf = (node: DomNode): DomNode[] => {
  const path: DomNode[] = []
  for (let at: DomNode | null = node; at && path.length < 1_000; at = at.parentNode) path.push(at)
  return path
}

/** The innermost element that holds at least nine tenths of these. */
const commonAncestor = (nodes: readonly DomElement[], body: DomElement): DomElement => {
  const counts = new Map<DomNode, number>()
  for (const node of nodes)
    for (const ancestor of ancestorsOf(node)) counts.set(ancestor, (counts.get(ancestor) ?? 0) + 1)
  const first = nodes[Math.floor(nodes.length / 2)]
  const found =
    first && ancestorsOf(first).find(node => node !== first && (counts.get(node) ?? 0) >= 0.9 * nodes.length)
  return (found as DomElement | undefined) ?? body
}

/**
 * Where Readability finds the article. It drops tables and lists that it does not like, so only its place is taken
 * from it and the page is read there.
 */
const readableMain = (document: DomDocument, body: DomElement): DomElement => {
  const elements = [...body.querySelectorAll(marked)]
  for (const [at, element] of elements.entries()) element.setAttribute(mark, String(at))
  try {
    type Options = ConstructorParameters<typeof Readability>
    const copy = document.cloneNode(true) as unknown as Options[0]
    const content =
      new Readability(copy, { maxElemsToParse: 50_000, charThreshold: 200 }).parse()?.content ?? ''
    const kept = [...String(content).matchAll(new RegExp(`${mark}="(\\d+)"`, 'g'))].flatMap(
      found => elements[Number(found[1])] ?? [],
    )
    return kept.length === 0 ? body : commonAncestor(kept, body)
  } catch {
    return body
  }
}

/** The element that holds the document of a web page; the body where a page has no frame around it. */
export const findMain = (document: DomDocument, characters: number): DomElement | undefined => {
  const { body } = document
  if (!body) return undefined
  const declared = declaredMain(document, body)
  if (declared) return declared
  if (!hasFrame(document) || characters > mostCharacters) return body
  const found = readableMain(document, body)
  return lengthOf(found) >= 0.4 * lengthOf(body) ? found : body
}
