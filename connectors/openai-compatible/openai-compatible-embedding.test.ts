import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createOpenAiCompatibleEmbedding } from './openai-compatible-embedding.ts'
import { refuse, startScriptedServer } from './scripted-server.ts'
import type { Turn } from './scripted-server.ts'

const apiKey = 'sk-test-4711-secret'

const vectors =
  (...embeddings: readonly (readonly number[])[]): Turn =>
  response => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const data = embeddings.map((embedding, index) => ({ object: 'embedding', index, embedding }))
    response.end(JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 3, total_tokens: 3 } }))
  }

const embedOnce = async (turn: Turn, texts: readonly string[], signal = AbortSignal.timeout(5000)) => {
  await using server = await startScriptedServer(turn)
  const model = createOpenAiCompatibleEmbedding({ baseUrl: server.baseUrl, model: 'bge-m3', apiKey })
  return { reply: await model.embed(texts, signal), received: server.received }
}

describe('an embedding model behind an OpenAI-compatible endpoint', () => {
  it('gives one vector of length 1 a text, in their order', async () => {
    const { reply, received } = await embedOnce(vectors([3, 4], [0, 2]), ['pump', '泵'])
    assert.deepEqual(reply, { ok: true, vectors: [[0.6, 0.8], [0, 1]] }) // prettier-ignore
    assert.equal(received[0]?.headers.authorization, `Bearer ${apiKey}`)
    assert.equal(received[0]?.body.model, 'bge-m3')
  })

  it('says so when there are fewer vectors than texts', async () => {
    const { reply } = await embedOnce(vectors([1, 0]), ['pump', 'valve'])
    assert.equal(reply.ok, false)
  })

  it('hands a refusal on without the key', async () => {
    const { reply } = await embedOnce(refuse(401, `Incorrect API key provided: ${apiKey}.`), ['pump'])
    assert.equal(reply.ok, false)
    assert.doesNotMatch(JSON.stringify(reply), /4711/)
  })

  it('ends when it is cancelled', async () => {
    const { reply } = await embedOnce(async () => {}, ['pump'], AbortSignal.timeout(100))
    assert.equal(reply.ok, false)
  })
})
