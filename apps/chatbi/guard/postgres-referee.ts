import { loadModule, parse } from 'libpg-query'
import { isAllowedFunction } from './functions.ts'

/** A problem that PostgreSQL's own parser sees, with the offset where it knows one. */
export interface Objection {
  readonly message: string
  readonly at?: number
}

type JsonObject = { readonly [key: string]: Json }
type Json = null | boolean | number | string | readonly Json[] | JsonObject

const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json // what JSON.parse returns is JSON

/** PostgreSQL's parser counts bytes of UTF-8. */
const offsetOf = (sql: string, bytes: number): number =>
  new TextDecoder().decode(new TextEncoder().encode(sql).slice(0, bytes)).length

const places = new Set([
  'location',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
  'stmt_len',
  'stmt_location',
  'name_location',
  'version',
])

/**
 * The tree without places and with what is written in two ways written in one: nested ANDs are flat, and a
 * sign or a word that changes nothing is left out.
 */
const normalised = (node: Json): Json => {
  if (Array.isArray(node)) return node.map(normalised)
  if (!isObject(node)) return node
  const same = signless(node)
  if (same !== undefined) return normalised(same)
  const entries = Object.entries(node).filter(([key]) => !places.has(key))
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'args' ? flattened(node, value) : normalised(value)]),
  )
}

/** `+x` is `x`, and nulls where they go anyway need no word. */
const signless = (node: JsonObject): Json | undefined => {
  const operation = node['A_Expr']
  if (isObject(operation) && operation['lexpr'] === undefined && textOf(operation['name']) === '+')
    return operation['rexpr']
  const { sortby_dir: direction, sortby_nulls: nulls } = node
  const isDefault =
    direction === 'SORTBY_DESC' ? nulls === 'SORTBY_NULLS_FIRST' : nulls === 'SORTBY_NULLS_LAST'
  if (isDefault) return { ...node, sortby_nulls: 'SORTBY_NULLS_DEFAULT' }
  return direction === 'SORTBY_ASC' ? { ...node, sortby_dir: 'SORTBY_DEFAULT' } : undefined
}

const flattened = (owner: JsonObject, args: Json): Json => {
  const { boolop } = owner
  if (!Array.isArray(args) || (boolop !== 'AND_EXPR' && boolop !== 'OR_EXPR')) return normalised(args)
  return args.flatMap((arg: Json): readonly Json[] => {
    const inner = isObject(arg) ? arg['BoolExpr'] : undefined
    if (!isObject(inner) || inner['boolop'] !== boolop) return [normalised(arg)]
    const flat = flattened(inner, inner['args'] ?? [])
    return Array.isArray(flat) ? flat : [flat]
  })
}

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

interface Found {
  readonly relations: Set<string>
  readonly functions: Set<string>
  readonly kinds: Set<string>
}

const plainText = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const textOf = (nodes: Json | undefined): string =>
  Array.isArray(nodes)
    ? nodes
        .map((n: Json) => {
          const string = isObject(n) ? n['String'] : undefined
          return isObject(string) ? plainText(string['sval']) : ''
        })
        .join('.')
    : ''

const walk = (node: Json, found: Found): void => {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found)
    return
  }
  if (!isObject(node)) return
  for (const [key, value] of Object.entries(node)) {
    if (/^[A-Z]/.test(key)) found.kinds.add(key)
    if (key === 'RangeVar' && isObject(value)) found.relations.add(plainText(value['relname']))
    if (key === 'FuncCall' && isObject(value)) found.functions.add(textOf(value['funcname']))
    walk(value, found)
  }
}

// Kinds of nodes that a checked query consists of in PostgreSQL's own tree.
const allowedKinds = new Set([
  'A_ArrayExpr', 'A_Const', 'A_Expr', 'A_Star', 'BoolExpr', 'BooleanTest', 'CaseExpr', 'CaseWhen', 'CoalesceExpr', 'ColumnRef', 'CommonTableExpr', 'Float', 'FuncCall', 'Integer', 'JoinExpr', 'List', 'MinMaxExpr', 'NullTest', 'RangeSubselect', 'RangeVar', 'ResTarget', 'RowExpr', 'SQLValueFunction', 'SelectStmt', 'SetToDefault', 'SortBy', 'String', 'SubLink', 'TypeCast', 'WindowDef',
]) // prettier-ignore

const read = async (sql: string): Promise<Json> => {
  await loadModule()
  return toJson(await parse(sql))
}

const statementsOf = (tree: Json): readonly Json[] => {
  const stmts = isObject(tree) ? tree['stmts'] : undefined
  return Array.isArray(stmts) ? stmts : []
}

/** What PostgreSQL's own parser says of a text that a person wrote; undefined where it reads one SELECT. */
export const objectionTo = async (sql: string): Promise<Objection | undefined> => {
  try {
    const statements = statementsOf(await read(sql))
    if (statements.length !== 1) return { message: 'Only one query at a time.' }
    const [first] = statements
    const stmt = isObject(first) ? first['stmt'] : undefined
    return isObject(stmt) && 'SelectStmt' in stmt ? undefined : { message: 'Only SELECT is allowed.' }
  } catch (error) {
    return objectionOf(sql, error)
  }
}

const objectionOf = (sql: string, error: unknown): Objection => {
  const message = error instanceof Error ? error.message : 'The query cannot be read.'
  const details = error instanceof Error && 'sqlDetails' in error ? toJson(error.sqlDetails) : undefined
  const position = isObject(details) ? details['cursorPosition'] : undefined
  return {
    message: `PostgreSQL: ${message}.`,
    ...(typeof position === 'number' && position >= 0 ? { at: offsetOf(sql, position) } : {}),
  }
}

/** Whether PostgreSQL reads two texts as the same tree. */
export const readsTheSame = async (a: string, b: string): Promise<boolean> => {
  const [left, right] = await Promise.all([read(a), read(b)])
  return JSON.stringify(normalised(left)) === JSON.stringify(normalised(right))
}

/**
 * A second opinion on what will be sent: PostgreSQL's own parser must see one SELECT of known kinds of nodes that
 * reads `relations` and calls allowed functions, and nothing else.
 */
export const secondOpinion = async (
  sql: string,
  relations: ReadonlySet<string>,
): Promise<Objection | undefined> => {
  const objection = await objectionTo(sql)
  if (objection !== undefined) return objection
  const found: Found = { relations: new Set(), functions: new Set(), kinds: new Set() }
  for (const statement of statementsOf(await read(sql)))
    if (isObject(statement)) walk(statement['stmt'] ?? null, found)
  const relation = [...found.relations].find(r => !relations.has(r))
  if (relation !== undefined) return { message: `The query reads ${relation}, which was not checked.` }
  const called = [...found.functions].find(f => !isAllowedCall(f))
  if (called !== undefined) return { message: `The query calls ${called}, which was not checked.` }
  const kind = [...found.kinds].find(k => !allowedKinds.has(k))
  return kind === undefined ? undefined : { message: `The query holds a ${kind}, which was not checked.` }
}

// EXTRACT, SIMILAR TO and the like are calls of these in PostgreSQL's tree.
const syntaxFunctions = new Set(['extract', 'similar_to_escape', 'like_escape', 'btrim', 'ltrim', 'rtrim'])

const isAllowedCall = (name: string): boolean => {
  const own = name.startsWith('pg_catalog.') ? name.slice('pg_catalog.'.length) : undefined
  return own !== undefined ? syntaxFunctions.has(own) : isAllowedFunction(name, 'postgres')
}
