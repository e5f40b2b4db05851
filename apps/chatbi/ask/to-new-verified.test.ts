import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Run, Step } from '@millwright/spec'
import { emptyQuery } from '../query/query.ts'
import { toNewVerified } from './to-new-verified.ts'

const step = (name: string, output: unknown): Step => ({
  step: name,
  version: 1,
  state: 'done',
  inputs: {},
  output,
  evidence: [],
  checks: [],
  startedAt: '2026-11-23T08:00:00.000Z',
})
const run: Run = {
  id: 'r',
  app: 'chatbi',
  skill: 'chatbi.ask',
  skillVersion: '1',
  title: 'stops last month',
  state: 'done',
  input: { question: 'stops last month' },
  steps: [
    step('parse', {
      language: 'en',
      sourceId: 's',
      query: emptyQuery,
      reading: { en: 'stops' },
      candidates: [],
      unusedWords: [],
      confidence: 1,
      decision: 'answer',
      assumptions: [],
      spans: [],
    }),
    step('execute', { columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 1, rowHash: 'h' }),
  ],
  history: [],
  createdBy: { personId: 'p', name: 'P' },
  createdAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
  seq: 1,
  canUndo: false,
  shared: false,
}

test('a variant of an answer is confirmed as of the moment its original was asked', () => {
  assert.equal(toNewVerified(run).askedAt, '2026-11-23T08:00:00.000Z')
  assert.equal(
    toNewVerified({ ...run, asOf: '2026-10-31T08:00:00.000Z' }).askedAt,
    '2026-10-31T08:00:00.000Z',
  )
})
