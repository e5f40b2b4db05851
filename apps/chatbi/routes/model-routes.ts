import { z } from 'zod'
import { defineRoute, isPermitted, isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor, Diagnostic, RouteDefinition, SchemaChange } from '@millwright/spec'
import { parseOssieYaml, semanticModelSchema, toOssieYaml } from '../model/index.ts'
import type { ModelStore, SavedModel } from '../model/index.ts'
import type { SaveModel } from '../model/store/model-store.ts'
import { reconciledBy } from '../workspace/create-workspace.ts'
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
      if (isPermitted(actor.role, 'model.write'))
        return toReply(saved, await changesOf(services, saved, actor))
      // people who may not edit it see what they may know, and no document that says more
      return {
        ...toReply(saved, []),
        model: visibleModel(saved.model, actor.role),
        yaml: '',
        diagnostics: [],
      }
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/chatbi/models/:sourceId',
    permission: 'model.write',
    summary: 'Save a semantic model, as JSON or as YAML',
    params: sourceParams,
    body: z
      .object({
        expectedVersion: z.number().int().nonnegative(),
        yaml: yamlText.optional(),
        model: semanticModelSchema.optional(),
      })
      .refine(({ yaml, model }) => (yaml === undefined) !== (model === undefined), {
        message: 'either yaml or model',
      }),
    handle: async ({ params, body, actor }) => {
      const { sourceId } = params
      const catalog = await services.sources.catalog(sourceId)
      const content = body.model ? { model: body.model } : { yaml: body.yaml ?? '' }
      const saved = await save(models, {
        sourceId,
        expectedVersion: body.expectedVersion,
        content,
        by: actor.name,
        catalog,
      })
      await services.audit.record(actor, 'edited', `model:${sourceId}`, { version: saved.version })
      await services.jobs.send(valueIndexJobName, { sourceId }, { singletonKey: sourceId })
      await services.jobs.send(checkVerifiedJobName, { sourceId }, { singletonKey: sourceId })
      return toReply(saved, [])
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/models/check',
    permission: 'model.write',
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

/** A conflict carries what was to be saved and what stands instead, so that both can be compared. */
const save = async (models: ModelStore, request: SaveModel): Promise<SavedModel> => {
  try {
    return await models.save(request)
  } catch (error) {
    if (!isPlatformError(error, 'MODEL_CONFLICT')) throw error
    const theirs = await models.find(request.sourceId)
    const { content } = request
    throw new PlatformError('MODEL_CONFLICT', {
      ...error.data,
      yours: 'yaml' in content ? content.yaml : toOssieYaml(content.model),
      ...(theirs && { theirs: theirs.yaml, savedBy: theirs.savedBy, savedAt: theirs.savedAt }),
    })
  }
}

/** How the source's tables changed, as long as no person has saved the model that followed them. */
const changesOf = async (
  { sources }: ChatBiServices,
  saved: SavedModel,
  actor: Actor,
): Promise<readonly SchemaChange[]> =>
  saved.savedBy === reconciledBy ? ((await sources.get(saved.model.sourceId, actor)).changes ?? []) : []

const toReply = (
  { model, yaml, version, savedAt, savedBy, diagnostics }: SavedModel,
  changes: readonly SchemaChange[],
): ModelReply => ({ model, yaml, version, savedAt, savedBy, diagnostics, changes })
