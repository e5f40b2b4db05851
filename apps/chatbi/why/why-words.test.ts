import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skillOf } from './skill-of.ts'
import { isBareWhy, toWhyQuestion } from './why-words.ts'

const cases: readonly (readonly [string, string, 'up' | 'down' | undefined])[] = [
  ['why did scrap rise last week', 'scrap last week', 'up'],
  ['Why was the scrap rate so high in October?', 'the scrap rate in October?', 'up'],
  ['why did output drop yesterday', 'output yesterday', 'down'],
  ['how come energy went up this month', 'energy this month', 'up'],
  ['why did scrap change last month', 'scrap last month', undefined],
  ['为什么上周废品率升高', '上周废品率', 'up'],
  ['上周废品率为什么下降了？', '上周废品率？', 'down'],
  ['为什么上周能耗增加了', '上周能耗', 'up'],
  ['what was the reason for the jump in scrap in October', 'in scrap in October', 'up'],
  ['什么原因导致上周废品率升高', '上周废品率', 'up'],
  ['10月产量怎么少了这么多', '10月产量', 'down'],
  ['explain why scrap rose', 'scrap', 'up'],
  ['Output on line 1 dropped in May. How come?', 'Output on line 1 in May', 'down'],
  ['Energy is through the roof since June, why', 'Energy is since June', 'up'],
  ['Scrap was far higher in May than in April. What explains it?', 'Scrap was in May than in April', 'up'],
  ['Line 2 stops more than in April. What is going on there?', 'Line 2 stops than in April', 'up'],
  ['Downtime rose from April to May, what is behind this?', 'Downtime in May compared with April', 'up'],
  ['5月产量咋比4月少了', '5月产量 比4月', 'down'],
  ['2号线5月能耗怎么比4月高这么多', '2号线5月能耗 比4月', 'up'],
  ['5月废品比4月多了不少，到底怎么回事？', '5月废品比4月？', 'up'],
  ['5月停机次数比4月略少一点，有什么特别的原因吗', '5月停机次数比4月', 'down'],
  ['从4月到5月能耗为什么增加了', '5月比4月能耗', 'up'],
  ['what is driving the higher energy use in May', 'the energy use in May', 'up'],
  ['Rejects doubled in May, what happened?', 'Rejects in May', 'up'],
  [
    "Output in May wasn't quite the same as in April. Why?",
    'Output in May compared with in April',
    undefined,
  ],
  ['Line 2 uses twice as much energy as line 1, why?', 'Line 2 uses energy and line 1', 'up'],
  ['Why was line 2 down for so much longer in May?', 'line 2 downtime in May?', 'up'],
  ['5月产量跟4月不太一样，是什么原因', '5月产量比4月变', undefined],
  ['夜班停机为啥明显高于白班', '夜班停机 和白班', 'up'],
  ['上周停机为啥明显高于前一周', '上周停机 比前一周', 'up'],
  ['Why is scrap on line 2 higher than on line 4?', 'scrap on line 2 and line 4?', 'up'],
  [
    'how is it that line 5 uses more power in May than in April',
    'line 5 uses power in May than in April',
    'up',
  ],
  ['reason for the higher scrap in May than in April?', 'the scrap in May than in April?', 'up'],
  ["Energy shot up in May. What's the story?", 'Energy in May', 'up'],
  ['5月能耗比4月高，哪里出了问题', '5月能耗比4月', 'up'],
  ['什么导致2号线5月能耗增多', '2号线5月能耗', 'up'],
  ['2号线5月能耗大增，问题出在哪', '2号线5月能耗', 'up'],
  ['2号线夜里停机怎么是白天的两倍', '2号线夜里停机 和白天', 'up'],
  ['裂纹5月怎么这么严重', '裂纹5月', 'up'],
  ['is there a reason why scrap was higher in May than in April', 'scrap was in May than in April', 'up'],
  ['why did energy in May differ from April', 'energy in May compared with April', undefined],
  ['4号线5月裂纹多了一倍，怎么搞的', '4号线5月裂纹', 'up'],
  ['夜班停机怎么差不多是白班的两倍', '夜班停机 和白班', 'up'],
  ['5月裂纹怎么比4月多了这么多，帮我找找原因', '5月裂纹 比4月', 'up'],
  ['上周2号线能耗突然多起来，是啥情况', '上周2号线能耗', 'up'],
]

for (const [question, about, direction] of cases)
  test(`"${question}" asks about "${about}"`, () => {
    const found = toWhyQuestion(question)
    assert.deepEqual([found?.about, found?.direction], [about, direction])
  })

test('a question for causes is explained, every other is asked', () => {
  assert.equal(skillOf('why did scrap rise'), 'chatbi.why')
  assert.equal(skillOf('scrap by line last week'), 'chatbi.ask')
  assert.equal(skillOf('which line has the highest scrap, and not why'), 'chatbi.ask')
})

test('reasons that are a column are no question for causes', () => {
  for (const question of [
    'what are the reasons for unplanned stops last week',
    '10月停机的原因是什么',
    '产量怎么计算',
    'which machines stopped most and why not the others',
  ])
    assert.equal(skillOf(question), 'chatbi.ask', question)
})

test('a bare why names nothing of its own', () => {
  const isBare = (question: string): boolean => {
    const found = toWhyQuestion(question)
    return found !== undefined && isBareWhy(found)
  }
  for (const question of [
    'Why?',
    'and why did it rise?',
    'how come?',
    '为什么会这样？',
    '原因是什么？',
    '怎么回事',
  ])
    assert.ok(isBare(question), question)
  for (const question of ['why did scrap rise', 'why on line 3?', '为什么废品率升高'])
    assert.ok(!isBare(question), question)
})

test('what is of late names no period, what always happens is a height', () => {
  const recent = toWhyQuestion('why has scrap on line 2 gone up lately')
  assert.deepEqual([recent?.about, recent?.isLately, recent?.isLevel], ['scrap on line 2', true, false])
  assert.equal(toWhyQuestion('为什么5号线最近耗电多了')?.isLately, true)
  assert.equal(toWhyQuestion('为什么最近30天能耗上升')?.isLately, false)
  assert.equal(toWhyQuestion('why does line 2 keep stopping')?.isLevel, true)
  assert.equal(toWhyQuestion('2号线夜班为啥老停机')?.isLevel, true)
})

test('what it is set against is kept, and whether things are counted', () => {
  assert.equal(
    toWhyQuestion('why is line 3 slower at night than on its other shifts')?.others,
    'than on its other shifts',
  )
  assert.equal(toWhyQuestion('为什么3号线夜班停机比其他班多')?.others, '比其他班')
  assert.equal(toWhyQuestion('why did scrap rise')?.others, undefined)
  assert.equal(toWhyQuestion('why are there more late orders in May than in April')?.isCounted, true)
  assert.equal(toWhyQuestion('why does line 3 stop more at night')?.isCounted, false)
})

test('a height is told from a movement', () => {
  assert.equal(toWhyQuestion('why are there more stops on line 3')?.isLevel, true)
  assert.equal(toWhyQuestion('why does line 3 have more stops than the others')?.about, 'line 3 have stops')
  assert.equal(toWhyQuestion('为什么3号线停机这么多')?.isLevel, true)
  assert.equal(toWhyQuestion('why did scrap rise last week')?.isLevel, false)
})
