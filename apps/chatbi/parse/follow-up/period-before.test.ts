import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from '../testing/ask-plant.ts'
import type { ParseResult } from '../parse-result.ts'

const after = (first: string, question: string): ParseResult => {
  const query = askPlant(first).candidates[0]?.query ?? assert.fail(first)
  return askPlant(question, { previous: { sourceId: 'demo', query } })
}
const queryOf = (result: ParseResult): string => brief(result.candidates[0]?.query ?? assert.fail())
const rivalOf = (result: ParseResult): string => brief(result.runnerUp?.query ?? assert.fail())

test('a whole question that goes on with the same groups keeps the period, and is not sure of it', () => {
  const result = after('10月各班次产量', '各班次的废品率')
  assert.equal(queryOf(result), 'scrap_rate by production.shift time hour_start 2026-10-01..2026-11-01')
  assert.equal(rivalOf(result), 'scrap_rate by production.shift')
  assert.ok(!result.isSure)
})

test('one that asks for something else of the same rows stands by itself; the period before is told besides', () => {
  const result = after('output by shift last month', 'which line has the highest scrap rate')
  const asked = 'scrap_rate by line.line_name'
  const order = 'order scrap_rate desc limit 1'
  assert.equal(queryOf(result), `${asked} ${order}`)
  assert.equal(rivalOf(result), `${asked} time hour_start 2026-10-01..2026-11-01 ${order}`)
  assert.ok(!result.isSure)
})

test('one on another matter, or with a period of its own, is as sure as by itself', () => {
  for (const question of ['how many machines are there', 'scrap rate by line yesterday'])
    assert.equal(after('output by line last month', question).isSure, askPlant(question).isSure, question)
})
