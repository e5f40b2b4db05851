import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import type { FileReply } from '../testing/doc-server.ts'
import { toMultipart } from '../testing/multipart.ts'
import type { Client, Send } from '../testing/test-server.ts'

// What a person may not read reaches them by no way: no route, no search, no list, no count.

const server = await startDocServer()
after(() => server.close())
const { host, administrator, steward, analyst, viewer, collect, upload, read } = server
const otherSteward = await host.signIn('steward')
const named = await host.signIn('viewer')

const put = async (collectionId: string, name: string, text: string): Promise<FileReply> => {
  const [file] = await upload(collectionId, [[name, text]])
  assert.ok(file)
  await read(file.revisionId)
  return file
}

const open = await collect('Open to everyone')
const closed = await collect('Closed', [
  { kind: 'person', subject: steward.personId },
  { kind: 'person', subject: named.personId },
])
const openFile = await put(open, 'open.md', 'The grelmoor press is open to all.')
const closedFile = await put(closed, 'closed.md', 'The grelmoor secret is closed.')
const restrictedFile = await put(open, 'restricted.md', 'The grelmoor salary is restricted.')
await call(steward, `PATCH /api/chatdoc/documents/${restrictedFile.documentId}`, {
  body: { readers: [{ kind: 'role', subject: 'steward' }] },
})
const blockId = (await read(closedFile.revisionId)).blocks[0]?.block.id ?? ''

const tokenOf = async (client: Client): Promise<Client> => {
  const { token } = await call<{ token: string }>(client, 'POST /api/tokens', { body: { name: 'script' } })
  const headers = { authorization: `Bearer ${token}` }
  return {
    headers,
    send: (method, path, options: Send = {}) =>
      host.anyone.send(method, path, { ...options, headers: { ...headers, ...options.headers } }),
  }
}

type Call = readonly [method: string, path: string, options?: Send]

/** Every route that names a document, a revision or a collection, with ids that were guessed. */
const callsFor = (file: FileReply, collectionId?: string): readonly Call[] => {
  const [document, revision] = [
    `/api/chatdoc/documents/${file.documentId}`,
    `/api/chatdoc/revisions/${file.revisionId}`,
  ]
  const block = { id: blockId, kind: 'paragraph', text: 'mine now', boxes: [] }
  const collection = `/api/chatdoc/collections/${collectionId}`
  return [
    ['GET', document],
    ['PATCH', document, { body: { title: 'mine' } }],
    ['PATCH', document, { body: { readers: null } }],
    ['GET', `${document}/access`],
    ['GET', `${document}/diff?from=${file.revisionId}&to=${file.revisionId}`],
    ['GET', revision],
    ['GET', `${revision}/pages/1/picture`],
    ['GET', `${revision}/original`],
    ['POST', `${revision}/retry`, { body: {} }],
    ['POST', `${revision}/cancel`],
    ['PATCH', `${revision}/blocks/${blockId}`, { body: { expectedVersion: 0, block } }],
    ['DELETE', `${revision}/blocks/${blockId}/correction?expectedVersion=1`],
    ['DELETE', document],
    ...(collectionId === undefined
      ? []
      : ([
          ['GET', collection],
          ['GET', `${collection}/documents`],
          ['PATCH', collection, { body: { name: 'mine' } }],
          ['PUT', `${collection}/readers`, { body: { readers: [{ kind: 'role', subject: 'viewer' }] } }],
          ['PUT', `${collection}/webhook`, { body: { url: 'http://127.0.0.1:9/' } }],
          ['DELETE', `${collection}/webhook`],
          ['POST', `${collection}/folders`, { body: { path: '/srv' } }],
          ['POST', `${collection}/folders/some-folder/scan`],
          ['DELETE', `${collection}/folders/some-folder`],
          ['POST', `${collection}/documents`, toMultipart([['closed.md', 'mine']])],
          ['DELETE', collection],
        ] as const)),
  ]
}

