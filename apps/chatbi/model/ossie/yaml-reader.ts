import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import type { z } from 'zod'
import type { Diagnostic, TextPlace } from '@millwright/spec'
import { nearest } from './nearest.ts'

/** A mapping of the document: its own node, the values of its keys, and the nodes of the keys. */
export interface ReadMap {
  readonly node: Node
  readonly values: ReadonlyMap<string, Node>
  readonly keys: ReadonlyMap<string, Node>
}

export interface Finding {
  readonly code: string
  readonly message: string
  readonly node?: Node | undefined
  /** Characters from the start of the node's own text. */
  readonly offset?: number
  readonly severity?: Diagnostic['severity']
  readonly fix?: string | undefined
}

/** Reads a YAML document piece by piece and collects every finding with its line and column. */
export interface YamlReader {
  readonly root: Node | undefined
  readonly diagnostics: readonly Diagnostic[]
  report(finding: Finding): void
  map(node: Node | undefined, what: string, keys: readonly string[]): ReadMap | undefined
  list(node: Node | undefined, what: string): readonly Node[]
  text(node: Node | undefined, what: string): string | undefined
  texts(node: Node | undefined, what: string): readonly { readonly text: string; readonly node: Node }[]
  /** A required value of a map; its absence is reported at the map. */
  required(map: ReadMap, key: string, what: string): Node | undefined
  /** JSON in a text, checked by `schema`. */
  json<T>(node: Node, schema: z.ZodType<T>, what: string): T | undefined
}

const placeOf = (counter: LineCounter, from: number, to: number): TextPlace => {
  const { line, col } = counter.linePos(from)
  return { line: Math.max(1, line), column: Math.max(1, col), from, to: Math.max(from, to) }
}

const kindOf = (node: Node): string =>
  isMap(node)
    ? 'a mapping'
    : isSeq(node)
      ? 'a list'
      : isScalar(node)
        ? `the value ${JSON.stringify(node.value)}`
        : 'nothing'

/** Offset of a scalar's text in the document: past its opening quote. */
const textStart = (node: Node): number => {
  const start = node.range?.[0] ?? 0
  return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? start + 1 : start
}

const createTypedReaders = (
  report: (finding: Finding) => void,
  resolve: (node: Node | undefined) => Node | undefined,
): Pick<YamlReader, 'list' | 'text' | 'texts' | 'json'> => {
  const list: YamlReader['list'] = (given, what) => {
    const node = resolve(given)
    if (node === undefined || (isScalar(node) && node.value === null)) return []
    if (isSeq(node)) return node.items.filter(item => isNode(item))
    report({ code: 'OSSIE_TYPE', message: `${what} must be a list, not ${kindOf(node)}`, node })
    return []
  }
  const text: YamlReader['text'] = (given, what) => {
    const node = resolve(given)
    if (node === undefined) return undefined
    if (isScalar(node) && typeof node.value === 'string') return node.value
    const fix =
      isScalar(node) && node.value !== null ? JSON.stringify(`${node.value as number | boolean}`) : undefined // a scalar that is no text
    report({ code: 'OSSIE_TYPE', message: `${what} must be a text, not ${kindOf(node)}`, node, fix })
    return undefined
  }
  return {
    list,
    text,
    texts: (given, what) =>
      list(given, what).flatMap(node => {
        const read = text(node, `Each of ${what}`)
        return read === undefined ? [] : [{ text: read, node: resolve(node) ?? node }]
      }),
    json: (given, schema, what) => {
      const read = text(given, what)
      if (read === undefined) return undefined
      let value: unknown
      try {
        value = JSON.parse(read)
      } catch (error) {
        report({
          code: 'OSSIE_EXTENSION_INVALID',
          message: `${what} is not JSON: ${(error as Error).message}`,
          node: given,
        }) // JSON.parse throws SyntaxError
        return undefined
      }
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues) {
        const path = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
        report({ code: 'OSSIE_EXTENSION_INVALID', message: `${what}: ${path}${issue.message}`, node: given })
      }
      return undefined
    },
  }
}

/** More findings than anyone reads, and more mappings than any model has: aliases can make them of a short text. */
const mostFindings = 500
const mostMaps = 300_000

const reportSyntax = (document: Document, diagnostics: Diagnostic[], counter: LineCounter): void => {
  for (const [severity, errors] of [
    ['error', document.errors],
    ['warning', document.warnings],
  ] as const)
    for (const error of errors)
      diagnostics.push({
        code: 'YAML_SYNTAX',
        severity,
        at: placeOf(counter, error.pos[0], error.pos[1]),
        message:
          error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ??
          'The YAML cannot be read',
      })
}

/** Parses `text`; syntax errors are the first findings. */
export const createYamlReader = (text: string): YamlReader => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: true })
  const diagnostics: Diagnostic[] = []
  const told = new Set<string>()
  let mapCount = 0
  let hasError = false
  reportSyntax(document, diagnostics, counter)
  const report = ({ code, message, node, offset, severity = 'error', fix }: Finding): void => {
    const start =
      node === undefined ? 0 : offset === undefined ? (node.range?.[0] ?? 0) : textStart(node) + offset
    const at = placeOf(counter, start, offset === undefined ? (node?.range?.[1] ?? start) : start)
    const finding = { code, severity, at, message, ...(fix === undefined ? {} : { fix }) }
    const key = JSON.stringify(finding)
    // when there are enough, one error must still be among them: it says that the model is not sound
    const isEnough = told.size >= mostFindings && (hasError || severity !== 'error')
    if (told.has(key) || isEnough) return
    told.add(key)
    hasError ||= severity === 'error'
    diagnostics.push(finding)
  }

  const resolve = (node: Node | undefined): Node | undefined => {
    if (!isAlias(node)) return node
    const found = node.resolve(document)
    if (found === undefined)
      report({ code: 'YAML_SYNTAX', message: `There is no anchor "${node.source}" before this`, node })
    return isNode(found) ? found : undefined
  }

  const map: YamlReader['map'] = (given, what, known) => {
    const node = resolve(given)
    if (node === undefined) return undefined
    if (!isMap(node)) {
      report({ code: 'OSSIE_TYPE', message: `${what} must be a mapping, not ${kindOf(node)}`, node })
      return undefined
    }
    if (++mapCount > mostMaps) {
      report({ code: 'OSSIE_TOO_LARGE', message: `The document holds more than ${mostMaps} mappings` })
      return undefined
    }
    const values = new Map<string, Node>()
    const keys = new Map<string, Node>()
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      keys.set(name, key)
      if (isNode(value)) values.set(name, value)
      if (known.includes(name)) continue
      const meant = nearest(name, known)
      const hint = meant === undefined ? `It may have ${known.join(', ')}.` : `Did you mean "${meant}"?`
      report({
        code: 'OSSIE_FIELD_UNKNOWN',
        message: `${what} has no field "${name}". ${hint}`,
        node: key,
        fix: meant,
      })
    }
    return { node, values, keys }
  }

  const required: YamlReader['required'] = (from, key, what) => {
    const value = from.values.get(key)
    if (value === undefined || (isScalar(value) && value.value === null))
      report({
        code: 'OSSIE_REQUIRED',
        message: `${what} needs "${key}"`,
        node: from.keys.get(key) ?? from.node,
      })
    return value
  }
  const root = isNode(document.contents) ? document.contents : undefined
  return { root, diagnostics, report, map, required, ...createTypedReaders(report, resolve) }
}
