import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'

// A collection of notes whose headings mislead: its golden questions find out, and its weights mend it, for it alone.

const server = await startDocServer()
after(() => server.close())
const { steward, analyst, viewer, collect, upload, read } = server

const machines = [
  'lathe', 'press', 'saw', 'drill', 'mill', 'grinder', 'oven', 'crane', 'pump', 'fan', 'boiler', 'mixer',
] as const // prettier-ignore
const question = (machine: string): string => `cleaning the ${machine} filter`

interface Weights {
  readonly title: number
  readonly headings: number
  readonly caption: number
  readonly body: number
  readonly meaning: number
}
interface Tuning {
  readonly total: number
  readonly missing: number
  readonly advice: string
  readonly weights: Weights
  readonly present: { readonly first: number }
  readonly heldOut: { readonly first: number }
  readonly worse: readonly string[]
}

const put = async (collectionId: string): Promise<ReadonlyMap<string, { id: string; blockId: string }>> => {
  const files = machines.flatMap((machine, index) => [
    [`contents-${machine}.md`, `# Cleaning the ${machine} filter\n\nThe filter is in another document.\n`] as const,
    [`note-${index}.md`, `# Note ${index}\n\nFor cleaning, the ${machine} filter is washed with warm water and dried for an hour in the open air.\n`] as const,
  ]) // prettier-ignore
  const added = await upload(collectionId, files)
  const places = new Map<string, { id: string; blockId: string }>()
  for (const file of added) {
    const revision = await read(file.revisionId)
    const machine = machines[Number(/^note-(\d+)/.exec(file.name)?.[1] ?? Number.NaN)]
    const block = revision.blocks.find(item => item.block.kind === 'paragraph')?.block
    if (machine && block) places.set(machine, { id: file.documentId, blockId: block.id })
  }
  return places
}

const tuned = await collect('Notes')
const other = await collect('Other notes')
const places = await put(tuned)
await put(other)

const mark = async (machine: string): Promise<void> => {
  const place = places.get(machine)
  assert.ok(place)
  const { run } = await call<{ run: string }>(analyst, 'POST /api/chatdoc/ask', {
    body: { question: question(machine), collectionIds: [tuned] },
  })
  await call(analyst, 'POST /api/chatdoc/golden', {
    body: { runId: run, verdict: 'wrong', place: { documentId: place.id, blockIds: [place.blockId] } },
  })
}

const tune = (): Promise<Tuning> =>
  call<Tuning>(steward, 'POST /api/chatdoc/golden/tune', { body: { collectionId: tuned } })

const save = (ranking: Weights | null) =>
  call<{ ranking?: Weights }>(steward, `PATCH /api/chatdoc/collections/${tuned}`, { body: { ranking } })

const firstFor = async (machine: string, collectionIds: readonly string[]): Promise<string> => {
  const { hits } = await call<{ hits: { documentName: string }[] }>(viewer, 'POST /api/chatdoc/retrieval', {
    body: { question: question(machine), collectionIds },
  })
  return hits[0]?.documentName.split('-')[0] ?? ''
}

test('a few golden questions advise nothing; many find the weights that put their places first', async () => {
  for (const machine of machines.slice(0, 3)) await mark(machine)
  assert.equal((await tune()).advice, 'few')
  for (const machine of machines.slice(3)) await mark(machine)
  const { total, missing, advice, present, heldOut, weights, worse } = await tune()
  assert.deepEqual([total, missing, advice, worse], [machines.length, 0, 'adopt', []])
  assert.ok(heldOut.first > present.first)
  assert.ok(Math.min(weights.title, weights.headings) < weights.body, 'what misleads weighs less')
})

test('weights that are saved hold at once, for their collection alone, and are taken back', async () => {
  assert.equal(await firstFor('lathe', [tuned]), 'contents')
  const { weights } = await tune()
  assert.deepEqual((await save(weights)).ranking, weights)
  assert.equal(await firstFor('lathe', [tuned]), 'note')
  assert.equal(await firstFor('lathe', [other]), 'contents')
  assert.equal((await tune()).advice, 'keep') // nothing is left to gain

  type Forecast = { total: number; firstAfter: number; worse: string[]; warning?: { en: string } }
  const ranking = { ...weights, title: 4, headings: 4 }
  const forecast = await call<Forecast>(steward, 'POST /api/chatdoc/golden/forecast', {
    body: { collectionId: tuned, ranking },
  })
  assert.equal(forecast.firstAfter, 0)
  assert.match(forecast.warning?.en ?? '', /^With these weights, 12 golden questions/)

  assert.equal((await save(null)).ranking, undefined)
  assert.equal(await firstFor('lathe', [tuned]), 'contents')
})

test('who may not change a collection does not tune it, and no weight is out of bounds', async () => {
  const body = { collectionId: tuned }
  assert.equal((await viewer.send('POST', '/api/chatdoc/golden/tune', { body })).status, 403)
  const ranking = { title: -1, headings: 1, caption: 1, body: 1, meaning: 1 }
  const reply = await steward.send('PATCH', `/api/chatdoc/collections/${tuned}`, { body: { ranking } })
  assert.equal(reply.status, 400)
})
