import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askInTurn, converse } from '../testing/converse.ts'

test('a condition that is taken back goes, by its value or by what it is on; the rest is changed besides', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'only the night shift', 'forget the night part, by line'),
    'scrap by line.line_name where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('scrap on line 2 in October', 'only the night shift', "the shift doesn't matter"),
    'scrap where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线夜班废品数', '不用管班次了'),
    'sum(production.scrap_qty) where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线夜班废品数', '产线不限了，按班次分'),
    'sum(production.scrap_qty) by production.shift where production.shift = night time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('scrap by line in October', 'only line 2', 'all lines again'),
    'scrap by line.line_name time hour_start 2026-10-01..2026-11-01',
  )
})

test('what was said last is taken back by no name', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'only the night shift', 'without that filter'),
    'scrap where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线废品数', '只看夜班', '去掉这个条件'),
    'sum(production.scrap_qty) where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
})

test('what was said in the place of another one gives that one its place back', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'and line 3', 'undo that'),
    'scrap where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
})

test('a period is taken back too', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'regardless of the month'),
    'scrap where line.line_name = Line 2',
  )
})

test('what is asked of all of them is more than to take one back', () => {
  const odd = askInTurn('scrap by line in October', 'only line 2', 'all lines with wibbles')
  assert.equal(odd.isSure, false)
})
