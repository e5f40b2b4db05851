import { z } from 'zod'
import type { Kysely, Selectable } from 'kysely'
import type { Catalog, SchemaChange, Source } from '@millwright/spec'
import { catalogSchema, PlatformError, schemaChangeSchema, sourceSchema } from '@millwright/spec'
import type { SealedText } from './ports.ts'
import { sourceSettingsSchema } from './settings.ts'
import type { SourceSettings } from './settings.ts'
import type { SourceTables } from './tables.ts'

type Row = Selectable<SourceTables['source_source']>

/** A driver may hand over JSON as text. */
const fromJson = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value

const toSource = (row: Row): Source => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  location: row.location,
  state: row.state,
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.catalog === null ? {} : { catalog: catalogSchema.parse(fromJson(row.catalog)) }),
  notes: sourceSchema.shape.notes.parse(fromJson(row.notes)),
  changes: z.array(schemaChangeSchema).parse(fromJson(row.changes)),
  createdAt: row.created_at.toISOString(),
  ...(row.refreshed_at === null ? {} : { refreshedAt: row.refreshed_at.toISOString() }),
})

export interface NewRecord {
  readonly id: string
  readonly name: string
  readonly kind: Source['kind']
  readonly location: string
  readonly settings: SourceSettings
  readonly loadedBy: string
  readonly at: Date
}

export interface LoadedRecord {
  readonly catalog: Catalog
  readonly settings?: SourceSettings
  readonly notes?: Source['notes']
  readonly changes?: readonly SchemaChange[]
  readonly at: Date
}

/** Rows of `source_source`, sealed and opened at this edge. */
export const createSourceRecords = (db: Kysely<SourceTables>, box: SealedText) => {
  const seal = (settings: SourceSettings): string => box.seal(JSON.stringify(settings))
  const find = (id: string): Promise<Row | undefined> =>
    db.selectFrom('source_source').selectAll().where('id', '=', id).executeTakeFirst()
  const getRow = async (id: string): Promise<Row> => {
    const row = await find(id)
    if (!row) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId: id })
    return row
  }
  const fail = async (id: string, error: string): Promise<void> => {
    await db
      .updateTable('source_source')
      .set({ state: 'failed', error, loaded_by: null })
      .where('id', '=', id)
      .execute()
  }
  return {
    list: async (): Promise<readonly Source[]> =>
      (await db.selectFrom('source_source').selectAll().orderBy('created_at').orderBy('id').execute()).map(
        toSource,
      ),
    get: async (id: string): Promise<Source> => toSource(await getRow(id)),
    settings: async (id: string): Promise<SourceSettings> =>
      sourceSettingsSchema.parse(JSON.parse(box.open((await getRow(id)).settings))),
    /** Starts the record anew when its earlier loading failed. */
    insert: async (record: NewRecord): Promise<void> => {
      const values = {
        id: record.id,
        name: record.name,
        kind: record.kind,
        location: record.location,
        state: 'loading' as const,
        error: null,
        settings: seal(record.settings),
        catalog: null,
        notes: '[]',
        changes: '[]',
        changed_at: null,
        loaded_by: record.loadedBy,
        created_at: record.at,
        refreshed_at: null,
      }
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('source_source')
        .values(values)
        .onConflict(conflict =>
          conflict.column('id').doUpdateSet(values).where('source_source.state', '!=', 'ready'),
        )
        .executeTakeFirst()
      if (!numInsertedOrUpdatedRows)
        throw new PlatformError('RESOURCE_CONFLICT', {
          what: 'source',
          message: `"${record.id}" exists already`,
        })
    },
    markReady: async (id: string, loaded: LoadedRecord): Promise<Source> => {
      const { numUpdatedRows } = await db
        .updateTable('source_source')
        .set({
          state: 'ready',
          error: null,
          loaded_by: null,
          catalog: JSON.stringify(loaded.catalog),
          refreshed_at: loaded.at,
          ...(loaded.settings ? { settings: seal(loaded.settings) } : {}),
          ...(loaded.notes ? { notes: JSON.stringify(loaded.notes) } : {}),
          ...(loaded.changes ? { changes: JSON.stringify(loaded.changes), changed_at: loaded.at } : {}),
        })
        .where('id', '=', id)
        .executeTakeFirst()
      if (!numUpdatedRows) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId: id })
      return toSource(await getRow(id))
    },
    fail,
    /** Sources whose loading the process `loadedBy` began and did not end. */
    abandoned: async (loadedBy: string): Promise<readonly Source[]> =>
      (
        await db
          .selectFrom('source_source')
          .selectAll()
          .where('state', '=', 'loading')
          .where('loaded_by', '=', loadedBy)
          .execute()
      ).map(toSource),
    remove: async (id: string): Promise<void> => {
      await getRow(id)
      await db.deleteFrom('source_source').where('id', '=', id).execute()
    },
  }
}
