import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'

const server = await startDocServer()
after(() => server.close())
const { steward, viewer, collect, upload, read } = server

const manual = '# Spindle drive\n\nE-207 means that the spindle is too hot.\n\n## Remedy\n\nClean the filter.'
const originals = (): Promise<readonly string[]> => readdir(join(server.host.config.dataFolder, 'documents'))

test('an uploaded file is read in the background, and listed with its blocks and its original', async () => {
  const collectionId = await collect('Manuals')
  const [file] = await upload(collectionId, [['drives/spindle.md', manual]])
  assert.equal(file?.outcome, 'added')
  const revision = await read(file?.revisionId ?? '', viewer)
  assert.equal(revision.state, 'ready')
  assert.equal(revision.isInForce, true)
  assert.deepEqual(
    revision.blocks.map(({ block, headingPath }) => [block.kind, block.text, headingPath]),
    [
      ['heading', 'Spindle drive', []],
      ['paragraph', 'E-207 means that the spindle is too hot.', ['Spindle drive']],
      ['heading', 'Remedy', ['Spindle drive']],
      ['paragraph', 'Clean the filter.', ['Spindle drive', 'Remedy']],
    ],
  )
  const listed = await call<{ total: number; documents: { name: string; title: string }[] }>(
    viewer,
    `GET /api/chatdoc/collections/${collectionId}/documents?state=ready&text=spind`,
  )
  assert.equal(listed.total, 1)
  assert.deepEqual(
    [listed.documents[0]?.name, listed.documents[0]?.title],
    ['drives/spindle.md', 'Spindle drive'],
  )
  const original = await viewer.send('GET', `/api/chatdoc/revisions/${revision.id}/original`)
  assert.equal(original.text, manual)
  assert.match(String(original.headers['content-disposition']), /^attachment; filename="spindle.md"/)
  assert.equal(original.headers['etag'], `"${createHash('sha256').update(manual).digest('hex')}"`)
  const { mode } = await stat(join(server.host.config.dataFolder, 'documents', revision.id))
  assert.equal(mode & 0o777, 0o600)
})

test('the same bytes again are no new revision, and the answer says so', async () => {
  const collectionId = await collect('Same bytes')
  const [first] = await upload(collectionId, [['a.md', 'one']])
  await read(first?.revisionId ?? '')
  const before = await originals()
  const [second] = await upload(collectionId, [['a.md', 'one']])
  assert.deepEqual([second?.outcome, second?.revisionId], ['unchanged', first?.revisionId])
  assert.deepEqual(await originals(), before)
})

test('new bytes of the same name are the next revision, which supersedes the one before from its date', async () => {
  const collectionId = await collect('Revisions')
  const [first] = await upload(collectionId, [['a.md', 'torque 25 Nm']], {
    fields: { inForceFrom: '2026-01-01T00:00:00Z' },
  })
  const [second] = await upload(collectionId, [['a.md', 'torque 30 Nm']], {
    fields: { inForceFrom: '2026-06-01T00:00:00Z' },
  })
  assert.equal(second?.outcome, 'revised')
  await read(first?.revisionId ?? '')
  await read(second?.revisionId ?? '')
  const [older] = await upload(collectionId, [['a.md', 'torque 20 Nm']], {
    fields: { inForceFrom: '2026-03-01T00:00:00Z' },
  })
  await read(older?.revisionId ?? '')
  const { revisions } = await call<{
    revisions: { number: number; inForceFrom: string; inForceTo?: string }[]
  }>(steward, `GET /api/chatdoc/documents/${first?.documentId}`)
  assert.deepEqual(
    revisions.map(one => [one.number, one.inForceFrom.slice(0, 10), one.inForceTo?.slice(0, 10)]),
    [
      [3, '2026-03-01', '2026-06-01'],
      [2, '2026-06-01', undefined],
      [1, '2026-01-01', '2026-03-01'],
    ],
  )
})

test('a file that cannot be read is listed with the reason, and the others of its upload are read', async () => {
  const collectionId = await collect('Mixed')
  const files = await upload(collectionId, [
    ['fine.md', 'fine'],
    ['program.exe', Buffer.from('MZ\0\0\0\0\0\0')],
    ['../climbs.md', 'never kept'],
  ])
  assert.deepEqual(
    files.map(file => [file.name, file.outcome, file.failure?.code]),
    [
      ['fine.md', 'added', undefined],
      ['program.exe', 'failed', 'DOCUMENT_FORMAT_UNKNOWN'],
      ['../climbs.md', 'refused', 'INPUT_INVALID'],
    ],
  )
  assert.equal((await read(files[0]?.revisionId ?? '')).state, 'ready')
  const failed = await call<{ documents: { name: string; newest: { failure: { message: string } } }[] }>(
    steward,
    `GET /api/chatdoc/collections/${collectionId}/documents?state=failed`,
  )
  assert.equal(failed.documents[0]?.name, 'program.exe')
  assert.match(failed.documents[0]?.newest.failure.message ?? '', /"program.exe" is /)
})

test('two uploads of one name at once become two revisions, one after the other', async () => {
  const collectionId = await collect('At once')
  const both = await Promise.all(
    ['one', 'two', 'three'].map(text => upload(collectionId, [['a.md', `text ${text}`]])),
  )
  const ids = new Set(both.flat().map(file => file.documentId))
  assert.equal(ids.size, 1)
  for (const file of both.flat()) assert.equal((await read(file.revisionId)).state, 'ready')
  const { revisions } = await call<{ revisions: { number: number; isInForce: boolean }[] }>(
    steward,
    `GET /api/chatdoc/documents/${[...ids][0]}`,
  )
  assert.deepEqual(
    revisions.map(one => one.number),
    [3, 2, 1],
  )
  assert.equal(revisions.filter(one => one.isInForce).length, 1)
})

test('every route of the library is in the description of the API, with its reply', async () => {
  const { paths } = await call<{ paths: Record<string, Record<string, { responses?: object }>> }>(
    viewer,
    'GET /api/openapi.json',
  )
  const described = Object.entries(paths).filter(([path]) => path.startsWith('/api/chatdoc/'))
  const methods = described.flatMap(([path, all]) => Object.keys(all).map(method => `${method} ${path}`))
  for (const expected of [
    'post /api/chatdoc/collections/{id}/documents',
    'get /api/chatdoc/documents/{id}/access',
    'get /api/chatdoc/revisions/{id}/pages/{page}/picture',
    'patch /api/chatdoc/revisions/{id}/blocks/{blockId}',
    'post /api/chatdoc/retrieval',
  ])
    assert.ok(methods.includes(expected), expected)
  const upload202 = paths['/api/chatdoc/collections/{id}/documents']?.['post']?.responses
  assert.match(JSON.stringify(upload202), /"202".*"outcome"/)
})
