import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import { startEmbeddingEndpoint } from '../testing/embedding-endpoint.ts'
import type { Client } from '../testing/test-server.ts'

// A plant configures an embedding model that takes boxes for bolts. Its golden questions keep it from doing harm.

const folder = await mkdtemp(join(tmpdir(), 'millwright-trial-'))
const endpoint = await startEmbeddingEndpoint(text => (/box|torque/i.test(text) ? [0, 1] : [1, 0]))
after(async () => {
  endpoint.close()
  await rm(folder, { recursive: true, force: true })
})
const skip = process.env['TEST_DATABASE_URL'] ? 'a database server may lack pgvector' : false

interface Trial {
  readonly model: string
  readonly state: string
  readonly total: number
  readonly firstBefore: number
  readonly firstAfter: number
  readonly worse: number
}

const bolts = 'What is the torque of the wheel bolts?'
const flywheel = 'How heavy is the flywheel of the press?'

const trialOf = async (who: Client, collectionId: string): Promise<Trial | undefined> => {
  for (let tries = 0; tries < 300; tries++) {
    const path = `GET /api/chatdoc/collections/${collectionId}`
    const { trial } = await call<{ trial?: Trial }>(who, path)
    if (trial && trial.state !== 'waiting') return trial
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return undefined
}

const firstHit = async (who: Client, question: string, collectionId: string): Promise<string | undefined> => {
  const body = { question, collectionIds: [collectionId] }
  const { hits } = await call<{ hits: { documentName: string }[] }>(who, 'POST /api/chatdoc/retrieval', { body })
  return hits[0]?.documentName
} // prettier-ignore

test(
  'a new embedding model is used where golden questions come out no worse, and held where they do',
  { skip },
  async () => {
    const before = await startDocServer({ dataFolder: join(folder, 'data') })
    const fill = async (
      name: string,
      question: string,
      files: readonly (readonly [string, string])[],
    ): Promise<string> => {
      const collectionId = await before.collect(name)
      for (const file of await before.upload(collectionId, files)) await before.read(file.revisionId)
      const body = { question, collectionIds: [collectionId] }
      const { run } = await call<{ run: string }>(before.analyst, 'POST /api/chatdoc/ask', { body })
      await call(before.analyst, 'POST /api/chatdoc/golden', { body: { runId: run, verdict: 'right' } })
      return collectionId
    }
    const harmed = await fill('Bolts', bolts, [
      ['right.md', 'Wheel bolts are tightened with 110 N·m, which is the moment in dry state.'],
      ['box-1.md', 'The bolts of a wheel go into box 1.'],
      ['box-2.md', 'Nuts go into box 2.'],
      ['box-3.md', 'Washers go into box 3.'],
    ]) // prettier-ignore
    const unharmed = await fill('Presses', flywheel, [
      ['press.md', 'The flywheel of the press weighs 900 kg, so heavy lifting gear is needed.'],
    ])
    await before.close()

    const embedding = { baseUrl: endpoint.baseUrl, model: 'boxes' }
    const server = await startDocServer({ dataFolder: join(folder, 'data'), embedding })
    after(() => server.close())
    const held = await trialOf(server.steward, harmed)
    assert.deepEqual(held, {
      model: 'boxes',
      state: 'held',
      total: 1,
      firstBefore: 1,
      firstAfter: 0,
      worse: 1,
    })
    assert.equal((await trialOf(server.steward, unharmed))?.state, 'used')
    assert.equal(await firstHit(server.viewer, bolts, harmed), 'right.md')

    const body = { collectionId: harmed }
    assert.equal((await server.viewer.send('POST', '/api/chatdoc/golden/accept-model', { body })).status, 403)
    await call(server.steward, 'POST /api/chatdoc/golden/accept-model', { body })
    assert.match((await firstHit(server.viewer, bolts, harmed)) ?? '', /^box-/)
  },
)
