import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfQuestion } from './question-kind.ts'
import { revisionsOf } from './revisions.ts'

test('two revisions that are named, or what changed, is a comparison of revisions, in English and Chinese', () => {
  const numbers = {
    'What changed in the torque for M8 between rev. 1 and rev. 2?': [1, 2],
    'How do edition 3 and edition 1 differ?': [1, 3],
    'What changed between revisions 1 and 2?': [1, 2],
    'What has changed in the coolant filter procedure?': [],
    '第1版和第2版的拧紧扭矩有什么不同？': [1, 2],
    '第一版与第二版有什么变化？': [1, 2],
    '与上一版相比改了什么？': [],
  }
  for (const [question, expected] of Object.entries(numbers)) {
    const language = /\p{Script=Han}/u.test(question) ? 'zh' : 'en'
    assert.deepEqual(revisionsOf(question)?.numbers, expected, question)
    assert.equal(kindOfQuestion(question, { language, codes: [] }).type, 'comparison', question)
  }
})

test('a revision by itself, a change of a value and a comparison of things are none', () => {
  for (const question of [
    'What does revision 2 say about the torque?',
    'How do I change the filter?',
    'What is the difference between M8 and M10?',
    '如何更换滤芯？',
    '主轴和电机有什么区别？',
  ])
    assert.equal(revisionsOf(question), undefined, question)
})

test('what is left is what it asks about', () => {
  const subject = revisionsOf('What changed in the torque of the cover between rev. 1 and rev. 2?')?.subject
  assert.match(subject ?? '', /torque of the cover/)
  assert.doesNotMatch(subject ?? '', /rev|changed|\d/)
})
