import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import type { Actor, Catalog, CatalogTable, Connector, SourceChange } from '@millwright/spec'
import { isPlatformError, PlatformError } from '@millwright/spec'
import { createSourceService, sourceMigrations } from './index.ts'
import type { ImportFiles, SealedText, SourceTables } from './index.ts'

const steward: Actor = { personId: 'p1', name: 'Ann', role: 'steward', via: 'session' }
const viewer: Actor = { ...steward, role: 'viewer' }
const clock = { now: () => new Date('2026-11-23T08:00:00Z') }
const box: SealedText = {
  seal: text => Buffer.from(text).toString('base64'),
  open: sealed => Buffer.from(sealed, 'base64').toString(),
}

const table = (name: string, columns: Readonly<Record<string, string>>): CatalogTable => ({
  name,
  kind: 'table',
  columns: Object.entries(columns).map(([column, nativeType]) => ({ name: column, type: 'text', nativeType, nullable: true })), // prettier-ignore
  primaryKey: [],
  foreignKeys: [],
})

/** A connector whose catalogue and failures the test decides, and that counts what is open. */
const createOutsideSystem = (kind: string) => {
  const system = {
    catalog: { dialect: 'duckdb', tables: [table('line', { id: 'BIGINT' })] } satisfies Catalog as Catalog,
    failure: undefined as Error | undefined,
    given: [] as unknown[],
    open: 0,
  }
  const connector: Connector = {
    kind,
    dialect: 'duckdb',
    connect: settings => {
      system.given.push(settings)
      if (system.failure) return Promise.reject(system.failure)
      system.open += 1
      return Promise.resolve({
        dialect: 'duckdb',
        readCatalog: () => Promise.resolve(system.catalog),
        query: () => Promise.reject(new Error('not asked here')),
        close: () => {
          system.open -= 1
          return Promise.resolve()
        },
      })
    },
  }
  return { system, connector }
}

const writeDatabase: ImportFiles = async (paths, { databasePath }) => {
  await writeFile(databasePath, paths.join())
  return { notes: [{ table: 'line', message: 'encoding: GB18030' }] }
}

