import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Kysely } from 'kysely'
import type {
  Actor,
  AddSourceOptions,
  Catalog,
  Clock,
  Connector,
  DataConnection,
  NewSource,
  Permission,
  SchemaChange,
  Source,
  SourceChange,
  SourceService,
} from '@millwright/spec'
import { isPermitted, isPlatformError, PlatformError } from '@millwright/spec'
import { scrubSecrets, toLocation } from './location.ts'
import type { GeneratedSource, ImportFiles, SealedText } from './ports.ts'
import { findSchemaChanges } from './schema-changes.ts'
import type { SourceSettings } from './settings.ts'
import { toSettings } from './settings.ts'
import { createConnectionCache, createOpener } from './source-connections.ts'
import { createSourceFiles, readFingerprint } from './source-files.ts'
import { createSourceRecords } from './source-records.ts'
import type { SourceTables } from './tables.ts'

export interface SourceServiceOptions {
  readonly db: Kysely<SourceTables>
  /** One for each kind of source. */
  readonly connectors: readonly Connector[]
  readonly importFiles: ImportFiles
  readonly secretBox: SealedText
  /** Databases made of files go to `sources/` in it. */
  readonly dataDir: string
  readonly clock: Clock
  /** Told of a listener that failed; the source's change stands nevertheless. */
  readonly onListenerError?: (error: unknown) => void
}

/** Sources of the workspace, and those that the product writes itself. */
export interface ManagedSources extends SourceService {
  /** Writes, opens and registers a source, or finds that it is there already. */
  addGenerated(source: GeneratedSource, actor: Actor, options?: AddSourceOptions): Promise<Source>
}

const demand = (actor: Actor, permission: Permission): void => {
  if (!isPermitted(actor.role, permission)) throw new PlatformError('NOT_PERMITTED', { permission })
}

/** The error as it is stored and thrown on: a code of the catalogue, without secrets. */
const toPublicError = (error: unknown, source: NewSource): unknown => {
  if (!isPlatformError(error)) return error
  const scrubbed = scrubSecrets(error.message, source)
  return scrubbed === error.message
    ? error
    : new PlatformError('SOURCE_UNREACHABLE', { location: toLocation(source), reason: 'the server refused the connection; check user, password and database' })
} // prettier-ignore

/** Loading that a crash cut short is marked failed, and its files are removed. */
const recoverAbandoned = async (
  records: ReturnType<typeof createSourceRecords>,
  files: ReturnType<typeof createSourceFiles>,
  loadedBy: string,
): Promise<void> => {
  for (const source of await records.abandoned(loadedBy)) {
    await files.remove(source.id)
    await records.fail(
      source.id,
      'Millwright stopped while this source was being loaded. Remove it and add it again.',
    )
  }
}

/**
 * The registry of sources: import or connect → read the catalogue → store. A source that cannot be loaded stays
 * in the list as failed with its reason, and leaves no files. Settings are sealed. Permissions are checked here too.
 */