const assertClosed = async (who: Client, calls: readonly Call[]): Promise<void> => {
  for (const [method, path, options] of calls) {
    const reply = await who.send(method, path, options)
    assert.ok([403, 404].includes(reply.status), `${method} ${path}: ${reply.status} ${reply.text}`)
    assert.doesNotMatch(reply.text, /secret|salary|closed\.md/)
  }
}

test('a collection that one may not read is unknown by every route, whatever one’s role and way in', async () => {
  const calls = callsFor(closedFile, closed)
  for (const who of [viewer, analyst, otherSteward, await tokenOf(viewer), await tokenOf(otherSteward)])
    await assertClosed(who, calls)
  const unknown = await otherSteward.send(
    'GET',
    '/api/chatdoc/documents/00000000-0000-0000-0000-000000000000',
  )
  const hidden = await otherSteward.send('GET', `/api/chatdoc/documents/${closedFile.documentId}`)
  assert.equal(hidden.status, unknown.status)
  assert.equal((await read(closedFile.revisionId)).state, 'ready')
})

test('a restricted document is unknown to readers of its collection that it does not name', async () => {
  for (const who of [viewer, analyst, named, await tokenOf(analyst)])
    await assertClosed(who, callsFor(restrictedFile))
  await call(otherSteward, `GET /api/chatdoc/documents/${restrictedFile.documentId}`)
})

test('lists and counts hold nothing that one may not read', async () => {
  const listed = async (who: Client) => {
    const collections = await call<{ name: string; counts: { documents: number; ready: number } }[]>(
      who,
      'GET /api/chatdoc/collections',
    )
    const { documents, total } = await call<{ documents: { name: string }[]; total: number }>(
      who,
      `GET /api/chatdoc/collections/${open}/documents`,
    )
    return [
      collections.map(({ name, counts }) => [name, counts.documents, counts.ready]),
      documents.map(({ name }) => name),
      total,
    ]
  }
  assert.deepEqual(await listed(viewer), [[['Open to everyone', 1, 1]], ['open.md'], 1])
  assert.deepEqual(await listed(named), [[['Closed', 1, 1], ['Open to everyone', 1, 1]], ['open.md'], 1]) // prettier-ignore
  assert.deepEqual(await listed(otherSteward), [[['Open to everyone', 2, 2]], ['open.md', 'restricted.md'], 2]) // prettier-ignore
  const ofAll = async (who: Client): Promise<readonly string[]> =>
    (
      await call<{ documents: { name: string }[] }>(who, 'GET /api/chatdoc/documents?limit=500')
    ).documents.map(({ name }) => name)
  assert.deepEqual(await ofAll(viewer), ['open.md'])
  assert.deepEqual(await ofAll(named), ['closed.md', 'open.md'])
  assert.deepEqual(await ofAll(otherSteward), ['open.md', 'restricted.md'])
  const filtered = await call<{ total: number }>(
    viewer,
    `GET /api/chatdoc/collections/${open}/documents?text=restricted`,
  )
  assert.equal(filtered.total, 0)
})

test('the search finds what one may read and no more, also when ids are guessed', async () => {
  const found = async (who: Client, more: object = {}): Promise<readonly string[]> => {
    const { hits } = await call<{ hits: { documentName: string }[] }>(who, 'POST /api/chatdoc/retrieval', {
      body: { question: 'grelmoor', ...more },
    })
    return [...new Set(hits.map(hit => hit.documentName))].toSorted()
  }
  assert.deepEqual(await found(viewer), ['open.md'])
  assert.deepEqual(await found(await tokenOf(viewer)), ['open.md'])
  assert.deepEqual(await found(named), ['closed.md', 'open.md'])
  assert.deepEqual(await found(otherSteward), ['open.md', 'restricted.md'])
  assert.deepEqual(await found(administrator), ['closed.md', 'open.md', 'restricted.md'])
  for (const guess of [
    { collectionIds: [closed] },
    { documentIds: [closedFile.documentId] },
    { documentIds: [restrictedFile.documentId] },
  ])
    assert.deepEqual(await found(viewer, guess), [])
})

