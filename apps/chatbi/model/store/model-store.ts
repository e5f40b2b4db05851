import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { diagnosticSchema, isPlatformError, PlatformError } from '@millwright/spec'
import type { Catalog, Clock, Diagnostic } from '@millwright/spec'
import { parseOssieYaml } from '../ossie/parse-ossie.ts'
import { toOssieYaml, updateOssieYaml } from '../ossie/to-ossie.ts'
import { semanticModelSchema } from '../semantic-model.ts'
import type { SemanticModel } from '../semantic-model.ts'
import { createModelFiles, hashOf } from './model-file.ts'
import type { ModelTables } from './model-tables.ts'

/**
 * A model as it is saved. `yaml` is what a person edits: the file's own text where a person left the file with
 * errors; then `diagnostics` has them and `model` is the last sound version.
 */
export interface SavedModel {
  readonly model: SemanticModel
  readonly yaml: string
  readonly version: number
  readonly diagnostics: readonly Diagnostic[]
  readonly savedAt: string
  readonly savedBy: string
}

export interface SaveModel {
  readonly sourceId: string
  /** The version that was edited; 0 for the first. */
  readonly expectedVersion: number
  readonly content: { readonly yaml: string } | { readonly model: SemanticModel }
  /** Name of the person, or of what saved it. */
  readonly by: string
  /** Tables and columns are checked against it where it is given. */
  readonly catalog?: Catalog | undefined
}

/** Semantic models, one a source: in the store, and as a file that may be edited by hand. */
export interface ModelStore {
  find(sourceId: string): Promise<SavedModel | undefined>
  /** Throws RESOURCE_NOT_FOUND. */
  get(sourceId: string): Promise<SavedModel>
  /** Throws MODEL_CONFLICT when another version was saved meanwhile, MODEL_INVALID with every problem and its line. */
  save(request: SaveModel): Promise<SavedModel>
  remove(sourceId: string): Promise<void>
}

export interface ModelStoreOptions {
  readonly database: Kysely<ModelTables>
  readonly workspaceFolder: string
  readonly clock: Clock
}

/** Who saved a version that was found in the file. */
const byFile = 'file'

const describe = (one: Diagnostic): string =>
  one.at?.line === undefined ? one.message : `line ${one.at.line}: ${one.message}`

const isError = (one: Diagnostic): boolean => one.severity === 'error'

