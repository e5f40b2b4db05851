import { defineStep, PlatformError } from '@millwright/spec'
import type { Actor, Check, StepContext, StepDefinition, StepResult } from '@millwright/spec'
import { shapeOf } from '../chart/choose-chart-type.ts'
import { compileBeyondLimit } from '../compile/beyond-limit.ts'
import { compileQuery } from '../compile/compile-query.ts'
import { executeQuery } from '../execute/execute-query.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import type { ResultTable } from '../execute/result-table.ts'
import type { GuardResult } from '../guard/guard-sql.ts'
import { hasNothing } from '../narrate/nothing.ts'
import { guardFor, queryCaps } from '../workspace/guarded-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-services.ts'
import { nameTimeColumns } from './name-time-columns.ts'
import { compileOutputSchema, guardOutputSchema, parseOutputSchema } from './step-outputs.ts'
import type { AskInput, CompileOutput, GuardOutput, ParseOutput } from './step-outputs.ts'

const sourceOf = async (
  { workspace }: AskServices,
  actor: Actor,
  parse: ParseOutput,
): Promise<SourceKnowledge> => {
  const [source] = await workspace.knowledge(actor, [parse.sourceId])
  if (!source) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId: parse.sourceId })
  return source
}

const parseOutputOf = (context: StepContext<AskInput>): ParseOutput =>
  parseOutputSchema.parse(context.outputs['parse'])

/** The typed query in the source's own SQL. */
export const defineCompileStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, CompileOutput>({
    name: 'compile',
    title: { en: 'SQL', zh: 'SQL' },
    dependsOn: ['parse'],
    effect: 'reads',
    output: compileOutputSchema,
    editPermission: 'data.edit-sql',
    run: async context => {
      const parsed = parseOutputOf(context)
      const source = await sourceOf(services, context.actor, parsed)
      if (!parsed.query) throw new Error('bug: a question that was answered has a query')
      const { calendar } = services
      const compiled = compileQuery(parsed.query, source.model, { calendar })
      if (!compiled.ok)
        throw new PlatformError('INPUT_INVALID', {
          problems: compiled.diagnostics.map(found => found.message),
        })
      const { sql, dialect, outputs, notes, joins, rowCountSql } = compiled
      const beyond = compileBeyondLimit(parsed.query, source.model, { calendar })
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'compiler', version: '1' },
        evidence: joins.map(join => ({ kind: 'join', text: join.reason, data: join })),
        output: {
          sql,
          dialect,
          outputs: nameTimeColumns(outputs, parsed.query, source.model),
          notes: [...notes],
          ...(rowCountSql ? { rowCountSql } : {}),
          ...(beyond ? { beyond } : {}),
        },
      }
    },
    // a person's SQL may read other rows than the counts were written for
    completeEdit: async ({ rowCountSql: _, beyond: _beyond, ...output }, _previous, { actor }) => ({
      ...output,
      writtenBy: actor.name,
    }),
    check: async (output, context) => {
      const source = await sourceOf(services, context.actor, parseOutputOf(context))
      return guardChecks(await guardFor(output.sql, source, context.actor))
    },
  })

const guardChecks = (result: GuardResult): readonly Check[] =>
  result.ok
    ? result.checks
    : result.diagnostics.map(found => ({
        name: 'sql-guard',
        verdict: 'fail',
        message: { en: found.message, zh: found.message },
        data: found,
      }))

/** The SQL as a tree: only what this person may read, with their row rules and the row limit in it. */
export const defineGuardStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, GuardOutput>({
    name: 'guard',
    title: { en: 'Safety', zh: '安全检查' },
    dependsOn: ['parse', 'compile'],
    effect: 'reads',
    output: guardOutputSchema,
    run: async context => {
      const compiled = compileOutputSchema.parse(context.outputs['compile'])
      const source = await sourceOf(services, context.actor, parseOutputOf(context))
      const result = await guardFor(compiled.sql, source, context.actor)
      if (!result.ok)
        throw new PlatformError('SQL_REFUSED', {
          problems: result.diagnostics.map(found => found.message),
          diagnostics: result.diagnostics,
        })
      const count =
        compiled.rowCountSql === undefined
          ? undefined
          : await guardFor(compiled.rowCountSql, source, context.actor)
      const { beyond } = compiled
      const more = beyond ? await guardFor(beyond.sql, source, context.actor) : undefined
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'guard', version: '1' },
        checks: result.checks,
        output: {
          sql: result.sql,
          relations: [...result.relations],
          columns: result.columns.map(column => `${column.dataset}.${column.field}`),
          ...(count?.ok ? { rowCountSql: count.sql } : {}),
          ...(beyond && more?.ok ? { beyond: { ...beyond, sql: more.sql } } : {}),
        },
      }
    },
  })

/** The guarded SQL on the source, within the caps; cancelling the run stops it in the database. */
export const defineExecuteStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ResultTable>({
    name: 'execute',
    title: { en: 'Rows', zh: '结果' },
    dependsOn: ['parse', 'compile', 'guard'],
    effect: 'reads',
    output: resultTableSchema,
    stableOutput: ({ columns, rows }) => ({ columns, rows }),
    run: context => execute(services, context),
  })

const execute = async (
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<ResultTable>> => {
  const guarded = guardOutputSchema.parse(context.outputs['guard'])
  const compiled = compileOutputSchema.parse(context.outputs['compile'])
  const connection = await services.workspace.connection(parseOutputOf(context).sourceId)
  const table = await executeQuery({
    sql: guarded.sql,
    outputs: compiled.outputs,
    connection,
    caps: queryCaps,
    signal: context.signal,
    ...(guarded.rowCountSql ? { rowCountSql: guarded.rowCountSql } : {}),
    ...(guarded.beyond ? { beyond: guarded.beyond } : {}),
  })
  return {
    outcome: 'done',
    proposer: { kind: 'builtin', name: connection.dialect, version: '1' },
    checks: [rowCheck(table), ...textCheck(table)],
    output: table,
  }
}

const rowCheck = (table: ResultTable): Check => {
  if (table.truncated)
    return {
      name: 'row-limit',
      verdict: 'warn',
      message: {
        en: `Only the first ${table.rowCount} rows are shown.`,
        zh: `只显示前 ${table.rowCount} 行。`,
      },
    }
  if (table.rowCount === 0 || hasNothing(table, shapeOf(table)))
    return {
      name: 'has-rows',
      verdict: 'warn',
      message: {
        en: 'Nothing matches. Check the filters and the period.',
        zh: '没有符合条件的数据。请检查筛选条件和时间范围。',
      },
    }
  return {
    name: 'has-rows',
    verdict: 'pass',
    message: { en: 'The query returned rows.', zh: '查询返回了结果。' },
  }
}

const textCheck = ({ cutTexts = 0 }: ResultTable): readonly Check[] =>
  cutTexts === 0
    ? []
    : [
        {
          name: 'text-limit',
          verdict: 'warn',
          message: {
            en: `${cutTexts} long texts are cut; they end in "…".`,
            zh: `${cutTexts} 个过长的文本已截断，以“…”结尾。`,
          },
        },
      ]
