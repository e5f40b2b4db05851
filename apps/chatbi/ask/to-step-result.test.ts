import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParseResult, SourceReading } from '../parse/parse-result.ts'
import { emptyQuery } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { toStepResult } from './to-step-result.ts'

const model: SourceKnowledge['model'] = {
  version: 1,
  sourceId: 's',
  name: 'Plant',
  dialect: 'duckdb',
  datasets: ['stop', 'order', 'line'].map(name => ({
    name,
    table: { name },
    label: { en: `${name}s` },
    synonyms: [],
    primaryKey: [],
    hidden: false,
    fields: [],
  })),
  relationships: [],
  metrics: [],
  rowRules: [],
}
const source: SourceKnowledge = {
  sourceId: 's',
  sourceName: 'Plant',
  model,
  whole: model,
  index: { longestPhrase: 1, find: () => [] },
}
const counted = (dataset: string): Query => ({
  ...emptyQuery,
  measures: [{ id: 'n', expression: { kind: 'rows', dataset } }],
})
const candidate = (query: Query, confidence: number, sourceId = 's'): SourceReading => ({
  query,
  confidence,
  sourceId,
  score: 1,
  reasons: [],
  unusedWords: [],
  assumptions: [{ en: 'Changes the question before' }],
  chosen: [],
})
const result: ParseResult = {
  language: 'en',
  candidates: [
    candidate(counted('stop'), 0.7),
    candidate(counted('order'), 0.9),
    candidate(counted('line'), 0.001),
    candidate(emptyQuery, 0.4),
    candidate(counted('gone'), 0.4),
    candidate(counted('order'), 0.3),
    candidate(counted('stop'), 0.3, 'other'),
  ],
  decision: 'answer',
  unusedWords: [],
  confidence: 0.7,
  isSure: true,
  spans: [],
}

test('only what can be used instead is offered, once, and nothing as surer than the answer', () => {
  const { output } = toStepResult({ result, choices: [] }, [source])
  assert.deepEqual(
    output.candidates.map(({ query, confidence }) => [query, Number(confidence.toFixed(6))]),
    [
      [counted('stop'), 0.7],
      [counted('order'), 0.3], // what the answer leaves open
    ],
  )
})

test('an answer that changes the question before says what that asked for', () => {
  const { output } = toStepResult({ result, choices: [] }, [source], {
    before: { en: 'total hours', zh: '总时长' },
  })
  assert.deepEqual(output.assumptions, [
    { en: 'Based on the question before: total hours', zh: '以上一个问题为基础：总时长' },
  ])
})
