import { isDeepStrictEqual } from 'node:util'
import { isMap, isNode, isScalar, isSeq } from 'yaml'
import type { Document, Node, YAMLMap, YAMLSeq } from 'yaml'

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (item: unknown): unknown =>
  isMap(item) ? (item.get('name') ?? item.get('vendor_name')) : undefined

const mergeMap = (node: YAMLMap, value: Plain, document: Document): void => {
  node.items = node.items.filter(pair => {
    const key = isScalar(pair.key) ? pair.key.value : pair.key
    // a list that became empty and was never written stays unwritten
    return typeof key === 'string' && key in value
  })
  for (const [key, wanted] of Object.entries(value)) {
    const held = node.get(key, true)
    if (isNode(held)) node.set(key, mergeIntoNode(held, wanted, document))
    else node.set(document.createNode(key), document.createNode(wanted))
  }
}

const wantedName = (value: unknown): unknown =>
  isPlain(value) ? (value['name'] ?? value['vendor_name']) : undefined

/** Items keep their node by name; one that was renamed in its place is the same item too. */
const mergeSeq = (node: YAMLSeq, wanted: readonly unknown[], document: Document): void => {
  const before = node.items
  const held = new Map(before.map(item => [nameOf(item), item]))
  const names = new Set(wanted.map(wantedName))
  const isSameLength = before.length === wanted.length
  node.items = wanted.map((value, at) => {
    const name = wantedName(value)
    const inPlace = isSameLength && !names.has(nameOf(before[at])) ? before[at] : undefined
    const same = name === undefined ? undefined : (held.get(name) ?? inPlace)
    return isNode(same) ? mergeIntoNode(same, value, document) : document.createNode(value)
  })
}

/** Changes a node to stand for `value`, touching no more of it than differs; returns the node to put in its place. */
export const mergeIntoNode = (node: Node, value: unknown, document: Document): Node => {
  if (isDeepStrictEqual(node.toJS(document), value)) return node
  if (isMap(node) && isPlain(value)) mergeMap(node, value, document)
  else if (isSeq(node) && Array.isArray(value)) mergeSeq(node, value, document)
  else if (isScalar(node) && !isPlain(value) && !Array.isArray(value)) node.value = value
  else return document.createNode(value)
  return node
}
