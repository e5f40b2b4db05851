/**
 * The SQL that ChatBI can print: a closed set of node kinds for reading data. The compiler builds these trees, the
 * guard turns parsed text into them, and one printer writes them, so nothing else ever reaches a source.
 * `at` is the 0-based offset in the text that a person wrote.
 */
export interface SqlPlace {
  readonly from: number
  readonly to: number
}

export interface SqlQuery {
  readonly with?: readonly SqlCte[]
  readonly recursive?: boolean
  readonly body: SqlBody
  readonly orderBy?: readonly SqlOrder[]
  /** DuckDB's ORDER BY ALL. */
  readonly orderByAll?: 'asc' | 'desc'
  readonly limit?: SqlExpression
  readonly offset?: SqlExpression
}

export interface SqlCte {
  readonly name: string
  readonly columns?: readonly string[]
  readonly query: SqlQuery
  readonly at?: SqlPlace
}

export type SqlBody =
  | SqlSelect
  | {
      readonly kind: 'set'
      readonly operator: 'union' | 'intersect' | 'except'
      readonly all: boolean
      readonly left: SqlQuery
      readonly right: SqlQuery
    }
  | { readonly kind: 'values'; readonly rows: readonly (readonly SqlExpression[])[] }

export interface SqlSelect {
  readonly kind: 'select'
  readonly distinct?: boolean
  readonly distinctOn?: readonly SqlExpression[]
  readonly items: readonly SqlItem[]
  readonly from?: readonly SqlRelation[]
  readonly where?: SqlExpression
  readonly groupBy?: readonly SqlExpression[]
  /** DuckDB's GROUP BY ALL. */
  readonly groupByAll?: boolean
  readonly having?: SqlExpression
  readonly qualify?: SqlExpression
  readonly windows?: readonly { readonly name: string; readonly window: SqlWindow }[]
}

export interface SqlItem {
  readonly value: SqlExpression
  readonly alias?: string
}

export type SqlRelation =
  | {
      readonly kind: 'table'
      readonly schema?: string
      readonly catalog?: string
      readonly name: string
      readonly alias?: string
      readonly columns?: readonly string[]
      readonly at?: SqlPlace
    }
  | {
      readonly kind: 'derived'
      readonly query: SqlQuery
      readonly alias?: string
      readonly columns?: readonly string[]
      readonly lateral?: boolean
      readonly at?: SqlPlace
    }
  | SqlJoin

export interface SqlJoin {
  readonly kind: 'join'
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross'
  readonly left: SqlRelation
  readonly right: SqlRelation
  readonly on?: SqlExpression
  readonly using?: readonly string[]
}

export interface SqlOrder {
  readonly value: SqlExpression
  readonly direction: 'asc' | 'desc'
  readonly nulls?: 'first' | 'last'
}

export interface SqlFrame {
  readonly unit: 'rows' | 'range' | 'groups'
  readonly start: SqlFrameBound
  readonly end?: SqlFrameBound
}

export type SqlFrameBound =
  | { readonly kind: 'unbounded-preceding' | 'current-row' | 'unbounded-following' }
  | { readonly kind: 'preceding' | 'following'; readonly value: SqlExpression }

export interface SqlWindow {
  readonly base?: string
  readonly partitionBy?: readonly SqlExpression[]
  readonly orderBy?: readonly SqlOrder[]
  readonly frame?: SqlFrame
}

/** A type name of the allow-list, with its numbers: `decimal(10, 2)`. */
export interface SqlType {
  readonly name: string
  readonly parameters?: readonly number[]
}

export interface SqlCall {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly SqlExpression[]
  readonly distinct?: boolean
  readonly star?: boolean
  readonly orderBy?: readonly SqlOrder[]
  readonly withinGroup?: readonly SqlOrder[]
  readonly filter?: SqlExpression
  readonly ignoreNulls?: boolean
  /** MySQL's GROUP_CONCAT(… SEPARATOR …). */
  readonly separator?: string
  readonly over?: SqlWindow | string
  readonly at?: SqlPlace
}

const binaryOperators = [
  '=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '||', '//', '<=>', 'div',
] as const // prettier-ignore
export type SqlBinaryOperator = (typeof binaryOperators)[number]

export type SqlExpression =
  | { readonly kind: 'column'; readonly table?: string; readonly name: string; readonly at?: SqlPlace }
  | {
      readonly kind: 'star'
      readonly table?: string
      readonly except?: readonly string[]
      readonly at?: SqlPlace
    }
  /** `text` is digits, optionally with a point and an exponent. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'typed'; readonly type: 'date' | 'timestamp' | 'time'; readonly value: string }
  | { readonly kind: 'interval'; readonly amount: SqlExpression; readonly unit?: SqlIntervalUnit }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: SqlExpression }
  | {
      readonly kind: 'binary'
      readonly operator: SqlBinaryOperator
      readonly left: SqlExpression
      readonly right: SqlExpression
    }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly operands: readonly SqlExpression[] }
  | SqlCall
  | {
      readonly kind: 'case'
      readonly operand?: SqlExpression
      readonly branches: readonly { readonly when: SqlExpression; readonly result: SqlExpression }[]
      readonly otherwise?: SqlExpression
    }
  | {
      readonly kind: 'cast'
      readonly operand: SqlExpression
      readonly type: SqlType
      readonly lenient?: boolean
    }
  | { readonly kind: 'extract'; readonly part: string; readonly operand: SqlExpression }
  | {
      readonly kind: 'match'
      readonly operator: 'like' | 'ilike' | 'glob' | 'regexp' | 'similar'
      readonly operand: SqlExpression
      readonly pattern: SqlExpression
      readonly escape?: string
      readonly negated?: boolean
    }
  | {
      readonly kind: 'between'
      readonly operand: SqlExpression
      readonly low: SqlExpression
      readonly high: SqlExpression
      readonly negated?: boolean
    }
  | {
      readonly kind: 'in'
      readonly operand: SqlExpression
      readonly values: readonly SqlExpression[]
      readonly negated?: boolean
    }
  | {
      readonly kind: 'in-query'
      readonly operand: SqlExpression
      readonly query: SqlQuery
      readonly negated?: boolean
    }
  | {
      readonly kind: 'is'
      readonly operand: SqlExpression
      readonly test: 'null' | 'true' | 'false'
      readonly negated?: boolean
    }
  /** `IS [NOT] DISTINCT FROM`: a comparison in which nulls are equal to each other. */
  | {
      readonly kind: 'distinct-from'
      readonly left: SqlExpression
      readonly right: SqlExpression
      readonly negated?: boolean
    }
  | { readonly kind: 'exists'; readonly query: SqlQuery }
  | { readonly kind: 'subquery'; readonly query: SqlQuery }
  | {
      readonly kind: 'quantified'
      readonly operator: SqlBinaryOperator
      readonly quantifier: 'any' | 'all'
      readonly left: SqlExpression
      readonly query: SqlQuery
    }
  | { readonly kind: 'row'; readonly items: readonly SqlExpression[] }
  /** A unit where a value would stand: MySQL's TIMESTAMPDIFF(SECOND, …). */
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'now'; readonly what: 'date' | 'time' | 'timestamp' }

export const intervalUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type SqlIntervalUnit = (typeof intervalUnits)[number]
