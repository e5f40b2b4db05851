import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from '../testing/ask-plant.ts'

const isSure = (question: string): boolean => askPlant(question).isSure

test('a word that nothing stands for is doubt, however little of the question it is', () => {
  const asked = '10月三号线夜班各原因的非计划停机时长'
  assert.ok(isSure(asked))
  assert.ok(!isSure(`${asked}紫`))
  // between "how many" and its noun too
  assert.ok(isSure('how many good parts did we make in October'))
  assert.ok(!isSure('how many purple parts did we make in October'))
})

test('words that say nothing of what is asked are no doubt', () => {
  for (const question of [
    "I'd like the output by line last week, mate",
    'line 3 output yesterday against the day before, up or down',
    '把10月各产线的产量汇总一下',
    '三号线跟四号线上周的产量',
  ])
    assert.ok(isSure(question), question)
})

test('the mean of the rows of each day is not sure where the mean of days may be meant', () => {
  const { isSure: sure, candidates } = askPlant('average scrap quantity of each line per day in October')
  assert.ok(candidates.length > 0)
  assert.ok(!sure)
})

test('what speaks of something said before, where nothing was, is not sure', () => {
  assert.ok(isSure('scrap rate by line last week'))
  for (const question of ['and what about their scrap rate', '其中夜班的产量有多少', '它们的废品率'])
    assert.ok(!isSure(question), question)
})

test('things counted by the rows of what happened to them are not sure', () => {
  const { candidates, isSure: sure } = askPlant('9月和10月每种设备各停机多少次')
  assert.ok(candidates[0]?.query.dimensions.some(({ field }) => field.field === 'stop_id'))
  assert.ok(!sure)
})

test('a part of rows that are named is no part of the rows that are measured', () => {
  assert.ok(isSure('上周各产线停机时长占比'))
  assert.ok(!isSure('上周各产线的工单里停机时长的占比'))
})