export const createSourceService = async (options: SourceServiceOptions): Promise<ManagedSources> => {
  const { db, secretBox, clock, dataDir } = options
  const records = createSourceRecords(db, secretBox)
  const files = createSourceFiles(dataDir)
  const open = createOpener(options.connectors, files)
  const loadedBy = `${hostname()}:${dataDir}`
  const listeners = new Set<(event: SourceChange) => Promise<void>>()
  await files.prepare()
  await recoverAbandoned(records, files, loadedBy)

  const connections = createConnectionCache(async (sourceId, signal) => {
    const source = await records.get(sourceId)
    if (source.state !== 'ready')
      throw new PlatformError('SOURCE_UNREACHABLE', {
        location: source.name,
        reason:
          source.state === 'loading' ? 'it is still being loaded' : (source.error ?? 'loading it failed'),
      })
    return open(sourceId, await records.settings(sourceId), signal)
  })

  const tell = async (event: SourceChange): Promise<void> => {
    for (const listener of listeners)
      await listener(event).catch((error: unknown) => options.onListenerError?.(error))
  }

  const uniqueName = async (wanted: string, sourceId: string): Promise<string> => {
    const taken = new Set(
      (await records.list()).filter(s => s.id !== sourceId).map(s => s.name.toLowerCase()),
    )
    let name = wanted.trim() || 'Source'
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted.trim()} (${n})`
    return name
  }

  /** Opens, reads the catalogue, and keeps the connection for questions. */
  const openAndRead = async (
    sourceId: string,
    settings: SourceSettings,
    signal?: AbortSignal,
  ): Promise<Catalog> => {
    const connection = await open(sourceId, settings, signal)
    try {
      const catalog = await connection.readCatalog(signal)
      await connections.replace(sourceId, connection)
      return catalog
    } catch (error) {
      await connection.close()
      throw error
    }
  }

  const importPaths = async (
    sourceId: string,
    settings: SourceSettings & { kind: 'files' },
    { progress, signal }: AddSourceOptions,
  ) => {
    const { notes } = await options.importFiles(settings.paths, {
      databasePath: files.databasePath(sourceId),
      ...(progress ? { progress } : {}),
      ...(signal ? { signal } : {}),
    })
    return { notes, settings: { ...settings, files: [...(await readFingerprint(settings.paths))] } }
  }

  /** Registers `record`, does `work`, and stores what came of it; whatever fails is stored as the reason. */
  const load = async (
    record: {
      readonly id: string
      readonly name: string
      readonly source: NewSource
      readonly location: string
    },
    addOptions: AddSourceOptions,
    work: (settings: SourceSettings) => Promise<{ settings: SourceSettings; notes: Source['notes'] }>,
  ): Promise<Source> => {
    const settings = toSettings(record.source)
    const name = await uniqueName(record.name, record.id)
    await records.insert({ ...record, name, kind: settings.kind, settings, loadedBy, at: clock.now() })
    try {
      const done = await work(settings)
      const catalog = await openAndRead(record.id, done.settings, addOptions.signal)
      const source = await records.markReady(record.id, { catalog, ...done, at: clock.now() })
      await tell({ type: 'added', sourceId: record.id, changes: [] })
      return source
    } catch (cause) {
      const error = toPublicError(cause, record.source)
      await connections.drop(record.id)
      if (settings.kind === 'files') await files.remove(record.id)
      await records.fail(record.id, isPlatformError(error) ? error.message : 'An internal error occurred.')
      throw error
    }
  }

  const refreshFiles = async (sourceId: string, settings: SourceSettings & { kind: 'files' }) => {
    const now = await readFingerprint(settings.paths)
    const isSame = JSON.stringify(now) === JSON.stringify(settings.files)
    // uploads are gone after their import; what is no longer there cannot have changed
    if (isSame || now.length < settings.files.length || now.length === 0) return { settings }
    return importPaths(sourceId, settings, {})
  }

  return {
    list: async actor => (demand(actor, 'sources.read'), records.list()),
    get: async (sourceId, actor) => (demand(actor, 'sources.read'), records.get(sourceId)),
    add: async (source, actor, addOptions = {}) => {
      demand(actor, 'sources.write')
      const id = addOptions.sourceId ?? randomUUID()
      const record = { id, name: source.name, source, location: toLocation(source) }
      return load(record, addOptions, settings =>
        settings.kind === 'files'
          ? importPaths(id, settings, addOptions)
          : Promise.resolve({ settings, notes: [] }),
      )
    },
    addGenerated: async (generated, actor, addOptions = {}) => {
      demand(actor, 'sources.write')
      const known = (await records.list()).find(source => source.id === generated.id)
      if (known?.state === 'ready') return known
      const record = {
        id: generated.id,
        name: generated.name,
        location: generated.location,
        source: { kind: 'files' as const, name: generated.name, paths: [] },
      }
      return load(record, addOptions, async settings => {
        const { progress, signal } = addOptions
        await generated.write({
          databasePath: files.databasePath(generated.id),
          ...(progress ? { progress } : {}),
          ...(signal ? { signal } : {}),
        })
        return { settings, notes: [...(generated.notes ?? [])] }
      })
    },
    refresh: async (sourceId, actor): Promise<readonly SchemaChange[]> => {
      demand(actor, 'sources.write')
      const before = await records.get(sourceId)
      if (before.state === 'loading')
        throw new PlatformError('NOT_READY', { reason: `${before.name} is still being loaded` })
      const settings = await records.settings(sourceId)
      const done = settings.kind === 'files' ? await refreshFiles(sourceId, settings) : { settings }
      const catalog = await openAndRead(sourceId, done.settings)
      const changes = before.catalog ? findSchemaChanges(before.catalog, catalog) : []
      await records.markReady(sourceId, {
        catalog,
        ...done,
        ...(changes.length > 0 ? { changes } : {}),
        at: clock.now(),
      })
      await tell({ type: 'changed', sourceId, changes })
      return changes
    },
    remove: async (sourceId, actor) => {
      demand(actor, 'sources.write')
      await records.remove(sourceId)
      await connections.drop(sourceId)
      await files.remove(sourceId)
      await tell({ type: 'removed', sourceId, changes: [] })
    },
    connection: (sourceId: string): Promise<DataConnection> => connections.get(sourceId),
    catalog: async sourceId => {
      const { catalog, name, error } = await records.get(sourceId)
      if (!catalog)
        throw new PlatformError('SOURCE_UNREACHABLE', {
          location: name,
          reason: error ?? 'it is still being loaded',
        })
      return catalog
    },
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => connections.closeAll(),
  }
}
