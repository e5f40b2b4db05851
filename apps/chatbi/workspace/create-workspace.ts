import { readFile } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock, Role, SourceService } from '@millwright/spec'
import { draftModel, parseOssieYaml, reconcileModel } from '../model/index.ts'
import type { ModelStore, SavedModel, SemanticModel } from '../model/index.ts'
import { createModelFiles } from '../model/store/model-file.ts'
import { buildValueIndex } from '../values/index.ts'
import type { ValueIndexCache, ValueStore } from '../values/index.ts'
import { visibleModel } from './visible-model.ts'
import type { SourceKnowledge, Workspace } from './workspace.ts'

export interface WorkspaceOptions {
  readonly sources: SourceService
  readonly models: ModelStore
  readonly values: ValueStore
  readonly indexes: ValueIndexCache
  readonly clock: Clock
  readonly workspaceFolder: string
}

const draftedBy = 'drafted from the source'

/**
 * Knowledge of the sources: a model is drafted and values are read when a source is first asked about, once however
 * many ask at the same time; then both are kept until they change.
 */
export const createWorkspace = (options: WorkspaceOptions): Workspace => {
  const { sources, models, indexes } = options
  const preparing = new Map<string, Promise<SavedModel>>()
  const visible = new Map<string, SemanticModel>()

  /** One drafting at a time for each source; everyone who asks meanwhile waits for the same. */
  const ensureModel = async (sourceId: string): Promise<SavedModel> => {
    const saved = await models.find(sourceId)
    if (saved) return saved
    const running =
      preparing.get(sourceId) ?? prepareSource(options, sourceId).finally(() => preparing.delete(sourceId))
    preparing.set(sourceId, running)
    return running
  }

  const visibleTo = (model: SemanticModel, role: Role): SemanticModel => {
    const key = `${model.sourceId}\u0000${model.version}\u0000${role}`
    const held = visible.get(key) ?? visibleModel(model, role)
    visible.delete(key)
    visible.set(key, held)
    for (const oldest of visible.keys()) if (visible.size > 24) visible.delete(oldest)
    return held
  }

  const knowledgeOf = async (
    sourceId: string,
    sourceName: string,
    { role }: Actor,
  ): Promise<SourceKnowledge> => {
    const { model: whole } = await ensureModel(sourceId)
    const model = visibleTo(whole, role)
    return { sourceId, sourceName, model, whole, index: await indexes.get(model, role) }
  }

  return {
    knowledge: async (actor, sourceIds) => {
      const all = await sources.list(actor)
      const missing = sourceIds?.find(id => !all.some(source => source.id === id))
      if (missing !== undefined) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId: missing })
      const chosen = all.filter(source =>
        sourceIds ? sourceIds.includes(source.id) : source.state === 'ready',
      )
      const unready = chosen.find(source => source.state !== 'ready')
      if (unready)
        throw new PlatformError('NOT_READY', {
          reason: unready.error ?? `the source "${unready.name}" is still being read`,
        })
      return Promise.all(chosen.map(source => knowledgeOf(source.id, source.name, actor)))
    },
    connection: sourceId => sources.connection(sourceId),
    ensureModel,
    reconcile: sourceId => reconcile(options, sourceId),
    forget: async sourceId => {
      indexes.forget(sourceId)
      await options.values.remove(sourceId)
      await models.remove(sourceId)
    },
  }
}

/** A model that lies ready beside the source (the demo plant's), else a drafted one; then the values. */
const prepareSource = async (options: WorkspaceOptions, sourceId: string): Promise<SavedModel> => {
  const saved = (await takeReadyModel(options, sourceId)) ?? (await saveDraft(options, sourceId))
  await readValues(options, saved.model)
  return saved
}

const takeReadyModel = async (
  { models, sources, workspaceFolder }: WorkspaceOptions,
  sourceId: string,
): Promise<SavedModel | undefined> => {
  const yaml = await readFile(createModelFiles(workspaceFolder).pathOf(sourceId), 'utf8').catch(
    () => undefined,
  )
  if (yaml === undefined) return undefined
  const catalog = await sources.catalog(sourceId)
  const { model } = parseOssieYaml(yaml, { sourceId, dialect: catalog.dialect, catalog })
  return (
    model &&
    models.save({
      sourceId,
      expectedVersion: 0,
      content: { model: { ...model, sourceId, dialect: catalog.dialect } },
      by: 'file',
    })
  )
}

const draft = async ({ sources }: WorkspaceOptions, sourceId: string): Promise<SemanticModel> => {
  const [catalog, connection] = await Promise.all([sources.catalog(sourceId), sources.connection(sourceId)])
  return draftModel({ source: { id: sourceId, name: sourceId }, catalog, connection })
}

const saveDraft = async (options: WorkspaceOptions, sourceId: string): Promise<SavedModel> =>
  options.models.save({
    sourceId,
    expectedVersion: 0,
    content: { model: await draft(options, sourceId) },
    by: draftedBy,
  })

const readValues = async (
  { sources, values, indexes, clock }: WorkspaceOptions,
  model: SemanticModel,
): Promise<void> => {
  const data = await buildValueIndex({ model, connection: await sources.connection(model.sourceId), clock })
  await values.save(data)
  indexes.renew(data)
}

/** Brings a saved model up to its source; what people wrote stays. Saves only where something differs. */
const reconcile = async (options: WorkspaceOptions, sourceId: string): Promise<void> => {
  const saved = await options.models.find(sourceId)
  if (!saved) return
  const { model, changes } = reconcileModel(saved.model, await draft(options, sourceId))
  if (changes.length > 0)
    await options.models.save({
      sourceId,
      expectedVersion: saved.version,
      content: { model },
      by: 'the source changed',
    })
}