test('who may read may not write without the permission, and sees nothing of readers', async () => {
  for (const who of [viewer, analyst]) {
    for (const [method, path, options] of callsFor(openFile, open)) {
      if (method === 'GET' && !path.endsWith('/access')) continue
      assert.equal((await who.send(method, path, options)).status, 403, `${method} ${path}`)
    }
    for (const path of ['/api/chatdoc/people', '/api/chatdoc/deletions'])
      assert.equal((await who.send('GET', path)).status, 403)
    const reply = await who.send('GET', `/api/chatdoc/collections/${open}`)
    assert.equal(reply.status, 200)
    assert.equal(reply.json()['readers'], undefined)
  }
})

test('without signing in there is nothing at all', async () => {
  for (const [method, path, options] of callsFor(openFile, open))
    assert.equal((await host.anyone.send(method, path, options)).status, 401, `${method} ${path}`)
})

test('a right that is taken away is gone at the next request', async () => {
  const collectionId = await collect('For a while')
  const file = await put(collectionId, 'a.md', 'brindlewax for a while')
  await call(viewer, `GET /api/chatdoc/revisions/${file.revisionId}`)
  await call(steward, `PUT /api/chatdoc/collections/${collectionId}/readers`, {
    body: { readers: [{ kind: 'role', subject: 'steward' }] },
  })
  await call(viewer, `GET /api/chatdoc/revisions/${file.revisionId}`, { status: 404 })
  const { hits } = await call<{ hits: { documentName: string }[] }>(viewer, 'POST /api/chatdoc/retrieval', {
    body: { question: 'brindlewax', documentIds: [file.documentId] },
  })
  assert.deepEqual(hits, [])
})

test('nobody but an administrator locks themselves out', async () => {
  const body = { readers: [{ kind: 'role', subject: 'administrator' }] }
  await call(steward, `PUT /api/chatdoc/collections/${open}/readers`, { body, status: 400 })
  await call(steward, `PATCH /api/chatdoc/documents/${openFile.documentId}`, { body, status: 400 })
  await call(administrator, `PATCH /api/chatdoc/documents/${openFile.documentId}`, { body })
  await call(administrator, `PATCH /api/chatdoc/documents/${openFile.documentId}`, {
    body: { readers: null },
  })
})

test('the name of a restricted document is no way to revise it or to learn its bytes', async () => {
  const outsider = await host.signIn('steward')
  const collectionId = await collect('Names')
  const file = await put(collectionId, 'pay.md', 'fenwickle pay')
  await call(steward, `PATCH /api/chatdoc/documents/${file.documentId}`, {
    body: { readers: [{ kind: 'person', subject: steward.personId }] },
  })
  for (const text of ['fenwickle pay', 'other bytes']) {
    const [refused] = await upload(collectionId, [['pay.md', text]], { who: outsider })
    assert.equal(refused?.outcome, 'refused')
    assert.equal(refused?.failure?.code, 'RESOURCE_CONFLICT')
    assert.equal(refused?.documentId, undefined)
  }
})

test('who can see a document is told with every reason, and agrees with who really can', async () => {
  const { people } = await call<{ people: { personId: string; reasons: { en: string }[] }[] }>(
    steward,
    `GET /api/chatdoc/documents/${closedFile.documentId}/access`,
  )
  const reasons = new Map(people.map(person => [person.personId, person.reasons.map(({ en }) => en)]))
  assert.deepEqual(reasons.get(named.personId), ['named a reader of the collection'])
  assert.equal(reasons.has(otherSteward.personId), false)
  for (const who of [viewer, analyst, otherSteward, named, steward]) {
    const { status } = await who.send('GET', `/api/chatdoc/documents/${closedFile.documentId}`)
    assert.equal(status === 200, reasons.has(who.personId))
  }
})
