import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import { toMultipart } from '../testing/multipart.ts'
import { makePdf } from '../testing/make-pdf.ts'
import { makeZip } from '../testing/make-zip.ts'

const server = await startDocServer()
after(() => server.close())
const { administrator, steward, viewer, collect, upload, uploadPacked, read } = server

/** Ids of the newest revisions of a collection. */
const list = async (collectionId: string): Promise<readonly string[]> => {
  const { documents } = await call<{ documents: { newest: { id: string } }[] }>(
    steward,
    `GET /api/chatdoc/collections/${collectionId}/documents`,
  )
  return documents.map(document => document.newest.id)
}

test('an archive is unpacked in the background, and every file of it is a document of its own', async () => {
  const collectionId = await collect('Archive')
  const packed = [
    [
      'manuals.zip',
      makeZip([
        ['drives/spindle.md', '# Spindle\n\nfine'],
        ['tool.exe', Buffer.from('MZ\0\0\0\0\0\0\0\0')],
        ['../climbs.md', 'climbs'],
        ['inner.zip', makeZip([['deep.md', 'deep text']])],
      ]),
    ],
    ['beside.md', 'beside'],
  ] as const
  assert.deepEqual(
    (await upload(collectionId, packed)).map(({ name, outcome }) => [name, outcome]),
    [
      ['manuals.zip', 'unpacking'],
      ['beside.md', 'added'],
    ],
  )
  const other = await collect('Archive again')
  const files = await uploadPacked(other, packed)
  assert.deepEqual(
    files.map(({ name, state, failure }) => [name, state, failure?.code]),
    [
      ['beside.md', 'ready', undefined],
      ['manuals.zip/../climbs.md', 'failed', 'DOCUMENT_UNREADABLE'],
      ['manuals.zip/drives/spindle.md', 'ready', undefined],
      ['manuals.zip/inner.zip/deep.md', 'ready', undefined],
      ['manuals.zip/tool.exe', 'failed', 'DOCUMENT_FORMAT_UNKNOWN'],
    ],
  )
  const originals = await readdir(join(server.host.config.dataFolder, 'documents'))
  const kept = new Set((await list(collectionId)).concat(await list(other)))
  assert.deepEqual(originals.filter(id => !kept.has(id)), [], 'the archive itself is not kept') // prettier-ignore
})

test('a broken archive is listed with the reason, and read no further', async () => {
  const collectionId = await collect('Broken')
  const zip = makeZip([['a.md', 'fine']])
  const [file, ...others] = await uploadPacked(collectionId, [
    ['broken.zip', zip.subarray(0, zip.length - 30)],
  ])
  assert.deepEqual([file?.state, file?.failure?.code, others], ['failed', 'DOCUMENT_UNREADABLE', []])
  const original = await viewer.send('GET', `/api/chatdoc/revisions/${file?.revisionId}/original`)
  assert.equal(original.status, 200)
})

test('a batch is shown to who reads its collection, and to no one else', async () => {
  const collectionId = await collect('Own batch', [{ kind: 'person', subject: steward.personId }])
  const path = `/api/chatdoc/collections/${collectionId}/documents`
  const reply = await steward.send('POST', path, toMultipart([['a.md', 'text']], {}))
  const { batchId } = reply.json<{ batchId: string }>()
  await call(steward, `GET /api/chatdoc/batches/${batchId}`)
  await call(viewer, `GET /api/chatdoc/batches/${batchId}`, { status: 404 })
})

test('an e-mail and its attachments are documents', async () => {
  const collectionId = await collect('Mail')
  const mail = [
    'From: ann@example.com', 'To: bo@example.com', 'Subject: Spindle', 'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain', '',
    'The spindle is hot.', '--x', 'Content-Type: text/markdown',
    'Content-Disposition: attachment; filename="note.md"', 'Content-Transfer-Encoding: base64', '',
    Buffer.from('# Note\n\nClean the filter.').toString('base64'), '--x--', '',
  ].join('\r\n') // prettier-ignore
  const files = await upload(collectionId, [['report.eml', mail]])
  assert.deepEqual(
    files.map(({ name, outcome }) => [name, outcome]),
    [
      ['report.eml', 'added'],
      ['report.eml/note.md', 'added'],
    ],
  )
  for (const file of files) assert.equal((await read(file.revisionId)).state, 'ready', file.name)
})

