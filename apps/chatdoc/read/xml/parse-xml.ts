import { SaxesParser } from 'saxes'
import { limits } from '../limits.ts'

/**
 * An element without its namespace: `name` and the keys of `attributes` are local names, but for attributes in the
 * namespace of Office relationships, whose keys begin with `r:`. OOXML's strict and transitional forms so read alike.
 */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Local names of the attributes, by the prefixes bound so far to the namespace of relationships. */
const localAttributes = (
  raw: Readonly<Record<string, string>>,
  relationPrefixes: Set<string>,
): Record<string, string> => {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    const [prefix = '', local] = name.split(':')
    if (prefix === 'xmlns') {
      if (local !== undefined && value.endsWith('/officeDocument/relationships')) relationPrefixes.add(local)
    } else if (local === undefined) attributes[name] = value
    else attributes[relationPrefixes.has(prefix) ? `r:${local}` : local] ??= value
  }
  return attributes
}

/** A parser of XML in pieces. */
export interface XmlStream {
  readonly write: (piece: string) => void
  /** Ends the text; returns what was wrong with it, the first fault first. */
  readonly end: () => readonly string[]
}

/**
 * Reads XML as it comes. Entities that a document defines are not expanded, so no text grows beyond its file. Elements
 * nested deeper than `limits.markupDepth` are told as if they stood at that depth.
 */
export const streamXml = (handlers: XmlHandlers): XmlStream => {
  const parser = new SaxesParser({ xmlns: false, position: false } as const)
  const faults: string[] = []
  const relationPrefixes = new Set(['r'])
  parser.on('error', error => {
    if (faults.length < 5) faults.push(error.message)
  })
  parser.on('opentag', tag =>
    handlers.open(localOf(tag.name), localAttributes(tag.attributes, relationPrefixes)),
  )
  parser.on('closetag', tag => handlers.close(localOf(tag.name)))
  parser.on('text', handlers.text)
  parser.on('cdata', handlers.text)
  return {
    write: piece => void parser.write(piece),
    end: () => {
      parser.close()
      return faults
    },
  }
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[]
}

/** The root of an XML text; undefined where it has none. A faulty text gives what could be read of it. */
export const parseXml = (text: string): XmlElement | undefined => {
  const top: OpenElement = { name: '', attributes: {}, children: [] }
  const stack: OpenElement[] = [top]
  let tooDeep = 0
  const stream = streamXml({
    open: (name, attributes) => {
      const element: OpenElement = { name, attributes, children: [] }
      stack.at(-1)?.children.push(element)
      if (stack.length > limits.markupDepth) tooDeep++
      else stack.push(element)
    },
    close: () => {
      if (tooDeep > 0) tooDeep--
      else if (stack.length > 1) stack.pop()
    },
    text: piece => void stack.at(-1)?.children.push(piece),
  })
  stream.write(text)
  stream.end()
  return top.children.find(child => typeof child !== 'string')
}

/** The child elements, of one name where it is given. */
export const elementsOf = (element: XmlElement | undefined, name?: string): readonly XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )

/** The first element along a path of names, from child to child. */
export const elementAt = (
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => elementsOf(at, name)[0], element)

/** All elements of a name below, in order; what lies within a found one is not searched. */
export const descendantsOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  elementsOf(element).flatMap(child => (child.name === name ? [child] : descendantsOf(child, name)))

export const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map(child => (typeof child === 'string' ? child : textOf(child))).join('')
