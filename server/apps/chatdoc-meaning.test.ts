import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import { startEmbeddingEndpoint } from '../testing/embedding-endpoint.ts'
import type { Client } from '../testing/test-server.ts'

// An embedding model that knows a few synonyms, behind the endpoint that real ones have.

const meanings = [/grease|lubricant|润滑/i, /bearing|roller|轴承/i, /invoice|payment|发票/i]
const vectorOf = (text: string): readonly number[] => [
  0.1,
  ...meanings.map(word => (word.test(text) ? 1 : 0)),
]

const { asked, ...endpoint } = await startEmbeddingEndpoint(vectorOf)
const server = await startDocServer({
  embedding: { baseUrl: endpoint.baseUrl, model: 'synonyms' },
})
after(async () => {
  await server.close()
  endpoint.close()
})
const { steward, viewer, collect, upload, read } = server

interface Found {
  readonly hits: readonly { readonly documentName: string }[]
}

const question = 'which lubricant for rollers'
const find = async (who: Client): Promise<readonly string[]> =>
  (await call<Found>(who, 'POST /api/chatdoc/retrieval', { body: { question } })).hits.map(
    hit => hit.documentName,
  )

const findUntil = async (who: Client, holds: (names: readonly string[]) => boolean) => {
  for (let tries = 0; tries < 200; tries++) {
    const names = await find(who)
    if (holds(names)) return names
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return find(who)
}

const put = async (collectionId: string, name: string, text: string) => {
  const [file] = await upload(collectionId, [[name, text]])
  assert.ok(file)
  await read(file.revisionId)
  return file
}

const skip = process.env['TEST_DATABASE_URL'] ? 'a database server may lack pgvector' : false

test(
  'a passage is found by its meaning where no word is shared, only by who may read it, and not after deletion',
  { skip },
  async () => {
    const open = await collect('Care')
    const closed = await collect('Closed care', [{ kind: 'person', subject: steward.personId }])
    const care = await put(open, 'care.md', 'Put grease on each bearing every 500 h.')
    await put(open, 'office.md', 'Send the invoice before payment is due.')
    await put(closed, 'secret.md', 'Never put grease on the ceramic bearing.')

    const seen = await findUntil(steward, names =>
      ['care.md', 'office.md', 'secret.md'].every(name => names.includes(name)),
    )
    assert.deepEqual(new Set(seen.slice(0, 2)), new Set(['care.md', 'secret.md']))
    const allowed = await find(viewer)
    assert.equal(allowed[0], 'care.md')
    assert.ok(!allowed.includes('secret.md'))
    assert.ok(asked.includes(question))

    await call(steward, `DELETE /api/chatdoc/documents/${care.documentId}`)
    assert.ok(!(await find(viewer)).includes('care.md'))
  },
)
