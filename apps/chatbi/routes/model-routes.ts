import { z } from 'zod'
import { defineRoute } from '@millwright/spec'
import type { Diagnostic, RouteDefinition, SchemaChange } from '@millwright/spec'
import { parseOssieYaml, semanticModelSchema } from '../model/index.ts'
import type { ModelStore, SavedModel } from '../model/index.ts'
import { visibleModel } from '../workspace/visible-model.ts'
import { valueIndexJobName } from '../values/index.ts'
import { checkVerifiedJobName } from '../verified/check-verified-job.ts'
import type { ChatBiServices } from '../services.ts'
import type { Workspace } from '../workspace/workspace.ts'

const sourceParams = z.object({ sourceId: z.string() })
const yamlText = z.string().max(4_000_000)

/** What the page needs to show and edit a model. */
interface ModelReply {
  readonly model: SavedModel['model']
  readonly yaml: string
  readonly version: number
  readonly savedAt: string
  readonly savedBy: string
  readonly diagnostics: readonly Diagnostic[]
  readonly changes: readonly SchemaChange[]
}

/** Reading, checking and saving semantic models. */
export const createModelRoutes = (
  services: ChatBiServices,
  models: ModelStore,
  workspace: Workspace,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/models/:sourceId',
    permission: 'model.read',
    summary: 'The semantic model of a source, as JSON and as Apache Ossie YAML',
    params: sourceParams,
    handle: async ({ params, actor }): Promise<ModelReply> => {
      await services.sources.get(params.sourceId, actor)
      const saved = await workspace.ensureModel(params.sourceId)
      // people who may not edit it see what they may know, and no document that says more
      if (actor.role === 'viewer' || actor.role === 'analyst')
        return { ...toReply(saved), model: visibleModel(saved.model, actor.role), yaml: '', diagnostics: [] }
      return toReply(saved)
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/chatbi/models/:sourceId',
    permission: 'model.write',
    summary: 'Save a semantic model, as JSON or as YAML',
    params: sourceParams,
    body: z.object({
      expectedVersion: z.number().int().nonnegative(),
      yaml: yamlText.optional(),
      model: semanticModelSchema.optional(),
    }),
    handle: async ({ params, body, actor }) => {
      const { sourceId } = params
      const catalog = await services.sources.catalog(sourceId)
      const content = body.model ? { model: body.model } : { yaml: body.yaml ?? '' }
      const saved = await models.save({
        sourceId,
        expectedVersion: body.expectedVersion,
        content,
        by: actor.name,
        catalog,
      })
      await services.audit.record(actor, 'edited', `model:${sourceId}`, { version: saved.version })
      await services.jobs.send(valueIndexJobName, { sourceId }, { singletonKey: sourceId })
      await services.jobs.send(checkVerifiedJobName, { sourceId }, { singletonKey: sourceId })
      return toReply(saved)
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/models/check',
    permission: 'model.read',
    summary: 'Findings about a semantic model in YAML, by itself',
    body: z.object({ yaml: yamlText }),
    handle: ({ body }) => Promise.resolve(parseOssieYaml(body.yaml).diagnostics),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/models/:sourceId/check',
    permission: 'model.write',
    summary: 'Findings about a semantic model in YAML, against the tables of its source',
    params: sourceParams,
    body: z.object({ yaml: yamlText }),
    handle: async ({ params, body }) => {
      const catalog = await services.sources.catalog(params.sourceId)
      return parseOssieYaml(body.yaml, { sourceId: params.sourceId, catalog, dialect: catalog.dialect })
        .diagnostics
    },
  }),
]

const toReply = ({ model, yaml, version, savedAt, savedBy, diagnostics }: SavedModel): ModelReply => ({
  model,
  yaml,
  version,
  savedAt,
  savedBy,
  diagnostics,
  changes: [],
})