test('a page of a PDF is drawn as a picture of about the width that is asked for, and kept', async () => {
  const collectionId = await collect('Pictures')
  const [file] = await upload(collectionId, [
    ['two.pdf', makePdf([['The spindle drive raises E-207.'], ['Second page.']])],
  ])
  const revision = await read(file?.revisionId ?? '')
  assert.equal(revision.state, 'ready')
  const path = `/api/chatdoc/revisions/${revision.id}/pages/2/picture`
  const first = await viewer.send('GET', `${path}?width=380`)
  assert.equal(first.status, 200, first.text)
  assert.equal(first.headers['content-type'], 'image/png')
  const began = performance.now()
  assert.equal((await viewer.send('GET', `${path}?width=400`)).text, first.text)
  assert.ok(performance.now() - began < 100)
  await call(viewer, `GET /api/chatdoc/revisions/${revision.id}/pages/3/picture`, { status: 404 })
})

test('what has no pages has no picture', async () => {
  const collectionId = await collect('No pages')
  const [file] = await upload(collectionId, [['a.md', 'text']])
  await read(file?.revisionId ?? '')
  await call(viewer, `GET /api/chatdoc/revisions/${file?.revisionId}/pages/1/picture`, { status: 422 })
})

test('a document that is deleted or cancelled while it is read leaves nothing behind', async () => {
  const collectionId = await collect('While reading')
  const pages = Array.from({ length: 400 }, (_, page) => [
    `Page ${page} of the snarkwell manual.`,
    `Line ${page}.`,
  ])
  const add = async (name: string) => {
    const [file] = await upload(collectionId, [[name, makePdf(pages)]])
    assert.ok(file)
    for (;;) {
      const { state, pagesRead } = await call<{ state: string; pagesRead: number }>(
        steward,
        `GET /api/chatdoc/revisions/${file.revisionId}?limit=0`,
      )
      assert.notEqual(state, 'ready', 'it was read before it could be disturbed')
      if (pagesRead > 0) return file
    }
  }
  const cancelled = await add('cancelled.pdf')
  await call(steward, `POST /api/chatdoc/revisions/${cancelled.revisionId}/cancel`)
  const deleted = await add('deleted.pdf')
  const receipt = await call<{ removed: { windows: number }; probe: { isClean: boolean } }>(
    steward,
    `DELETE /api/chatdoc/documents/${deleted.documentId}`,
  )
  assert.equal(receipt.probe.isClean, true)
  const [after] = await upload(collectionId, [['after.md', 'the queue goes on']])
  assert.equal((await read(after?.revisionId ?? '')).state, 'ready')
  assert.equal((await read(cancelled.revisionId)).state, 'cancelled')
  await call(steward, `GET /api/chatdoc/documents/${deleted.documentId}`, { status: 404 })
  await call(steward, `POST /api/chatdoc/revisions/${cancelled.revisionId}/retry`, { body: {} })
  assert.equal((await read(cancelled.revisionId)).state, 'ready')
})

interface ListedJob {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly input: { readonly batchId?: string }
  readonly output: unknown
}

test('what comes together is read by one job, and cancelling it cancels what is left of it', async () => {
  const listJobs = async () =>
    (await call<ListedJob[]>(administrator, 'GET /api/jobs?limit=500')).filter(job =>
      job.name.startsWith('chatdoc.read'),
    )
  const before = (await listJobs()).length
  const collectionId = await collect('Together')
  const texts = Array.from({ length: 12 }, (_, at) => [`${at}.md`, `# Sheet ${at}`] as const)
  for (const file of await upload(collectionId, texts))
    assert.equal((await read(file.revisionId)).state, 'ready')
  assert.equal((await listJobs()).length, before + 1)

  const pages = Array.from({ length: 300 }, (_, page) => [`Page ${page}.`])
  const files = await upload(collectionId, [
    ['long.pdf', makePdf(pages)],
    ['longer.pdf', makePdf([...pages, ...pages])],
    ['last.md', 'the last'],
  ])
  const running = (await listJobs()).find(job => job.state === 'running' || job.state === 'queued')
  await call(administrator, `POST /api/jobs/${running?.id}/cancel`)
  for (const file of files.slice(1)) assert.equal((await read(file.revisionId)).state, 'cancelled', file.name)
  await call(steward, `POST /api/chatdoc/revisions/${files[2]?.revisionId}/retry`, { body: {} })
  assert.equal((await read(files[2]?.revisionId ?? '')).state, 'ready')
})
