import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import type { Client } from '../testing/test-server.ts'

const server = await startDocServer()
after(() => server.close())
const { steward, analyst, viewer, collect, upload, read } = server

const spindle = `# Spindle drive

The spindle bearings are greased with Kluber NBU 15. The grease is replaced every 2,000 hours.

## Alarms

| Code | Meaning | Remedy |
|------|---------|--------|
| E-207 | Spindle motor too hot | Clean the filter of the cabinet |
| E-208 | Encoder signal lost | Check the plug X4 |

## Replacing the belt

WARNING: Lock the main switch before you open the guard.

1. Open the guard.
2. Loosen the four screws of the motor plate.
3. Replace the belt and set the tension to 85 Hz.
`

interface AskReply {
  readonly run: string
  readonly form: string
  readonly answer: string
  readonly short: string | null
  readonly parts: readonly { readonly kind: string; readonly text: string }[]
  readonly citations: readonly {
    readonly documentId: string
    readonly revisionNumber: number
    readonly blockIds: readonly string[]
    readonly quote: string
  }[]
}
interface Golden {
  readonly id: string
  readonly place: { readonly documentId: string } | null
}

const ask = (who: Client, body: object): Promise<AskReply> =>
  call<AskReply>(who, 'POST /api/chatdoc/ask', { body })

const library = async (name: string, readers?: readonly object[]): Promise<string> => {
  const collectionId = await collect(name, readers)
  const [file] = await upload(collectionId, [['spindle.md', spindle]])
  await read(file?.revisionId ?? '')
  return collectionId
}

test('a question is answered with the sentence that says so and its place', async () => {
  const collectionId = await library('Ask one')
  const reply = await ask(viewer, {
    question: 'How often is the grease of the spindle bearings replaced?',
    collectionIds: [collectionId],
  })
  assert.match(reply.answer, /2,000 hours/)
  assert.ok(reply.citations.some(({ quote }) => /2,000 hours/.test(quote)))
})

test('a fault code is answered from its row, and a follow-up speaks of the next code', async () => {
  const collectionId = await library('Ask codes')
  const first = await ask(viewer, { question: 'Alarm E-207, what do I do?', collectionIds: [collectionId] })
  assert.match(first.answer, /Clean the filter/)
  assert.doesNotMatch(first.answer, /plug X4/)
  const next = await ask(viewer, {
    question: 'What about E-208?',
    collectionIds: [collectionId],
    previousRunId: first.run,
  })
  assert.match(next.answer, /plug X4/)
})

test('a procedure comes whole, its warning first', async () => {
  const collectionId = await library('Ask procedures')
  const reply = await ask(viewer, { question: 'How do I replace the belt?', collectionIds: [collectionId] })
  assert.equal(reply.form, 'procedure')
  const texts = reply.parts.map(part => part.text).join('\n')
  assert.match(texts, /Open the guard[\s\S]*Loosen the four screws[\s\S]*85 Hz/)
  assert.match(reply.parts[0]?.text ?? '', /Lock the main switch/)
})

const filter = (edition: number, torque: string, hours: number): string => `# Changing the filter

Procedure MP-031. Holds for the coolant units.

> **Warning:** The housing stands under 6 bar.

## When

Change the cartridge every ${hours} hours.

## Steps

1. Close valves V1 and V2, edition ${edition}.
2. Tighten the four bolts of the cover with ${torque}.
`

test('what changed between two revisions is said side by side, each side cited in its own revision', async () => {
  const collectionId = await collect('Ask revisions')
  for (const [text, inForceFrom] of [
    [filter(1, '40 N·m', 1000), '2024-01-01T00:00:00Z'],
    [filter(2, '49 N·m', 750), '2025-01-01T00:00:00Z'],
  ] as const) {
    const [file] = await upload(collectionId, [['filter.md', text]], { fields: { inForceFrom } })
    await read(file?.revisionId ?? '')
  }
  const reply = await ask(viewer, {
    question: 'What changed in the torque of the cover between rev. 1 and rev. 2 of changing the filter?',
    collectionIds: [collectionId],
  })
  assert.equal(reply.form, 'comparison')
  const sideOf = (pattern: RegExp) => reply.citations.find(({ quote }) => pattern.test(quote))?.revisionNumber
  assert.deepEqual([sideOf(/40 N·m/), sideOf(/49 N·m/)], [1, 2])
  assert.doesNotMatch(reply.answer, /1000 hours/)
})

