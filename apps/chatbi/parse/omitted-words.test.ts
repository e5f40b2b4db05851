import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyQuery } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import type { Node } from './node.ts'
import { isSaidAgain, omittedWords } from './omitted-words.ts'

const said = (text: string) => ({ from: 0, to: 1, text, score: 1, reason: '' })
const each: Node = { ...said('各'), type: 'cue', cues: [{ cue: 'group', each: true }] }
const third: Node = { ...said('third'), type: 'number', value: 3, percent: false, ordinal: true }
const period = (text: string, from: string, to?: string): Node => ({
  ...said(text),
  type: 'time',
  expression: { from: 0, to: 1, text, range: { from, ...(to === undefined ? {} : { to }), text } },
})
const year = period('this year', '2026-01-01T00:00:00', '2027-01-01T00:00:00')
const sinceJuly = period('since July', '2026-07-01T00:00:00')
const may = period('May', '2026-05-01T00:00:00', '2026-06-01T00:00:00')

const startedAt = { dataset: 'stop', field: 'started_at' }
const stopsSinceJuly: Query = {
  ...emptyQuery,
  measures: [{ id: 'stops', expression: { kind: 'rows', dataset: 'stop' } }],
  time: { field: startedAt, range: { from: '2026-07-01T00:00:00', text: 'since July' } },
}
const omitted = (query: Query, ...nodes: readonly Node[]): readonly string[] =>
  omittedWords(query, nodes).map(node => node.text)

describe('words that a query does not stand for', () => {
  it('is 各 where nothing is told apart', () => {
    assert.deepEqual(omitted(stopsSinceJuly, each), ['各'])
    const dimensions = [{ id: 'shift', field: { dataset: 'stop', field: 'shift' } }]
    assert.deepEqual(omitted({ ...stopsSinceJuly, dimensions }, each), [])
  })

  it('is an ordinal where nothing is ranked and no number like it is used', () => {
    assert.deepEqual(omitted(stopsSinceJuly, third), ['third'])
    assert.deepEqual(omitted({ ...stopsSinceJuly, limit: { count: 3 } }, third), [])
  })

  it('is a period that the query does not read, unless another of the question narrows it', () => {
    assert.deepEqual(omitted(stopsSinceJuly, year, sinceJuly), [])
    assert.deepEqual(omitted(stopsSinceJuly, may, sinceJuly), ['May'])
  })
})

describe('words that say again what the query stands for', () => {
  const three: Node = { ...said('三'), type: 'number', value: 3, percent: false, ordinal: false }
  it('is the number of the first few, said a second time', () => {
    assert.ok(isSaidAgain({ ...stopsSinceJuly, limit: { count: 3 } }, three))
    assert.ok(!isSaidAgain({ ...stopsSinceJuly, limit: { count: 5 } }, three))
    assert.ok(!isSaidAgain(stopsSinceJuly, three))
  })
})