interface Prepared {
  readonly model: SemanticModel
  readonly yaml: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks what is to be saved, and gives it its version and source in model and document alike. */
const prepare = (request: SaveModel, current: SavedModel | undefined): Prepared => {
  const { content, sourceId, expectedVersion, catalog } = request
  const identity = { sourceId, version: expectedVersion + 1 }
  const options = { sourceId, ...(catalog === undefined ? {} : { catalog }) }
  const fail = (problems: readonly string[]): never => {
    throw new PlatformError('MODEL_INVALID', { problems })
  }
  if ('yaml' in content) {
    const parsed = parseOssieYaml(content.yaml, {
      ...options,
      ...(current === undefined ? {} : { dialect: current.model.dialect }),
    })
    if (parsed.model === undefined) return fail(parsed.diagnostics.filter(isError).map(describe))
    const model = { ...parsed.model, ...identity }
    return { model, yaml: updateOssieYaml(content.yaml, model), diagnostics: parsed.diagnostics }
  }
  const checked = semanticModelSchema.safeParse({ ...content.model, ...identity })
  if (!checked.success)
    return fail(checked.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`))
  const yaml = current === undefined ? toOssieYaml(checked.data) : updateOssieYaml(current.yaml, checked.data)
  const { diagnostics } = parseOssieYaml(yaml, options)
  const errors = diagnostics.filter(isError)
  return errors.length > 0 ? fail(errors.map(describe)) : { model: checked.data, yaml, diagnostics }
}

type Row = ModelTables['chatbi_model']

/** Replaces the row of `expectedVersion`; false where it is no longer the present one. */
const replaceRow = async (
  transaction: Transaction<ModelTables>,
  row: Row,
  expectedVersion: number,
): Promise<boolean> => {
  const { source_id, version, saved_at, saved_by } = row
  if (expectedVersion === 0) {
    const added = await transaction
      .insertInto('chatbi_model')
      .values(row)
      .onConflict(on => on.doNothing())
      .returning('version')
      .execute()
    if (added.length === 0) return false
  } else {
    const changed = await transaction
      .updateTable('chatbi_model')
      .set(row)
      .where('source_id', '=', source_id)
      .where('version', '=', expectedVersion)
      .returning('version')
      .execute()
    if (changed.length === 0) return false
  }
  await transaction
    .insertInto('chatbi_model_history')
    .values({ source_id, version, yaml_hash: hashOf(row.yaml), saved_at, saved_by })
    .onConflict(on =>
      on.columns(['source_id', 'version']).doUpdateSet({ yaml_hash: hashOf(row.yaml), saved_at, saved_by }),
    )
    .execute()
  return true
}

const toSaved = (row: Row): SavedModel => ({
  model: semanticModelSchema.parse(JSON.parse(row.model)),
  yaml: row.yaml,
  version: row.version,
  diagnostics: z.array(diagnosticSchema).parse(JSON.parse(row.diagnostics)),
  savedAt: row.saved_at,
  savedBy: row.saved_by,
})

interface Held {
  readonly version: number
  readonly stamp: string | undefined
  readonly saved: SavedModel
}

/**
 * The store of models. The table decides which version is present; the file mirrors it, and a file that a person
 * changed by hand becomes the next version as soon as the model is looked up, if it is sound.
 */
export const createModelStore = ({ database, workspaceFolder, clock }: ModelStoreOptions): ModelStore => {
  const files = createModelFiles(workspaceFolder)
  const held = new Map<string, Held>()

  const readRow = (sourceId: string): Promise<Row | undefined> =>
    database.selectFrom('chatbi_model').selectAll().where('source_id', '=', sourceId).executeTakeFirst()

  const isOldCopy = async (sourceId: string, text: string): Promise<boolean> => {
    const known = await database
      .selectFrom('chatbi_model_history')
      .select('version')
      .where('source_id', '=', sourceId)
      .where('yaml_hash', '=', hashOf(text))
      .executeTakeFirst()
    return known !== undefined
  }

  const write = async (row: Row, expectedVersion: number): Promise<void> => {
    const isSaved = await database
      .transaction()
      .execute(transaction => replaceRow(transaction, row, expectedVersion))
    if (isSaved) return
    const actual = await readRow(row.source_id)
    throw new PlatformError('MODEL_CONFLICT', {
      sourceId: row.source_id,
      expectedVersion,
      actualVersion: actual?.version ?? 0,
    })
  }

  const rowOf = ({ model, yaml, diagnostics }: Prepared, by: string): Row => ({
    source_id: model.sourceId,
    version: model.version,
    model: JSON.stringify(model),
    yaml,
    diagnostics: JSON.stringify(diagnostics),
    saved_at: clock.now().toISOString(),
    saved_by: by,
  })

  /** A file that differs from the row: an old copy is renewed, a sound edit is saved, a broken one is shown. */
  const takeFile = async (row: Row, text: string): Promise<SavedModel> => {
    const current = toSaved(row)
    if (await isOldCopy(row.source_id, text)) {
      await files.write(row.source_id, row.yaml)
      return current
    }
    const { model, diagnostics } = parseOssieYaml(text, {
      sourceId: row.source_id,
      dialect: current.model.dialect,
    })
    if (model === undefined) return { ...current, yaml: text, diagnostics }
    const next = rowOf(
      { model: { ...model, sourceId: row.source_id, version: row.version + 1 }, yaml: text, diagnostics },
      byFile,
    )
    try {
      await write(next, row.version)
    } catch (error) {
      if (!isPlatformError(error, 'MODEL_CONFLICT')) throw error
      return (await load(row.source_id)) ?? current // another look-up saved the same edit first
    }
    return toSaved(next)
  }

  const load = async (sourceId: string): Promise<SavedModel | undefined> => {
    const row = await readRow(sourceId)
    if (row === undefined) return undefined
    const text = await files.read(sourceId)
    if (text !== undefined && text !== row.yaml) return takeFile(row, text)
    if (text === undefined) await files.write(sourceId, row.yaml)
    return toSaved(row)
  }

  const hold = async (saved: SavedModel): Promise<SavedModel> => {
    const { sourceId } = saved.model
    held.set(sourceId, { version: saved.version, stamp: await files.stampOf(sourceId), saved })
    return saved
  }

  const find: ModelStore['find'] = async sourceId => {
    const known = held.get(sourceId)
    if (known !== undefined) {
      const present = await database
        .selectFrom('chatbi_model')
        .select('version')
        .where('source_id', '=', sourceId)
        .executeTakeFirst()
      const isSame = present?.version === known.version && (await files.stampOf(sourceId)) === known.stamp
      if (isSame) return known.saved
    }
    const saved = await load(sourceId)
    if (saved !== undefined) return hold(saved)
    held.delete(sourceId)
    return undefined
  }

  return {
    find,
    get: async sourceId => {
      const saved = await find(sourceId)
      if (saved === undefined)
        throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'semantic model', id: sourceId })
      return saved
    },
    save: async request => {
      const current = await find(request.sourceId)
      const actualVersion = current?.version ?? 0
      if (actualVersion !== request.expectedVersion)
        throw new PlatformError('MODEL_CONFLICT', {
          sourceId: request.sourceId,
          expectedVersion: request.expectedVersion,
          actualVersion,
        })
      const prepared = prepare(request, current)
      const row = rowOf(prepared, request.by)
      await write(row, request.expectedVersion)
      await files.write(request.sourceId, row.yaml)
      return hold(toSaved(row))
    },
    remove: async sourceId => {
      held.delete(sourceId)
      await database.deleteFrom('chatbi_model').where('source_id', '=', sourceId).execute()
      await database.deleteFrom('chatbi_model_history').where('source_id', '=', sourceId).execute()
      await files.remove(sourceId)
    },
  }
}
