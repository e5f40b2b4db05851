import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor, StepContext } from '@millwright/spec'
import { loadReaderModel } from '../answer/model/reader-model.ts'
import type { Block } from '../document/block.ts'
import type { Hit } from '../index/search.ts'
import type { AskServices } from './ask-services.ts'
import { createAskSkill } from './ask-skill.ts'
import { checkOutputSchema, understandOutputSchema } from '../step-outputs.ts'
import type { AskInput, CheckOutput } from '../step-outputs.ts'

const actor: Actor = { personId: 'ann', name: 'Ann', role: 'viewer', via: 'session' }
const paragraph = (id: string, text: string): Block => ({
  kind: 'paragraph',
  id,
  text,
  boxes: [{ page: 3, left: 10, top: 20, right: 200, bottom: 40 }],
})
const hitOf = (id: string, blocks: readonly Block[], score: number): Hit => ({
  passageId: id,
  collectionId: 'c',
  documentId: 'd',
  documentTitle: 'Spindle manual',
  documentName: 'spindle.pdf',
  revisionId: 'r1',
  revisionNumber: 1,
  headingPath: ['Maintenance'],
  blocks,
  score,
  features: {},
})

const grease = paragraph(
  'b1',
  'The spindle bearings are greased with Kluber NBU 15. The bearing grease of the spindle is replaced every 2,000 hours by the maintenance team.',
)
const belt = paragraph('b2', 'The belt tension is measured with a frequency meter. Loose belts slip.')

const servicesWith = (hits: readonly Hit[], more: Partial<AskServices> = {}): AskServices => ({
  search: { search: () => Promise.resolve({ hits, terms: ['spindle'], durationMs: 1 }) },
  loadSections: places => Promise.resolve(places.map(() => [])),
  runs: { get: () => Promise.reject(new Error('bug: no run before')) },
  documents: { equipment: () => Promise.resolve([]), count: () => Promise.resolve(1) },
  findInForce: ({ revisionIds }) => Promise.resolve(new Set(revisionIds)),
  reader: loadReaderModel(),
  ...more,
})

/** Runs the steps in order, as the engine does. */
const runSkill = async (services: AskServices, input: AskInput): Promise<CheckOutput> => {
  const outputs: Record<string, unknown> = {}
  for (const step of createAskSkill(services).steps) {
    const context: StepContext<never> = {
      runId: 'run',
      input: input as never,
      outputs,
      actor,
      now: new Date('2026-03-01T00:00:00Z'),
      signal: new AbortController().signal,
      idempotencyKey: step.name,
    }
    const result = await step.run(context)
    outputs[step.name] = step.output.parse(result.output)
  }
  understandOutputSchema.parse(outputs['understand'])
  return checkOutputSchema.parse(outputs['check'])
}

test('a question becomes a sentence with its place on the page', async () => {
  const hits = [hitOf('1', [grease], 9), hitOf('2', [belt], 3)]
  const { answer, citations } = await runSkill(servicesWith(hits), {
    question: 'How often is the bearing grease of the spindle replaced?',
  })
  assert.notEqual(answer.form, 'abstention')
  assert.match(answer.parts[0]?.text ?? '', /2,000 hours/)
  assert.deepEqual(citations[0]?.blockIds, ['b1'])
  assert.equal(citations[0]?.boxes[0]?.page, 3)
  assert.ok(grease.text.includes(citations[0]?.quote ?? '?'))
})

test('what is found nowhere is not answered', async () => {
  const hits = [hitOf('2', [belt], 3)]
  const { answer } = await runSkill(servicesWith(hits), {
    question: 'Which paint does the Osaka warehouse order for its forklifts?',
  })
  assert.equal(answer.form, 'abstention')
  assert.match(answer.lead.en, /No answer was found/)
})

test('a part whose revision is no longer in force is dropped and told', async () => {
  const hits = [hitOf('1', [grease], 9), hitOf('2', [belt], 3)]
  const services = servicesWith(hits, { findInForce: () => Promise.resolve(new Set()) })
  const { answer, citations } = await runSkill(services, {
    question: 'How often is the bearing grease of the spindle replaced?',
  })
  assert.equal(answer.form, 'abstention')
  assert.ok(answer.dropped.length > 0)
  assert.deepEqual(citations, [])
})
