import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import { demoCollectionName, importDemoDocuments } from './import-demo-documents.ts'

const server = await startDocServer()
after(() => server.close())
const { host, steward, viewer } = server
const clock = { now: () => new Date() }

interface Listed {
  readonly documents: readonly {
    readonly id: string
    readonly name: string
    readonly language: string
    readonly equipment: readonly string[]
    readonly newest: { readonly number: number; readonly state: string }
  }[]
}

test('the demo plant brings its documents once, and they are read like any other', async () => {
  const { apps } = host.server.platform
  const place = { workspaceFolder: host.config.dataFolder, clock }
  await importDemoDocuments(apps, place)
  await importDemoDocuments(apps, place)
  const collections = await call<{ id: string; name: string }[]>(viewer, 'GET /api/chatdoc/collections')
  assert.deepEqual(
    collections.map(({ name }) => name),
    [demoCollectionName],
  )
  const path = `GET /api/chatdoc/collections/${collections[0]?.id}/documents`
  let { documents } = await call<Listed>(viewer, path)
  while (documents.some(({ newest }) => ['queued', 'reading'].includes(newest.state))) {
    await new Promise(resolve => setTimeout(resolve, 50))
    ;({ documents } = await call<Listed>(viewer, path))
  }
  assert.ok(documents.length >= 6)
  assert.deepEqual(
    documents.filter(({ newest }) => newest.state !== 'ready'),
    [],
  )
  assert.ok(documents.some(({ language }) => language === 'zh'))
  const filter = documents.find(({ name }) => name.endsWith('coolant-filter.md'))
  assert.equal(filter?.newest.number, 2)
  assert.deepEqual(filter?.equipment, ['CLT-01', 'CLT-02'])
  const { hits } = await call<{ hits: { documentName: string }[] }>(viewer, 'POST /api/chatdoc/retrieval', {
    body: { question: 'E-207 spindle motor over temperature' },
  })
  assert.match(hits[0]?.documentName ?? '', /spindle-drive/)
  await call(steward, `DELETE /api/chatdoc/documents/${filter?.id}`)
  await importDemoDocuments(apps, place)
  assert.equal((await call<Listed>(viewer, path)).documents.length, documents.length - 1)
})
