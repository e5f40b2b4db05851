import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askInTurn, converse } from '../testing/converse.ts'

test('the answers before are told in one: of either value, of both periods, as one or each apart', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'and line 3', 'both together'),
    'scrap where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('scrap on line 2 in October', 'and line 3', 'put the two side by side'),
    'scrap by line.line_name where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '3号线呢', '两条线一共多少'),
    'sum(production.scrap_qty) where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('scrap in September', 'and in October?', 'the two months combined, by shift'),
    'scrap by production.shift time hour_start 2026-09-01..2026-11-01',
  )
  assert.equal(
    converse('上周停机时长', '上上周呢', '两周加起来，按产线'),
    'stop_hours by line.line_name time started_at 2026-11-09..2026-11-23',
  )
  assert.equal(
    converse('上周停机时长', '上上周呢', '两周放一起对比一下'),
    'stop_hours by stop.started_at/week time started_at 2026-11-09..2026-11-23',
  )
})

test('two answers are set against each other, as they are named or as they were asked', () => {
  assert.equal(
    converse('scrap in September', 'and in October?', "what's the change from one to the other"),
    'scrap time hour_start 2026-10-01..2026-11-01 vs 2026-09-01..2026-10-01',
  )
  assert.equal(
    converse('scrap on line 2 in October', 'and line 3', 'how much more is that than the first'),
    '(scrap[line.line_name = Line 3] - scrap[line.line_name = Line 2]) time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月夜班产量', '白班呢', '夜班比白班少多少'),
    '(output[production.shift = night] - output[production.shift = day]) time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月夜班产量', '白班呢', '相差百分之几'),
    '((output[production.shift = day] - output[production.shift = night]) / output[production.shift = night]) time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('上周停机时长', '上上周呢', '两周差多少'),
    'stop_hours time started_at 2026-11-16..2026-11-23 vs 2026-11-09..2026-11-16',
  )
})

test('what the words say besides is changed too, or is told to be unused', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'and line 3', 'the difference per shift'),
    '(scrap[line.line_name = Line 3] - scrap[line.line_name = Line 2]) by production.shift time hour_start 2026-10-01..2026-11-01',
  )
  const odd = askInTurn('scrap on line 2 in October', 'and line 3', 'both together without the wibbles')
  assert.notEqual(odd.isSure, true)
})

test('answers that differ in more than one thing are not taken together', () => {
  const { decision } = askInTurn(
    'scrap on line 2 in October',
    'downtime on line 3 last week',
    'both together',
  )
  assert.equal(decision, 'refuse')
})
