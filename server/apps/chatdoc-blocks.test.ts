import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import type { RevisionReply } from '../testing/doc-server.ts'

const server = await startDocServer()
after(() => server.close())
const { steward, viewer, collect, upload, read } = server

type Shown = RevisionReply['blocks'][number]

/** Texts that were found and hold the word. */
const find = async (word: string, more: object = {}): Promise<readonly string[]> => {
  const { hits } = await call<{ hits: { blocks: { text: string }[] }[] }>(
    viewer,
    'POST /api/chatdoc/retrieval',
    { body: { question: word, ...more } },
  )
  const texts = hits.flatMap(hit => hit.blocks.map(block => block.text))
  return texts.filter(text => text.includes(word))
}
const blockWith = (revision: RevisionReply, text: string): Shown => {
  const found = revision.blocks.find(({ block }) => block.text.includes(text))
  assert.ok(found, text)
  return found
}
const correct = (revisionId: string, { block }: Shown, text: string, expectedVersion: number, status = 200) =>
  call<Shown & { error: { code: string; data: { theirs: { text: string }; by: string } } }>(
    steward,
    `PATCH /api/chatdoc/revisions/${revisionId}/blocks/${block.id}`,
    { body: { expectedVersion, block: { ...block, text } }, status },
  )

test('a correction is shown and found at once, survives reading again and the next revision, and is undone', async () => {
  const collectionId = await collect('Corrections')
  const [file] = await upload(collectionId, [['a.md', '# Drive\n\nTighten with 25 Nm.\n\nSwitch off first.']])
  const first = await read(file?.revisionId ?? '')
  const block = blockWith(first, '25 Nm')
  const corrected = await correct(first.id, block, 'Tighten with 27 Nm, quorfle.', 0)
  assert.equal(corrected.block.text, 'Tighten with 27 Nm, quorfle.')
  assert.equal(corrected.correction?.version, 1)
  assert.deepEqual(await find('quorfle'), ['Tighten with 27 Nm, quorfle.'])

  await call(steward, `POST /api/chatdoc/revisions/${first.id}/retry`, { body: {} })
  assert.equal(blockWith(await read(first.id), 'quorfle').correction?.version, 1)

  const [next] = await upload(collectionId, [
    ['a.md', '# Drive\n\nTighten with 25 Nm.\n\nSwitch off and lock first.'],
  ])
  const second = await read(next?.revisionId ?? '')
  assert.equal(second.number, 2)
  assert.equal(blockWith(second, 'quorfle').correction?.version, 1)

  const restored = await call<Shown>(
    steward,
    `DELETE /api/chatdoc/revisions/${second.id}/blocks/${block.block.id}/correction?expectedVersion=1`,
  )
  assert.equal(restored.block.text, 'Tighten with 25 Nm.')
  assert.equal(restored.correction, undefined)
  assert.deepEqual(await find('quorfle'), [])
})

test('of two who correct a block at once the second is shown what the first wrote', async () => {
  const collectionId = await collect('Two at once')
  const [file] = await upload(collectionId, [['a.md', 'Clean the filter weekly.']])
  const revision = await read(file?.revisionId ?? '')
  const block = blockWith(revision, 'filter')
  await correct(revision.id, block, 'Clean the filter daily.', 0)
  const { error } = await correct(revision.id, block, 'Clean the filter monthly.', 0, 409)
  assert.equal(error.code, 'BLOCK_EDIT_CONFLICT')
  assert.equal(error.data.theirs.text, 'Clean the filter daily.')
  assert.match(error.data.by, /^steward/)
})

test('the difference of two revisions names what was changed, added and removed', async () => {
  const collectionId = await collect('Differences')
  const [one] = await upload(collectionId, [['a.md', '# Oil\n\nFill 3.5 litres of oil.\n\nUse VG 46.']])
  const [two] = await upload(collectionId, [
    ['a.md', '# Oil\n\nFill 4.0 litres of oil.\n\nUse VG 46.\n\nWear gloves.'],
  ])
  await read(one?.revisionId ?? '')
  await read(two?.revisionId ?? '')
  const diff = await call<{
    unchanged: number
    changes: { kind: string; before?: { text: string }; after?: { text: string } }[]
  }>(
    viewer,
    `GET /api/chatdoc/documents/${one?.documentId}/diff?from=${one?.revisionId}&to=${two?.revisionId}`,
  )
  assert.equal(diff.unchanged, 2)
  assert.deepEqual(
    diff.changes.map(({ kind, before, after: now }) => [kind, before?.text, now?.text]),
    [
      ['changed', 'Fill 3.5 litres of oil.', 'Fill 4.0 litres of oil.'],
      ['added', undefined, 'Wear gloves.'],
    ],
  )
})

test('what is searched is what was in force at the moment that is asked for', async () => {
  const collectionId = await collect('As of')
  const files = [
    ['zarnite torque 25 Nm', '2026-01-01T00:00:00Z'],
    ['zarnite torque 30 Nm', '2026-06-01T00:00:00Z'],
  ] as const
  for (const [text, inForceFrom] of files) {
    const [file] = await upload(collectionId, [['a.md', text]], { fields: { inForceFrom } })
    await read(file?.revisionId ?? '')
  }
  assert.deepEqual(await find('zarnite'), ['zarnite torque 30 Nm'])
  assert.deepEqual(await find('zarnite', { asOf: '2026-03-01T00:00:00Z' }), ['zarnite torque 25 Nm'])
  assert.deepEqual(await find('zarnite', { asOf: '2025-03-01T00:00:00Z' }), [])
})

test('reading that nobody does cannot be cancelled', async () => {
  const collectionId = await collect('Cancel')
  const [file] = await upload(collectionId, [['a.md', 'text']])
  await read(file?.revisionId ?? '')
  await call(steward, `POST /api/chatdoc/revisions/${file?.revisionId}/cancel`, { status: 409 })
})

test('a title that a person gave is found, and reading leaves it alone', async () => {
  const collectionId = await collect('Titles')
  const [file] = await upload(collectionId, [['a.md', '# Read title\n\nSome yellow text.']])
  await read(file?.revisionId ?? '')
  await call(steward, `PATCH /api/chatdoc/documents/${file?.documentId}`, {
    body: { title: 'Mombasite guide' },
  })
  const { hits } = await call<{ hits: { documentTitle: string }[] }>(viewer, 'POST /api/chatdoc/retrieval', {
    body: { question: 'mombasite' },
  })
  assert.equal(hits[0]?.documentTitle, 'Mombasite guide')
  await call(steward, `POST /api/chatdoc/revisions/${file?.revisionId}/retry`, {
    body: { password: 'pa55-w0rd' },
  })
  await read(file?.revisionId ?? '')
  const shown = await steward.send('GET', `/api/chatdoc/documents/${file?.documentId}`)
  assert.match(shown.text, /Mombasite guide/)
  assert.doesNotMatch(shown.text, /pa55/)
  assert.doesNotMatch((await server.administrator.send('GET', '/api/audit')).text, /pa55/)
  assert.doesNotMatch((await server.administrator.send('GET', '/api/jobs')).text, /pa55/)
})