test('a title that is found leads to the steps below it, with its warning', async () => {
  const collectionId = await library('Ask title')
  const [file] = await upload(collectionId, [['filter.md', filter(1, '40 N·m', 1000)]])
  await read(file?.revisionId ?? '')
  const reply = await ask(viewer, {
    question: 'How do I change the filter of the coolant units?',
    collectionIds: [collectionId],
  })
  assert.deepEqual(
    reply.parts.map(part => part.kind),
    ['warning', 'step', 'step'],
  )
})

test('what nobody wrote down is not answered', async () => {
  const collectionId = await library('Ask nothing')
  const reply = await ask(viewer, {
    question: 'Which forklift company delivered the Osaka warehouse in 1987?',
    collectionIds: [collectionId],
  })
  assert.equal(reply.form, 'abstention')
})

test('documents that a person may not read answer nothing, neither do their golden questions show', async () => {
  const collectionId = await library('Ask secrets', [
    { kind: 'person', subject: steward.personId },
    { kind: 'person', subject: analyst.personId },
  ])
  const question = 'How often is the grease of the spindle bearings replaced?'
  const own = await ask(analyst, { question, collectionIds: [collectionId] })
  assert.notEqual(own.form, 'abstention')
  const golden = await call<Golden>(analyst, 'POST /api/chatdoc/golden', {
    body: { runId: own.run, verdict: 'right' },
  })
  assert.equal(golden.place?.documentId, own.citations[0]?.documentId)
  const foreign = await ask(viewer, { question, collectionIds: [collectionId] })
  assert.equal(foreign.form, 'abstention')
  assert.deepEqual(foreign.citations, [])
  const path = `GET /api/chatdoc/golden?collectionId=${collectionId}`
  assert.deepEqual(await call<Golden[]>(viewer, path), [])
  assert.equal((await call<Golden[]>(analyst, path)).length, 1)
})

test('golden questions are asked again, and one that comes out worse is named', async () => {
  const collectionId = await library('Golden')
  const question = 'How often is the grease of the spindle bearings replaced?'
  const { run } = await ask(analyst, { question, collectionIds: [collectionId] })
  const { id } = await call<Golden>(analyst, 'POST /api/chatdoc/golden', {
    body: { runId: run, verdict: 'right' },
  })
  type Report = { total: number; right: number; worse: string[]; before?: { right: number } }
  const check = (): Promise<Report> =>
    call<Report>(analyst, 'POST /api/chatdoc/golden/check', { body: { collectionId } })
  const first = await check()
  assert.deepEqual([first.total, first.right, first.before], [1, 1, undefined])
  await call(analyst, `PATCH /api/chatdoc/golden/${id}`, { body: { place: null } })
  const second = await check()
  assert.deepEqual([second.right, second.before?.right, second.worse], [0, 1, [question]])
  const history = await call<unknown[]>(
    analyst,
    `GET /api/chatdoc/golden/history?collectionId=${collectionId}`,
  )
  assert.equal(history.length, 2)
})

test('a dictionary that would push the right place down is told before it is saved', async () => {
  const collectionId = await collect('Dictionary')
  const text = '# 卡钳\n\n卡钳螺栓的拧紧扭矩为25牛米。\n\n# 支架\n\n支架螺栓装在机架上，螺栓每年检查。'
  const [file] = await upload(collectionId, [['caliper.md', text]])
  await read(file?.revisionId ?? '')
  const { run } = await ask(analyst, { question: '卡钳螺栓的扭矩是多少？', collectionIds: [collectionId] })
  await call(analyst, 'POST /api/chatdoc/golden', { body: { runId: run, verdict: 'right' } })
  type Forecast = { total: number; firstBefore: number; firstAfter: number; warning?: { en: string } }
  const forecast = (dictionary: readonly string[]): Promise<Forecast> =>
    call<Forecast>(steward, 'POST /api/chatdoc/golden/forecast', { body: { collectionId, dictionary } })
  const same = await forecast([])
  assert.deepEqual([same.total, same.firstBefore, same.firstAfter, same.warning], [1, 1, 1, undefined])
})

test('a viewer asks but does not judge', async () => {
  const collectionId = await library('Judging')
  const { run } = await ask(viewer, { question: 'How do I replace the belt?', collectionIds: [collectionId] })
  const { status } = await viewer.send('POST', '/api/chatdoc/golden', {
    body: { runId: run, verdict: 'right' },
  })
  assert.equal(status, 403)
})
