import type { Check, Diagnostic, Localized, Role, SqlDialect } from '@millwright/spec'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { FieldRef } from '../query/query.ts'
import { SqlSyntaxError } from '../sql/parse/lexer.ts'
import { parseSql } from '../sql/parse/parse-query.ts'
import { printSql } from '../sql/print.ts'
import { sqlSyntax } from '../sql/syntax.ts'
import type { SqlExpression, SqlQuery } from '../sql/tree.ts'
import { placeIn } from './findings.ts'
import type { Inspection } from './findings.ts'
import { inspectQuery } from './inspect-query.ts'
import { objectionTo, readsTheSame, secondOpinion } from './postgres-referee.ts'
import { rowRulesFor } from './row-rules.ts'
import { visibleRelations } from './visible-relations.ts'

export interface GuardOptions {
  readonly model: SemanticModel
  readonly role: Role
  readonly dialect: SqlDialect
  /** Rows that may come back; the query is limited to one more, so that a cut shows. */
  readonly maxRows: number
}

export type GuardResult =
  | {
      readonly ok: true
      /** What may be sent to the source, printed from the checked tree. */
      readonly sql: string
      /** Datasets that it reads, by name. */
      readonly relations: readonly string[]
      /** Fields that it names. */
      readonly columns: readonly FieldRef[]
      readonly checks: readonly Check[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly checks: readonly Check[] }

const longestText = 50_000

/**
 * Judges SQL, whoever wrote it, and returns what may run. The text is read into a closed tree of SELECTs (what the
 * tree cannot hold is a syntax error), every name is resolved against the tables and columns that `role` may see,
 * functions and types against allow-lists; row rules are put in at each table, and a limit at the end. The SQL that
 * comes back is printed from that tree: nothing of the text itself reaches the source. For PostgreSQL its own parser
 * must agree that the text and the tree say the same, and judges what will be sent once more.
 */
export const guardSql = async (sql: string, options: GuardOptions): Promise<GuardResult> => {
  const parsed = parseText(sql, options.dialect)
  if ('diagnostics' in parsed) return refused(parsed.diagnostics)
  const disagreement = options.dialect === 'postgres' ? await refereeText(sql, parsed.query) : undefined
  if (disagreement !== undefined) return refused([disagreement])
  const inspection = inspectionOf(sql, options)
  const inspected = inspectQuery(inspection, { query: parsed.query, ctes: [], outer: undefined })
  if (inspection.diagnostics.length > 0) return refused(inspection.diagnostics)
  const limited = limitRows(inspected.query, options.maxRows)
  const printed = printSql(limited.query, sqlSyntax[options.dialect])
  const doubt = await verify(printed, limited.query, inspection)
  if (doubt !== undefined) return refused([{ code: 'SQL_UNVERIFIED', severity: 'error', message: doubt }])
  return {
    ok: true,
    sql: printed,
    relations: [...inspection.datasets],
    columns: [...inspection.columns.values()],
    checks: checksOf(inspection, limited.note),
  }
}

const refused = (diagnostics: readonly Diagnostic[]): GuardResult => ({
  ok: false,
  diagnostics,
  checks: [
    {
      name: 'guard',
      verdict: 'fail',
      message: {
        en: `The SQL may not run: ${diagnostics.map(d => d.message).join(' ')}`,
        zh: `该 SQL 不允许执行：${diagnostics.map(d => d.message).join(' ')}`,
      },
    },
  ],
})

const parseText = (
  sql: string,
  dialect: SqlDialect,
): { readonly query: SqlQuery } | { readonly diagnostics: readonly Diagnostic[] } => {
  if (sql.length > longestText)
    return {
      diagnostics: [
        {
          code: 'SQL_TOO_LONG',
          severity: 'error',
          message: `The SQL is longer than ${longestText} characters.`,
        },
      ],
    }
  const other = statementRefusal(sql)
  try {
    return { query: parseSql(sql, dialect) }
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error
    const place = other === undefined ? { at: placeIn(sql, error) } : { at: placeIn(sql, other.at) }
    return {
      diagnostics: [
        {
          code: other === undefined ? error.code : 'SQL_NOT_SELECT',
          severity: 'error',
          message: other?.message ?? error.message,
          ...place,
        },
      ],
    }
  }
}

/** A clearer word for a text that begins as some other statement. */
const statementRefusal = (
  sql: string,
): { readonly message: string; readonly at: { readonly from: number; readonly to: number } } | undefined => {
  const word = /^(?:[\s(]|--[^\n]*\n|\/\*[^*]*\*\/)*([A-Za-z]+)/.exec(sql)
  const first = word?.[1]
  if (word === null || first === undefined || /^(select|with|values)$/i.test(first)) return undefined
  const from = word[0].length - first.length
  return {
    message: `Only SELECT may run here, not ${first.toUpperCase()}.`,
    at: { from, to: from + first.length },
  }
}

const inspectionOf = (text: string, options: GuardOptions): Inspection => {
  const { rules, broken } = rowRulesFor(options.model, options.role)
  const visible = visibleRelations(options.model, options.role)
  return {
    model: options.model,
    role: options.role,
    dialect: options.dialect,
    text,
    visible: visible.filter(r => !broken.has(r.dataset.name)),
    rowRules: rules,
    diagnostics: [],
    datasets: new Set(),
    columns: new Map(),
    rulesUsed: new Set(),
    relationCount: 0,
    substitutedNodes: 0,
    sizes: new WeakMap(),
    closed: broken,
  }
}

/** PostgreSQL's own parser must take the text for one SELECT and for the tree that we took it for. */
const refereeText = async (sql: string, query: SqlQuery): Promise<Diagnostic | undefined> => {
  const objection = await objectionTo(sql)
  if (objection !== undefined)
    return {
      code: 'SQL_SYNTAX',
      severity: 'error',
      message: objection.message,
      ...(objection.at === undefined
        ? {}
        : { at: placeIn(sql, { from: objection.at, to: objection.at + 1 }) }),
    }
  const same = await readsTheSame(sql, printSql(query, sqlSyntax.postgres))
  return same
    ? undefined
    : {
        code: 'SQL_AMBIGUOUS',
        severity: 'error',
        message:
          'PostgreSQL reads this query otherwise than it is checked here; write it with more parentheses.',
      }
}

/** At most `maxRows` and one more come back. */
const limitRows = (
  query: SqlQuery,
  maxRows: number,
): { readonly query: SqlQuery; readonly note: Localized } => {
  const most = maxRows + 1
  const asked = query.limit?.kind === 'number' ? Number(query.limit.text) : undefined
  if (asked !== undefined && asked <= most)
    return { query, note: { en: `At most ${asked} rows come back.`, zh: `最多返回 ${asked} 行。` } }
  const limit: SqlExpression = { kind: 'number', text: String(most) }
  return {
    query: { ...query, limit },
    note: { en: `At most ${maxRows} rows are shown.`, zh: `最多显示 ${maxRows} 行。` },
  }
}

/** What was printed must read back as what was meant; undefined where it does. */
const verify = async (
  printed: string,
  query: SqlQuery,
  inspection: Inspection,
): Promise<string | undefined> => {
  const again = parseText(printed, inspection.dialect)
  if (!('query' in again) || printSql(again.query, sqlSyntax[inspection.dialect]) !== printed)
    return 'The checked query does not read back as itself; simplify it.'
  if (inspection.dialect !== 'postgres') return undefined
  const names = new Set([...tablesOf(inspection), ...cteNames(query)])
  return (await secondOpinion(printed, names))?.message
}

const tablesOf = (inspection: Inspection): readonly string[] =>
  inspection.visible.filter(r => inspection.datasets.has(r.dataset.name)).map(r => r.dataset.table.name)

/** Names of all CTEs, at any depth. */
const cteNames = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(cteNames)
  if (value === null || typeof value !== 'object') return []
  const own = 'with' in value && Array.isArray(value.with) ? value.with : []
  return [
    ...own.flatMap((cte: unknown) =>
      cte !== null && typeof cte === 'object' && 'name' in cte && typeof cte.name === 'string'
        ? [cte.name]
        : [],
    ),
    ...Object.values(value).flatMap(cteNames),
  ]
}

const checksOf = (inspection: Inspection, limit: Localized): readonly Check[] => {
  const pass = (name: string, message: Localized): Check => ({ name, verdict: 'pass', message })
  const tables = [...inspection.datasets].map(
    d => inspection.model.datasets.find(x => x.name === d)?.label.en ?? d,
  )
  const { size } = inspection.columns
  return [
    pass('single-select', { en: 'One SELECT that only reads.', zh: '仅一条只读 SELECT。' }),
    pass('relations', {
      en: tables.length === 0 ? 'Reads no table.' : `Reads ${tables.join(', ')}, which you may see.`,
      zh: tables.length === 0 ? '未读取任何表。' : `读取的 ${tables.length} 张表均在您的权限内。`,
    }),
    pass('columns', {
      en: `Names ${size} columns that you may see.`,
      zh: `引用的 ${size} 个字段均在您的权限内。`,
    }),
    pass('functions', { en: 'Calls only allowed functions.', zh: '仅调用允许的函数。' }),
    ...(inspection.rulesUsed.size === 0
      ? []
      : [
          pass('row-rules', {
            en: `Row rules restrict ${[...inspection.rulesUsed].join(', ')}.`,
            zh: `已按行级规则限制：${[...inspection.rulesUsed].join('、')}。`,
          }),
        ]),
    pass('limit', limit),
  ]
}
