import type { Connector, DataConnection } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import type { SourceSettings } from './settings.ts'

/** What a connector is given to open a source. */
export type OpenSource = (sourceId: string, signal?: AbortSignal) => Promise<DataConnection>

/** Picks the connector by kind. `files` become the settings of the database that was made of them. */
export const createOpener = (
  connectors: readonly Connector[],
  files: { databasePath(sourceId: string): string; readonly tempDirectory: string },
) => {
  const byKind = new Map(connectors.map(connector => [connector.kind, connector]))
  return (sourceId: string, settings: SourceSettings, signal?: AbortSignal): Promise<DataConnection> => {
    const connector = byKind.get(settings.kind)
    if (!connector)
      throw new PlatformError('SOURCE_NOT_SUPPORTED', {
        location: sourceId,
        reason: `this installation has no connector for ${settings.kind}`,
      })
    const given =
      settings.kind === 'files'
        ? { databasePath: files.databasePath(sourceId), tempDirectory: files.tempDirectory }
        : settings
    return connector.connect(given, signal)
  }
}

/** One open connection a source, opened when first asked for. */
export const createConnectionCache = (open: OpenSource) => {
  const opened = new Map<string, Promise<DataConnection>>()
  const drop = async (sourceId: string): Promise<void> => {
    const connection = opened.get(sourceId)
    opened.delete(sourceId)
    await connection?.then(
      found => found.close(),
      () => undefined,
    )
  }
  return {
    get: (sourceId: string): Promise<DataConnection> => {
      const known = opened.get(sourceId)
      if (known) return known
      const opening = open(sourceId)
      opened.set(sourceId, opening)
      opening.catch(() => {
        if (opened.get(sourceId) === opening) opened.delete(sourceId)
      })
      return opening
    },
    /** Puts a connection that was just opened in place of an older one, which is closed. */
    replace: async (sourceId: string, connection: DataConnection): Promise<void> => {
      const old = opened.get(sourceId)
      opened.set(sourceId, Promise.resolve(connection))
      await old?.then(
        found => found.close(),
        () => undefined,
      )
    },
    drop,
    closeAll: async (): Promise<void> => {
      await Promise.all([...opened.keys()].map(drop))
    },
  }
}
