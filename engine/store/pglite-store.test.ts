import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPlatformError } from '@millwright/spec'
import type { PgliteExtension } from './open-pglite.ts'
import { checkpointPglite, maintainPglite } from './pglite-upkeep.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

const writeInChild = `
  import { openStore } from ${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)}
  const store = await openStore({ dataDir: process.argv[1] })
  await store.execute('create table if not exists entry (n int primary key, body text)')
  const [{ last }] = await store.execute('select coalesce(max(n), 0)::int as last from entry')
  for (let n = last + 1; ; n++) {
    await store.execute('insert into entry values ($1, $2)', [n, 'x'.repeat(700)])
    console.log(n)
  }`

/** Runs a writer until it has acknowledged `count` rows, kills it with SIGKILL, and gives the last it acknowledged. */
const writeAndKill = async (folder: string, count: number): Promise<number> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writeInChild, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  let rows = 0
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line)
    if (++rows === count) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

const isUnusable = (pattern: RegExp) => (error: unknown) =>
  isPlatformError(error, 'DATA_FOLDER_UNUSABLE') && pattern.test(error.message)

describe('embedded store', () => {
  let folder: string
  const opened: Store[] = []
  const open = async (options: { readonly extensions?: readonly PgliteExtension[] } = {}): Promise<Store> => {
    const store = await openStore({ dataDir: folder, ...options })
    opened.push(store)
    return store
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millwright-pglite-'))
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('keeps every acknowledged row when its process is killed, again and again', async () => {
    for (const count of [40, 400]) {
      const acknowledged = await writeAndKill(folder, count)
      const store = await open()
      const [row] = await store.execute('select count(*) as rows, max(n)::int as last from entry')
      await store.close()
      assert.ok(row !== undefined && Number(row['last']) >= acknowledged, `lost rows after ${acknowledged}`)
      assert.equal(row['rows'], row['last'])
    }
  })

  it('refuses a second opening and names the first', async () => {
    const store = await open()
    await assert.rejects(open(), (error: unknown) => {
      assert.ok(isPlatformError(error, 'DATA_FOLDER_LOCKED'))
      assert.equal(error.data.pid, process.pid)
      return true
    })
    await store.close()
    await (await open()).close()
    assert.deepEqual(await readdir(folder), ['store'])
  })

  it('leaves the event loop free while a query runs', async () => {
    const store = await open()
    let ticks = 0
    const ticking = setInterval(() => ticks++, 10)
    const startedAt = performance.now()
    await store.execute('select count(*) from generate_series(1, 3000000) a where a % 7 = 3')
    const elapsedMs = performance.now() - startedAt
    clearInterval(ticking)
    await store.close()
    assert.ok(ticks > elapsedMs / 40, `${ticks} ticks in ${elapsedMs.toFixed(0)} ms`)
  })

  it('fails the statement at which the database dies, and opens it again for the next', async () => {
    const store = await open()
    await store.execute('create table kept (n int); insert into kept values (1)')
    const log = join(folder, 'store', 'pg_wal')
    await rename(log, `${log}-away`)
    const fill = `create table lost as select md5(random()::text) from generate_series(1, 60000)`
    await assert.rejects(store.execute(fill), /embedded database/)
    await rename(`${log}-away`, log)
    assert.deepEqual(await store.execute('select n from kept'), [{ n: 1 }])
    await assert.rejects(store.execute('select 1 from lost'), { code: '42P01' })
    await store.close()
  })

  it('says when its files are damaged, foreign or of another version, and gives the folder back', async () => {
    const store = await open()
    await store.close()
    const files = join(folder, 'store')
    await truncate(join(files, 'global', 'pg_control'), 0)
    await assert.rejects(open(), isUnusable(/its database does not open .*pg_control/))
    await writeFile(join(files, 'PG_VERSION'), '19\n')
    await assert.rejects(open(), isUnusable(/written by PostgreSQL 19/))
    await rm(files, { recursive: true })
    await mkdir(files)
    await assert.rejects(open(), isUnusable(/not a database of Millwright/))
    assert.deepEqual(await readdir(folder), ['store'])
  })

  it('removes what an interrupted first start left behind', async () => {
    await mkdir(join(folder, 'store.new-interrupted', 'base'), { recursive: true })
    const store = await open()
    await store.close()
    assert.deepEqual(await readdir(folder), ['store'])
  })

  it('loads vectors and BM25 where they are asked for, and remembers that later', async () => {
    const extended = await open({ extensions: ['vector', 'pg_textsearch'] })
    await extended.execute('create extension vector; create extension pg_textsearch')
    await extended.execute('create table passage (n int, body text, place vector(2))')
    await extended.execute(
      `insert into passage values (1, 'coolant leak', '[1,0]'), (2, 'tool wear', '[0,1]')`,
    )
    await extended.execute(
      `create index passage_body on passage using bm25 (body) with (text_config = 'english')`,
    )
    const nearest = await extended.execute(`select n from passage order by place <-> '[0.1,0.9]' limit 1`)
    assert.deepEqual(nearest, [{ n: 2 }])
    const best = `select n from passage order by body <@> to_bm25query('coolant', 'passage_body') limit 1`
    assert.deepEqual(await extended.execute(best), [{ n: 1 }])
    await extended.close()
    const plain = await open()
    assert.deepEqual(await plain.execute('select n from passage order by n'), [{ n: 1 }, { n: 2 }])
    await plain.close()
  })

  it('frees dead rows and renews statistics once much was written', async () => {
    const store = await open()
    const files = join(folder, 'store')
    await maintainPglite(store, files)
    await store.execute(
      `create table reading as select n, repeat('x', 400) as body from generate_series(1, 3000) n`,
    )
    assert.equal(await maintainPglite(store, files), false)
    for (let round = 0; round < 6; round++) await store.execute(`update reading set body = body || 'y'`)
    const pages = `select pg_relation_size('reading') / 8192 as pages, (select reltuples from pg_class where relname = 'reading') as guess`
    assert.equal(await maintainPglite(store, files), true)
    const [before] = await store.execute(pages)
    assert.equal(before?.['guess'], 3000)
    for (let round = 0; round < 4; round++) await store.execute(`update reading set body = body || 'z'`)
    const [after] = await store.execute(pages)
    assert.equal(after?.['pages'], before?.['pages'])
  })

  it('leaves a table alone of which little changed', async () => {
    const store = await open()
    const files = join(folder, 'store')
    const fill = (from: number, to: number): string =>
      `insert into reading select n, repeat('x', 400) from generate_series(${from}, ${to}) n`
    await store.execute('create table reading (n int, body text); create table other (body text)')
    await store.execute(fill(1, 20_000))
    assert.equal(await maintainPglite(store, files), true)
    const lastVacuum = `select last_vacuum from pg_stat_user_tables where relname = 'reading'`
    const before = await store.execute(lastVacuum)
    assert.notEqual(before[0]?.['last_vacuum'], null)
    await store.execute(fill(20_001, 20_500))
    await store.execute(`insert into other select repeat('y', 400) from generate_series(1, 20000)`)
    assert.equal(await maintainPglite(store, files), true)
    assert.deepEqual(await store.execute(lastVacuum), before)
    await store.close()
  })

  it('shortens its log once that is long', async () => {
    const store = await open()
    await store.execute(
      `create table reading as select repeat('x', 400) as body from generate_series(1, 20000)`,
    )
    assert.equal(await checkpointPglite(store, 100_000_000), false)
    assert.equal(await checkpointPglite(store, 1_000_000), true)
    assert.equal(await checkpointPglite(store, 1_000_000), false)
    await store.close()
  })

  it('lets a statement wait until the transaction of another has ended', async () => {
    const store = await open()
    const waiting = sleep(50).then(() => store.execute('select 1 as x'))
    await store.db.transaction().execute(async () => {
      await sleep(150)
    })
    assert.deepEqual(await waiting, [{ x: 1 }])
    await store.close()
  })
})
