import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askInTurn, converse } from '../testing/converse.ts'

test('a value that is added joins the one before, each told apart unless the sum is asked for', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'add line 3 as well'),
    'scrap by line.line_name where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '把3号线也加上'),
    'sum(production.scrap_qty) by line.line_name where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '把3号线也算上，一共多少'),
    'sum(production.scrap_qty) where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('scrap on line 2 in October', 'add line 3, one row per line and shift'),
    'scrap by line.line_name, production.shift where line.line_name in Line 2,Line 3 time hour_start 2026-10-01..2026-11-01',
  )
})

test('what is set against the last answer may be named for the first time', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'how much more is that than on line 3'),
    '(scrap[line.line_name = Line 2] - scrap[line.line_name = Line 3]) time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '比3号线多多少'),
    '(sum(production.scrap_qty)[line.line_name = Line 2] - sum(production.scrap_qty)[line.line_name = Line 3]) time hour_start 2026-10-01..2026-11-01',
  )
})

test('a slip is put right in the words of the question before', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'sorry, I meant line 3'),
    'scrap where line.line_name = Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '说错了，我是想问3号线'),
    'sum(production.scrap_qty) where line.line_name = Line 3 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线的废品数', '打错了，是9月'),
    'sum(production.scrap_qty) where line.line_name = Line 2 time hour_start 2026-09-01..2026-10-01',
  )
})

test('a value of another kind is no value beside it', () => {
  const { candidates } = askInTurn('scrap on line 2 in October', 'add the night shift')
  assert.doesNotMatch(JSON.stringify(candidates[0]?.query), /"or"/)
})
