import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Actor, JobService } from '@millwright/spec'
import { createOriginals } from '../library/originals.ts'
import { keepArchive } from './archives.ts'
import { createUnpackJob } from './unpack-job.ts'
import { openIngestBench } from './testing/ingest-bench.ts'

const root = await mkdtemp(join(tmpdir(), 'millwright-unpack-'))
const bench = await openIngestBench()
after(async () => {
  await bench.close()
  await rm(root, { recursive: true, force: true })
})

const ann: Actor = { personId: 'ann', name: 'Ann', role: 'steward', via: 'session' }
const names = ['a.md', 'b.md', 'c.md']

/** A queue that keeps what is sent and knows of no job. */
const createQueue = () => {
  const sent: string[] = []
  const unused = (): never => {
    throw new Error('bug: not part of this test')
  }
  const jobs: JobService = {
    send: (name, input) => {
      sent.push(`${name} ${JSON.stringify(input)}`)
      return Promise.resolve('job')
    },
    get: jobId => Promise.reject(new PlatformError('JOB_NOT_FOUND', { jobId })),
    register: unused,
    list: unused,
    cancel: unused,
    retry: unused,
    ended: unused,
    close: unused,
  }
  return { sent, jobs }
}

test('an archive whose unpacking was cut off is unpacked again: each file is there once, and the batch closes at its end', async () => {
  await bench.begin({ read: () => Promise.resolve([]) }, [])
  await bench.database.updateTable('chatdoc_batch').set({ closed_at: null }).execute()
  await writeFile(join(root, 'upload'), 'the bytes of an archive')
  const originals = createOriginals(join(root, 'documents'))
  const { sent, jobs } = createQueue()
  let isCutOff = true
  const services = {
    ...bench.services,
    originals,
    jobs,
    findActor: () => Promise.resolve(ann),
    reading: {
      ...bench.services.reading,
      sniff: () => Promise.resolve('markdown' as const),
      expand: async function* () {
        for (const name of names) {
          if (isCutOff && name === 'c.md') throw new Error('the process ended')
          await writeFile(join(root, 'inner'), `# ${name}`)
          yield { kind: 'file' as const, path: join(root, 'inner'), name: `all.zip/${name}` }
        }
      },
    },
  }
  const archiveId = await keepArchive(services, {
    batchId: 'b',
    file: { path: join(root, 'upload'), name: 'all.zip' },
    actor: ann,
  })
  const run = (): Promise<unknown> =>
    createUnpackJob(services).run({
      jobId: 'job',
      input: { archiveId },
      signal: new AbortController().signal,
      progress: () => undefined,
    })
  const listed = async () =>
    (
      await bench.database
        .selectFrom('chatdoc_revision as revision')
        .innerJoin('chatdoc_document as document', 'document.id', 'revision.document_id')
        .select(['document.name', 'revision.number', 'revision.state'])
        .orderBy('document.name')
        .execute()
    ).map(row => `${row.name} ${row.number} ${row.state}`)

  await assert.rejects(run(), error => !isPlatformError(error) && /the process ended/.test(String(error)))
  assert.deepEqual(await listed(), ['all.zip/a.md 1 queued', 'all.zip/b.md 1 queued'])
  const open = await bench.database.selectFrom('chatdoc_batch').select('closed_at').execute()
  assert.deepEqual(open, [{ closed_at: null }])

  isCutOff = false
  assert.deepEqual(await run(), { taken: 3, refused: [] })
  assert.deepEqual(
    await listed(),
    names.map(name => `all.zip/${name} 1 queued`),
  )
  const closed = await bench.database.selectFrom('chatdoc_batch').select('closed_at').execute()
  assert.notEqual(closed[0]?.closed_at, null)
  assert.deepEqual(await bench.database.selectFrom('chatdoc_archive').selectAll().execute(), [])
  assert.equal((await readdir(join(root, 'documents'))).length, 3, 'the archive’s own bytes are gone')
  assert.deepEqual(new Set(sent), new Set(['chatdoc.read-batch {"batchId":"b"}']))
  assert.deepEqual(await run(), { taken: 0, refused: [] })
})
