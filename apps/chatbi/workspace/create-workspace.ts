import { readFile } from 'node:fs/promises'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor, Role, Source } from '@millwright/spec'
import { draftModel, parseOssieYaml, reconcileModel } from '../model/index.ts'
import type { SavedModel, SemanticModel } from '../model/index.ts'
import { createModelFiles } from '../model/store/model-file.ts'
import { valueIndexJobName } from '../values/index.ts'
import { visibleModel } from './visible-model.ts'
import { readPermittedValues } from './permitted-values.ts'
import type { LeftOutSource, SourceKnowledge, Workspace } from './workspace.ts'
import type { WorkspaceOptions } from './workspace-options.ts'

const draftedBy = 'drafted from the source'
/** Who saved a version that only follows its source: no person has looked at it yet. */
export const reconciledBy = 'the source changed'

/**
 * Knowledge of the sources: a model is drafted and values are read, by a job, when a source is first asked about,
 * once however many ask at the same time; then both are kept until they change. A question waits for both: without
 * the values it would be read wrongly.
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

  const knowledgeOf = async ({ id, name }: Source, { role }: Actor): Promise<SourceKnowledge> => {
    const { model: whole } = await ensureModel(id)
    await untilValuesRead(options, id)
    const model = visibleTo(whole, role)
    const index = await indexes.get(model, role, readPermittedValues({ ...options, whole, model, role }))
    return { sourceId: id, sourceName: name, model, whole, index }
  }

  return {
    knowledge: async (actor, sourceIds) => {
      const all = await sources.list(actor)
      return Promise.all(sourceIds.map(id => knowledgeOf(readySource(all, id), actor)))
    },
    survey: async actor => {
      const ready = (await sources.list(actor)).filter(source => source.state === 'ready')
      const outcomes = await Promise.all(
        ready.map(source => knowledgeOf(source, actor).catch(error => toLeftOut(source, error))),
      )
      return {
        sources: outcomes.filter(outcome => 'model' in outcome),
        leftOut: outcomes.filter(outcome => 'reason' in outcome),
      }
    },
    connection: sourceId => sources.connection(sourceId),
    ensureModel,
    isPrepared: async sourceId =>
      (await models.find(sourceId)) !== undefined && (await options.values.has(sourceId)),
    prepare: async sourceId => {
      await ensureModel(sourceId)
      if (!(await options.values.has(sourceId))) await startReadingValues(options, sourceId)
    },
    reconcile: sourceId => reconcile(options, sourceId),
    forget: async sourceId => {
      indexes.forget(sourceId)
      await options.values.remove(sourceId)
      await models.remove(sourceId)
    },
  }
}

const readySource = (all: readonly Source[], sourceId: string): Source => {
  const source = all.find(one => one.id === sourceId)
  if (!source) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId })
  if (source.state !== 'ready')
    throw new PlatformError('NOT_READY', {
      reason: source.error ?? `the source "${source.name}" is still being read`,
    })
  return source
}

/** Only what the catalogue of errors foresees is left out; a broken invariant stays one. */
const toLeftOut = (source: Source, error: unknown): LeftOutSource => {
  if (!isPlatformError(error)) throw error
  return { sourceName: source.name, reason: error.message }
}

/** A model that lies ready beside the source (the demo plant's), else a drafted one. */
const prepareSource = async (options: WorkspaceOptions, sourceId: string): Promise<SavedModel> =>
  (await takeReadyModel(options, sourceId)) ?? saveDraft(options, sourceId)

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

/** At most one reading of a source's values waits or runs; its id. */
const startReadingValues = ({ jobs }: WorkspaceOptions, sourceId: string): Promise<string> =>
  jobs.send(valueIndexJobName, { sourceId }, { singletonKey: sourceId })

/** Throws NOT_READY where they cannot be read. */
const untilValuesRead = async (options: WorkspaceOptions, sourceId: string): Promise<void> => {
  if (await options.values.has(sourceId)) return
  const { state, error } = await options.jobs.ended(await startReadingValues(options, sourceId))
  if (state === 'done') return
  const why = state === 'cancelled' ? 'reading them was cancelled' : (error ?? 'reading them failed')
  throw new PlatformError('NOT_READY', { reason: `the values of the source are not known: ${why}` })
}

const mostAttempts = 3

/** Saves only where something differs; reads again what a person saved in the meantime. */
const reconcile = async (options: WorkspaceOptions, sourceId: string, attempt = 1): Promise<void> => {
  const saved = await options.models.find(sourceId)
  if (!saved) return
  const { model, changes } = reconcileModel(saved.model, await draft(options, sourceId))
  if (changes.length === 0) return
  try {
    await options.models.save({
      sourceId,
      expectedVersion: saved.version,
      content: { model },
      by: reconciledBy,
    })
  } catch (error) {
    if (!isPlatformError(error, 'MODEL_CONFLICT') || attempt === mostAttempts) throw error
    await reconcile(options, sourceId, attempt + 1)
  }
}
