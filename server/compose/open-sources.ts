import type { FastifyBaseLogger } from 'fastify'
import type { ManagedSources, SecretBox, SourceTables, Store } from '@millwright/engine'
import { createSourceService } from '@millwright/engine'
import type { Clock, Connector } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { createLazyConnector } from './lazy-connector.ts'

const connectors: readonly Connector[] = [
  createLazyConnector({
    kind: 'files',
    dialect: 'duckdb',
    load: async () => (await import('@millwright/connector-duckdb')).duckdbConnector,
  }),
  createLazyConnector({
    kind: 'sqlite',
    dialect: 'sqlite',
    load: async () => (await import('@millwright/connector-sqlite')).sqliteConnector,
  }),
  createLazyConnector({
    kind: 'postgres',
    dialect: 'postgres',
    load: async () => (await import('@millwright/connector-postgres')).postgresConnector,
  }),
  createLazyConnector({
    kind: 'mysql',
    dialect: 'mysql',
    load: async () => (await import('@millwright/connector-mysql')).mysqlConnector,
  }),
]

/** The registry of sources with a connector for each kind; DuckDB and the drivers load when they are needed. */
export const openSources = (options: {
  readonly config: Config
  readonly store: Store
  readonly secrets: SecretBox
  readonly clock: Clock
  readonly log: FastifyBaseLogger
}): Promise<ManagedSources> =>
  createSourceService({
    db: options.store.db.withTables<SourceTables>(),
    connectors,
    importFiles: async (paths, write) => {
      const { importFiles } = await import('@millwright/connector-duckdb')
      const { notes } = await importFiles(paths, write)
      return { notes: notes.map(note => ({ ...note })) }
    },
    secretBox: options.secrets,
    dataDir: options.config.dataFolder,
    clock: options.clock,
    onListenerError: error => options.log.error({ err: error }, 'source-listener-failed'),
  })
