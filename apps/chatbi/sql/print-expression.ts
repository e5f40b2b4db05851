import { parenthesised, printOrder } from './print.ts'
import type { SqlSyntax } from './syntax.ts'
import type { SqlBinaryOperator, SqlCall, SqlExpression, SqlFrameBound, SqlType, SqlWindow } from './tree.ts'

// Binding strength; an operand weaker than its place is put in parentheses. `||` binds differently in every
// dialect, so it stands lowest among the arithmetic and its operands must be primary.
const strength = { or: 1, and: 2, not: 3, comparison: 4, concat: 5, sum: 6, product: 7, sign: 8, primary: 9 }

const operatorStrength = (operator: SqlBinaryOperator): number => {
  if (operator === '||') return strength.concat
  if (operator === '+' || operator === '-') return strength.sum
  return operator === '*' || operator === '/' || operator === '%' || operator === '//' || operator === 'div'
    ? strength.product
    : strength.comparison
}

const strengthOf = (e: SqlExpression, syntax: SqlSyntax): number => {
  switch (e.kind) {
    case 'logic':
      return e.operator === 'or' ? strength.or : strength.and
    case 'unary':
      return e.operator === 'not' ? strength.not : strength.sign
    case 'binary':
      return e.operator === '||' && !syntax.hasConcatOperator
        ? strength.primary
        : operatorStrength(e.operator)
    case 'match':
    case 'between':
    case 'in':
    case 'in-query':
    case 'is':
    case 'distinct-from':
    case 'quantified':
      return strength.comparison
    default:
      return strength.primary
  }
}

/** The text of `e`, in parentheses where it binds weaker than `least`. */
export const printExpression = (e: SqlExpression, syntax: SqlSyntax, pad: string, least = 0): string => {
  const text = printBare(e, syntax, pad)
  return strengthOf(e, syntax) < least ? `(${text})` : text
}

const caseWidth = 90

type PrinterOf<K extends SqlExpression['kind']> = (
  e: Extract<SqlExpression, { kind: K }>,
  syntax: SqlSyntax,
  pad: string,
) => string

const negation = (negated: boolean | undefined): string => (negated === true ? 'NOT ' : '')
const operand = (e: SqlExpression, syntax: SqlSyntax, pad: string): string =>
  printExpression(e, syntax, pad, strength.concat)
const list = (items: readonly SqlExpression[], syntax: SqlSyntax, pad: string): string =>
  items.map(item => printExpression(item, syntax, pad)).join(', ')