describe('source service', () => {
  let db: Kysely<SourceTables>
  let dataDir: string
  before(async () => {
    db = new Kysely<SourceTables>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) })
    for (const statement of sourceMigrations.flatMap(m => m.up)) await sql.raw(statement).execute(db)
  })
  after(() => db.destroy())
  beforeEach(async () => {
    await db.deleteFrom('source_source').execute()
    dataDir = await mkdtemp(join(tmpdir(), 'millwright-'))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  const start = async (importFiles: ImportFiles = writeDatabase) => {
    const files = createOutsideSystem('files')
    const postgres = createOutsideSystem('postgres')
    const events: SourceChange[] = []
    const service = await createSourceService({
      db,
      connectors: [files.connector, postgres.connector],
      importFiles,
      secretBox: box,
      dataDir,
      clock,
    })
    service.onChange(event => {
      events.push(event)
      return Promise.resolve()
    })
    return { service, files: files.system, postgres: postgres.system, events }
  }
  const server = { kind: 'postgres', name: 'MES', connectionString: 'postgres://bi:s3cr%40t@db.plant:5432/mes' } as const // prettier-ignore

  it('imports files, keeps their catalogue and notes, and tells who listens', async () => {
    const { service, events } = await start()
    const source = await service.add({ kind: 'files', name: 'Energy', paths: ['/data/a.csv'] }, steward)
    assert.equal(source.state, 'ready')
    assert.equal(source.location, 'a.csv')
    assert.deepEqual(source.notes, [{ table: 'line', message: 'encoding: GB18030' }])
    assert.deepEqual((await service.catalog(source.id)).tables[0]?.name, 'line')
    assert.deepEqual(events, [{ type: 'added', sourceId: source.id, changes: [] }])
    assert.deepEqual(await readdir(join(dataDir, 'sources')), [`${source.id}.duckdb`])
  })

  it('gives a second source of the same name another one', async () => {
    const { service } = await start()
    await service.add({ kind: 'files', name: 'Energy', paths: ['/a.csv'] }, steward)
    const second = await service.add({ kind: 'files', name: 'energy', paths: ['/b.csv'] }, steward)
    assert.equal(second.name, 'energy (2)')
  })

  it('keeps a failed import in the list with its reason and without files', async () => {
    const { service, events } = await start(async (_, { databasePath }) => {
      await writeFile(`${databasePath}.importing`, 'half')
      throw new PlatformError('FILE_UNREADABLE', { file: 'a.csv', reason: 'line 7: a quote opens here' })
    })
    await assert.rejects(service.add({ kind: 'files', name: 'A', paths: ['/a.csv'] }, steward), {
      code: 'FILE_UNREADABLE',
    })
    const [source] = await service.list(viewer)
    assert.equal(source?.state, 'failed')
    assert.match(source?.error ?? '', /line 7/)
    assert.deepEqual(await readdir(join(dataDir, 'sources')), [])
    assert.deepEqual(events, [])
    await assert.rejects(service.connection(source?.id ?? ''), { code: 'SOURCE_UNREACHABLE' })
  })

  it('marks what a crash left loading as failed, removes its files, and lets it be added again', async () => {
    const sources = join(dataDir, 'sources')
    await mkdir(join(sources, 'x1.duckdb.importing'), { recursive: true })
    const row = { id: 'x1', name: 'Half', kind: 'files' as const, location: 'a.csv', state: 'loading' as const, error: null, settings: box.seal('{}'), catalog: null, notes: '[]', changes: '[]', changed_at: null, created_at: clock.now(), refreshed_at: null } // prettier-ignore
    await db.insertInto('source_source').values({ ...row, loaded_by: `${hostname()}:${dataDir}` }).execute() // prettier-ignore
    await db
      .insertInto('source_source')
      .values({ ...row, id: 'x2', loaded_by: 'another:/data' })
      .execute()
    const { service } = await start()
    assert.deepEqual(
      (await service.list(viewer)).map(s => [s.id, s.state]),
      [
        ['x1', 'failed'],
        ['x2', 'loading'],
      ],
    )
    assert.deepEqual(await readdir(sources), [])
    const again = await service.add({ kind: 'files', name: 'Half', paths: ['/a.csv'] }, steward, { sourceId: 'x1' }) // prettier-ignore
    assert.equal(again.state, 'ready')
    await assert.rejects(
      service.add({ kind: 'files', name: 'Half', paths: ['/a.csv'] }, steward, { sourceId: 'x1' }),
      { code: 'RESOURCE_CONFLICT' },
    )
  })

  it('shows and logs no password, and stores it sealed', async () => {
    const { service, postgres } = await start()
    const source = await service.add(server, steward)
    assert.equal(source.location, 'postgres://bi@db.plant:5432/mes')
    assert.doesNotMatch(JSON.stringify(await service.get(source.id, viewer)), /s3cr/)
    assert.deepEqual(postgres.given[0], { version: 1, kind: 'postgres', connectionString: server.connectionString }) // prettier-ignore
    const stored = await db.selectFrom('source_source').selectAll().executeTakeFirstOrThrow()
    assert.doesNotMatch(JSON.stringify(stored), /s3cr/)
    postgres.failure = new PlatformError('SOURCE_UNREACHABLE', { location: 'db', reason: 'no user bi with s3cr@t' }) // prettier-ignore
    const error: unknown = await service.add(server, steward).catch((e: unknown) => e)
    assert.ok(isPlatformError(error, 'SOURCE_UNREACHABLE'))
    assert.doesNotMatch(error.message, /s3cr/)
    assert.doesNotMatch(JSON.stringify(await service.list(viewer)), /s3cr/)
  })

  it('refuses a connection string that is no address without repeating it', async () => {
    const { service } = await start()
    const error: unknown = await service.add({ ...server, connectionString: 'mes;pw=s3cret' }, steward).catch((e: unknown) => e) // prettier-ignore
    assert.ok(isPlatformError(error, 'INPUT_INVALID'))
    assert.doesNotMatch(error.message, /s3cret/)
  })

  it('finds on refresh which tables and columns changed, and keeps that for the page', async () => {
    const { service, postgres, events } = await start()
    postgres.catalog = { dialect: 'postgres', tables: [table('line', { id: 'int4', name: 'text' }), table('old', {})] } // prettier-ignore
    const { id } = await service.add(server, steward)
    postgres.catalog = { dialect: 'postgres', tables: [table('line', { id: 'int8', area: 'text' }), table('new', {})] } // prettier-ignore
    const changes = await service.refresh(id, steward)
    assert.deepEqual(changes, [
      { kind: 'table-removed', table: 'old' },
      { kind: 'column-removed', table: 'line', column: 'name' },
      { kind: 'column-retyped', table: 'line', column: 'id', before: 'int4', after: 'int8' },
      { kind: 'column-added', table: 'line', column: 'area', after: 'text' },
      { kind: 'table-added', table: 'new' },
    ])
    assert.deepEqual(await service.refresh(id, steward), [])
    assert.deepEqual((await service.get(id, viewer)).changes, changes)
    assert.equal(events.filter(event => event.type === 'changed').length, 2)
    assert.equal(postgres.open, 1, 'the older connections were closed')
  })

  it('imports files again on refresh when they changed, and not when they are gone', async () => {
    let imports = 0
    const { service } = await start(async (paths, options) => {
      imports += 1
      return writeDatabase(paths, options)
    })
    const file = join(dataDir, 'a.csv')
    await writeFile(file, 'a')
    const { id } = await service.add({ kind: 'files', name: 'A', paths: [file] }, steward)
    await service.refresh(id, steward)
    assert.equal(imports, 1)
    await writeFile(file, 'longer')
    await service.refresh(id, steward)
    assert.equal(imports, 2)
    await rm(file)
    await service.refresh(id, steward)
    assert.equal(imports, 2)
  })

  it('opens one connection for all who ask, again after a failure, and closes all at the end', async () => {
    const { service, postgres } = await start()
    const { id } = await service.add(server, steward)
    assert.equal(await service.connection(id), await service.connection(id))
    assert.equal(postgres.open, 1)
    await service.close()
    assert.equal(postgres.open, 0)
    postgres.failure = new PlatformError('SOURCE_UNREACHABLE', { location: 'db.plant', reason: 'down' })
    await assert.rejects(service.connection(id), { code: 'SOURCE_UNREACHABLE' })
    postgres.failure = undefined
    await service.connection(id)
    assert.equal(postgres.open, 1)
  })

  it('removes a source with its files and connection', async () => {
    const { service, files, events } = await start()
    const { id } = await service.add({ kind: 'files', name: 'A', paths: ['/a.csv'] }, steward)
    await service.remove(id, steward)
    assert.equal(files.open, 0)
    assert.ok(!existsSync(join(dataDir, 'sources', `${id}.duckdb`)))
    assert.equal(events.at(-1)?.type, 'removed')
    await assert.rejects(service.get(id, viewer), { code: 'SOURCE_NOT_FOUND' })
  })

  it('registers data that the product writes itself once', async () => {
    const { service } = await start()
    let written = 0
    const demo = {
      id: 'demo',
      name: 'Demo plant',
      location: 'generated',
      write: ({ databasePath }: { databasePath: string }) => {
        written += 1
        return writeFile(databasePath, 'x')
      },
    }
    assert.equal((await service.addGenerated(demo, steward)).state, 'ready')
    assert.equal((await service.addGenerated(demo, steward)).id, 'demo')
    assert.equal(written, 1)
  })

  it('lets nobody write without the permission', async () => {
    const { service } = await start()
    const refused = { code: 'NOT_PERMITTED' }
    await assert.rejects(service.add(server, viewer), refused)
    await assert.rejects(service.refresh('x', viewer), refused)
    await assert.rejects(service.remove('x', viewer), refused)
  })
})
