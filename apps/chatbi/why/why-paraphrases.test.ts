import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skillOf } from './skill-of.ts'
import { isBareWhy, toWhyQuestion } from './why-words.ts'

/** Question, what it asks causes of, which way it went, whether its height is asked about. */
const cases: readonly (readonly [string, string, 'up' | 'down' | undefined, boolean])[] = [
  ['what pushed up energy in May', 'the in energy in May', 'up', false],
  ['what dragged output down last week', 'output last week', 'down', false],
  ['which factors drive the scrap rate in May', 'the scrap rate in May', undefined, false],
  ['what accounts for the drop in yield', 'the in yield', 'down', false],
  ['what happened to yield last week', 'the in yield last week', undefined, false],
  ['can you look into the rise in scrap', 'the in scrap', 'up', false],
  ['root cause of the scrap increase in May', 'scrap in May', 'up', false],
  ['where is the extra scrap coming from', 'scrap', 'up', false],
  ['Energy has doubled since May. Reason?', 'Energy has since May', 'up', false],
  ['Energy in May is higher than in April. What is it due to?', 'Energy in May is than in April', 'up', true],
  ['yield in May vs April - why the difference', 'yield in May vs April', undefined, false],
  ['why are there hardly any stops on line 2', 'stops on line 2', 'down', true],
  ['Cracks on line 2 are mostly on Mondays. Why?', 'Mondays Cracks on line 2', 'up', true],
  ["why is line 2's scrap rate above the plant average", "line 2's scrap rate", 'up', true],
  ['why did changeovers take longer in May', 'average duration of changeovers in May', 'up', false],
  ['why more tool changes in May', 'tool changes in May', 'up', false],
  ['why did we make less in May than in April', 'we output in May than in April', 'down', true],
  ['line 2 produced more this week, why', 'line 2 output this week', 'up', true],
  ['why did yield plummet last week', 'yield last week', 'down', false],
  ['output fell by about 10 % last week, why', 'output last week', 'down', false],
  ['上周哪来的这么多废品', '上周 废品', 'up', true],
  ['是什么拉低了5月的产量', '5月的产量', 'down', false],
  ['5月的能耗被什么推高了', '5月的能耗', 'up', false],
  ['是什么让5月能耗上升', '5月能耗', 'up', false],
  ['导致能耗增加的主要因素有哪些', '能耗', 'up', false],
  ['影响5月能耗的因素有哪些', '5月能耗', undefined, false],
  ['5月废品率升高是因为什么', '5月废品率', 'up', false],
  ['多出来的废品是从哪来的', '废品', 'up', false],
  ['2号线裂纹怎么越来越多', '2号线裂纹', 'up', false],
  ['为什么5月产量不如4月', '5月产量比4月', 'up', true],
  ['2号线上周产量掉了10%，是什么造成的', '2号线上周产量', 'down', false],
  ['为什么2号线比其他线废品多', '2号线 废品', 'up', true],
  ['为什么昨天产量低', '昨天产量', 'down', true],
]

for (const [question, about, direction, isLevel] of cases)
  test(`"${question}" asks for causes of "${about}"`, () => {
    const found = toWhyQuestion(question)
    assert.deepEqual([found?.about, found?.direction, found?.isLevel], [about, direction, isLevel])
  })

test('what is kept in a column is listed, not explained', () => {
  for (const question of [
    'list the causes of stops last week',
    'what are the main reasons for stops on line 2',
    'what is the most common cause of stops',
    '造成停机最多的原因是什么',
    '使用什么设备',
  ])
    assert.equal(skillOf(question), 'chatbi.ask', question)
})

test('the one that was found is nothing of its own', () => {
  for (const question of ['why that one?', '为什么是那台？']) {
    const found = toWhyQuestion(question)
    assert.ok(found && isBareWhy(found), question)
  }
})

test('more in a period that is over is more than before, more than of others is not', () => {
  const isThanBefore = (question: string): boolean | undefined => toWhyQuestion(question)?.isMoreThanBefore
  assert.equal(isThanBefore('why did line 2 make fewer parts last week'), true)
  assert.equal(isThanBefore("why was line 2's scrap rate higher in May"), true)
  assert.equal(isThanBefore('why are there more failed inspections in May'), true)
  assert.equal(isThanBefore('why did line 2 scrap more than line 1 in May'), false)
  assert.equal(isThanBefore('why did line 2 stop more at night last week'), false)
})