const printers: { readonly [K in SqlExpression['kind']]: PrinterOf<K> } = {
  column: (e, syntax) =>
    e.table === undefined
      ? syntax.identifier(e.name)
      : `${syntax.identifier(e.table)}.${syntax.identifier(e.name)}`,
  star: (e, syntax) => {
    const except =
      e.except === undefined ? '' : ` EXCLUDE (${e.except.map(c => syntax.identifier(c)).join(', ')})`
    return `${e.table === undefined ? '' : `${syntax.identifier(e.table)}.`}*${except}`
  },
  number: e => {
    if (!/^\d+(\.\d*)?(e[+-]?\d+)?$|^\.\d+(e[+-]?\d+)?$/i.test(e.text)) throw new Error('bug: not a number')
    return e.text
  },
  string: (e, syntax) => syntax.string(e.value),
  boolean: e => (e.value ? 'TRUE' : 'FALSE'),
  null: () => 'NULL',
  typed: (e, syntax) => syntax.typed(e.type, e.value),
  interval: (e, syntax, pad) =>
    syntax.interval(printExpression(e.amount, syntax, pad), e.unit, e.amount.kind === 'string'),
  unary: (e, syntax, pad) =>
    e.operator === 'not'
      ? `NOT ${printExpression(e.operand, syntax, pad, strength.comparison + 1)}`
      : `-${printExpression(e.operand, syntax, pad, strength.primary)}`,
  binary: (e, syntax, pad) => printBinary(e, syntax, pad),
  logic: (e, syntax, pad) => {
    const least = e.operator === 'or' ? strength.and : strength.not
    return e.operands
      .map(o => printExpression(o, syntax, pad, least))
      .join(e.operator === 'or' ? ' OR ' : ' AND ')
  },
  call: (e, syntax, pad) => printCall(e, syntax, pad),
  case: (e, syntax, pad) => {
    const parts = e.branches.map(
      b => `WHEN ${printExpression(b.when, syntax, pad)} THEN ${printExpression(b.result, syntax, pad)}`,
    )
    const head = e.operand === undefined ? 'CASE' : `CASE ${printExpression(e.operand, syntax, pad)}`
    const end = e.otherwise === undefined ? [] : [`ELSE ${printExpression(e.otherwise, syntax, pad)}`]
    const oneLine = [head, ...parts, ...end, 'END'].join(' ')
    return oneLine.length <= caseWidth ? oneLine : `${[head, ...parts, ...end].join(`\n${pad}  `)}\n${pad}END`
  },
  cast: (e, syntax, pad) =>
    `${e.lenient === true ? 'TRY_CAST' : 'CAST'}(${printExpression(e.operand, syntax, pad)} AS ${printType(e.type, syntax)})`,
  extract: (e, syntax, pad) =>
    `EXTRACT(${e.part.toUpperCase()} FROM ${printExpression(e.operand, syntax, pad)})`,
  match: (e, syntax, pad) => {
    const escape = e.escape === undefined ? '' : ` ESCAPE ${syntax.string(e.escape)}`
    const word = e.operator === 'similar' ? 'SIMILAR TO' : e.operator.toUpperCase()
    return `${operand(e.operand, syntax, pad)} ${negation(e.negated)}${word} ${operand(e.pattern, syntax, pad)}${escape}`
  },
  between: (e, syntax, pad) =>
    `${operand(e.operand, syntax, pad)} ${negation(e.negated)}BETWEEN ${operand(e.low, syntax, pad)} AND ${operand(e.high, syntax, pad)}`,
  in: (e, syntax, pad) =>
    `${operand(e.operand, syntax, pad)} ${negation(e.negated)}IN (${list(e.values, syntax, pad)})`,
  'in-query': (e, syntax, pad) =>
    `${operand(e.operand, syntax, pad)} ${negation(e.negated)}IN ${parenthesised(e.query, syntax, pad)}`,
  is: (e, syntax, pad) =>
    `${operand(e.operand, syntax, pad)} IS ${negation(e.negated)}${e.test.toUpperCase()}`,
  'distinct-from': (e, syntax, pad) => {
    const left = operand(e.left, syntax, pad)
    const right = operand(e.right, syntax, pad)
    if (syntax.nullSafeEquals === undefined)
      return `${left} ${syntax.distinctFrom[e.negated === true ? 1 : 0]} ${right}`
    const same = `${left} ${syntax.nullSafeEquals} ${right}`
    return e.negated === true ? same : `NOT (${same})`
  },
  exists: (e, syntax, pad) => `EXISTS ${parenthesised(e.query, syntax, pad)}`,
  subquery: (e, syntax, pad) => parenthesised(e.query, syntax, pad),
  quantified: (e, syntax, pad) =>
    `${operand(e.left, syntax, pad)} ${e.operator} ${e.quantifier.toUpperCase()} ${parenthesised(e.query, syntax, pad)}`,
  row: (e, syntax, pad) => `(${list(e.items, syntax, pad)})`,
  unit: e => e.unit.toUpperCase(),
  now: e => `CURRENT_${e.what.toUpperCase()}`,
}

const printBare = (e: SqlExpression, syntax: SqlSyntax, pad: string): string =>
  (printers[e.kind] as PrinterOf<SqlExpression['kind']>)(e as never, syntax, pad) // the table is keyed by the kind

