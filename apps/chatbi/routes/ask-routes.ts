import { z } from 'zod'
import { defineRoute, PlatformError, throwFailedRun } from '@millwright/spec'
import type { FileReply, RouteDefinition, Run } from '@millwright/spec'
import { askInputSchema, parseOutputSchema } from '../ask/step-outputs.ts'
import { chartRows } from '../chart/build-chart.ts'
import { chartSchema } from '../chart/chart.ts'
import { renderPng, renderSvg } from '../chart/render-chart.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import { toCsv } from '../export/to-csv.ts'
import { toXlsx } from '../export/to-xlsx.ts'
import { suggestQuestions } from '../model/index.ts'
import type { ChatBiServices } from '../services.ts'
import { guardFor } from '../workspace/guarded-query.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { skillOf } from '../why/skill-of.ts'
import { latePreviews } from './late-previews.ts'
import { askReplySchema, toAskReply } from './ask-reply.ts'

/** Asking, exporting what a run found, and help while a question or its SQL is written. */
export const createAskRoutes = (
  services: ChatBiServices,
  workspace: Workspace,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/ask',
    permission: 'data.ask',
    summary: 'Ask one question and wait for its answer',
    body: askInputSchema,
    reply: askReplySchema,
    handle: async ({ body, actor, signal }) => {
      const skill = skillOf(body.question)
      const started = await services.runs.start({ skill, input: body, actor })
      await services.audit.record(actor, 'run-asked', started.id, {
        skill,
        title: started.title,
      })
      const run = await services.runs.settled(started.id, actor, signal)
      throwFailedRun(run)
      const { calendar } = services
      return toAskReply(run, body.question, await latePreviews(run, { workspace, calendar, actor, signal }))
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/suggestions',
    permission: 'data.ask',
    summary: 'First questions that a source can answer',
    query: z.object({ sourceId: z.string(), language: z.enum(['en', 'zh']).default('en') }),
    reply: z.array(z.string()),
    handle: async ({ query, actor }) => {
      const [source] = await workspace.knowledge(actor, [query.sourceId])
      return source ? [...suggestQuestions(source.model, query.language)] : []
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/sql/check',
    permission: 'data.edit-sql',
    summary: 'Findings of the guard about SQL that a person writes',
    body: z.object({ sourceId: z.string(), sql: z.string().max(100_000) }),
    handle: async ({ body, actor }) => {
      const [source] = await workspace.knowledge(actor, [body.sourceId])
      if (!source) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId: body.sourceId })
      const result = await guardFor(body.sql, source, actor)
      return result.ok ? [] : result.diagnostics
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/runs/:id/export',
    permission: 'data.export',
    summary: 'Rows of a run as CSV or XLSX, its chart as SVG or PNG',
    params: z.object({ id: z.string() }),
    query: z.object({ format: z.enum(['csv', 'xlsx', 'svg', 'png']) }),
    handle: async ({ params, query, actor }) => {
      const run = await services.runs.get(params.id, actor)
      const file = await exportRun(run, query.format)
      await services.audit.record(actor, 'exported', `run:${run.id}`, { format: query.format })
      return file
    },
  }),
]

const fileNameOf = (run: Run, extension: string): string =>
  `${
    run.title
      .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'answer'
  }.${extension}`

const exportRun = async (run: Run, format: 'csv' | 'xlsx' | 'svg' | 'png'): Promise<FileReply> => {
  const outputOf = (step: string): unknown => run.steps.find(item => item.step === step)?.output
  const table = resultTableSchema.safeParse(outputOf('execute')).data
  if (!table) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'table of rows', id: run.id })
  const language = parseOutputSchema.safeParse(outputOf('parse')).data?.language ?? 'en'
  const file = (contentType: string, body: Uint8Array | string): FileReply => ({
    kind: 'file',
    contentType,
    fileName: fileNameOf(run, format),
    body,
  })
  if (format === 'csv') return file('text/csv; charset=utf-8', toCsv(table, language))
  if (format === 'xlsx')
    return file(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      await toXlsx(table, language),
    )
  const spec = chartSchema.safeParse(outputOf('chart')).data?.spec
  if (!spec) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'chart', id: run.id })
  return format === 'svg'
    ? file('image/svg+xml', await renderSvg(spec, chartRows(table)))
    : file('image/png', await renderPng(spec, chartRows(table)))
}