const printBinary: PrinterOf<'binary'> = (e, syntax, pad) => {
  if (e.operator === '||') {
    const sides = [e.left, e.right]
    return syntax.hasConcatOperator
      ? sides
          .map((side, i) =>
            i === 0 && side.kind === 'binary' && side.operator === '||'
              ? printBare(side, syntax, pad)
              : printExpression(side, syntax, pad, strength.primary),
          )
          .join(' || ')
      : `CONCAT(${list(sides, syntax, pad)})`
  }
  const own = operatorStrength(e.operator)
  const least = own === strength.comparison ? strength.concat : own
  const word = e.operator === 'div' ? 'DIV' : e.operator
  return `${printExpression(e.left, syntax, pad, least)} ${word} ${printExpression(e.right, syntax, pad, least + 1)}`
}

const printType = (type: SqlType, syntax: SqlSyntax): string => {
  const name = syntax.types[type.name] ?? type.name.toUpperCase()
  return type.parameters === undefined || type.parameters.length === 0
    ? name
    : `${name}(${type.parameters.join(', ')})`
}

// Aggregates and what every SQL book prints in capitals; other functions in lower case.
const capitals = new Set(
  `count sum avg min max median stddev_samp coalesce nullif row_number percentile_cont rank dense_rank`.split(
    ' ',
  ),
)

const functionName = (name: string): string => {
  const lower = name.toLowerCase()
  return capitals.has(lower) ? lower.toUpperCase() : lower
}

const printCall = (e: SqlCall, syntax: SqlSyntax, pad: string): string => {
  const order = e.orderBy === undefined ? '' : ` ORDER BY ${printOrder(e.orderBy, syntax, pad)}`
  const inside = e.star === true ? '*' : list(e.arguments, syntax, pad)
  const parts = [
    `${functionName(e.name)}(${e.distinct === true ? 'DISTINCT ' : ''}${inside}${order}${e.separator === undefined ? '' : ` SEPARATOR ${syntax.string(e.separator)}`}${e.ignoreNulls === true ? ' IGNORE NULLS' : ''})`,
  ]
  if (e.withinGroup !== undefined)
    parts.push(`WITHIN GROUP (ORDER BY ${printOrder(e.withinGroup, syntax, pad)})`)
  if (e.filter !== undefined) parts.push(`FILTER (WHERE ${printExpression(e.filter, syntax, pad)})`)
  if (typeof e.over === 'string') parts.push(`OVER ${syntax.identifier(e.over)}`)
  else if (e.over !== undefined) parts.push(`OVER ${printWindow(e.over, syntax, pad)}`)
  return parts.join(' ')
}

/** `(PARTITION BY … ORDER BY … ROWS …)`. */
export const printWindow = (window: SqlWindow, syntax: SqlSyntax, pad: string): string => {
  const parts: string[] = []
  if (window.base !== undefined) parts.push(syntax.identifier(window.base))
  if (window.partitionBy !== undefined && window.partitionBy.length > 0)
    parts.push(`PARTITION BY ${list(window.partitionBy, syntax, pad)}`)
  if (window.orderBy !== undefined && window.orderBy.length > 0)
    parts.push(`ORDER BY ${printOrder(window.orderBy, syntax, pad)}`)
  if (window.frame !== undefined) {
    const start = printBound(window.frame.start, syntax, pad)
    const end = window.frame.end === undefined ? undefined : printBound(window.frame.end, syntax, pad)
    const unit = window.frame.unit.toUpperCase()
    parts.push(end === undefined ? `${unit} ${start}` : `${unit} BETWEEN ${start} AND ${end}`)
  }
  return `(${parts.join(' ')})`
}

const printBound = (bound: SqlFrameBound, syntax: SqlSyntax, pad: string): string =>
  bound.kind === 'preceding' || bound.kind === 'following'
    ? `${printExpression(bound.value, syntax, pad)} ${bound.kind.toUpperCase()}`
    : bound.kind.replace('-', ' ').toUpperCase()
