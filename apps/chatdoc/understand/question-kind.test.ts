import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findCodes } from './find-codes.ts'
import { kindOfQuestion } from './question-kind.ts'

const kind = (question: string): string => {
  const language = /\p{Script=Han}/u.test(question) ? 'zh' : 'en'
  const { type, expects } = kindOfQuestion(question, { language, codes: findCodes(question) })
  return `${type} ${expects}`
}

test('cue words tell in which form a question is best answered, in both languages', () => {
  assert.equal(kind('How do I replace the belt?'), 'procedure manner')
  assert.equal(kind('皮带怎么更换？'), 'procedure manner')
  assert.match(kind('E-207 on the spindle drive, what do I do?'), /^code/)
  assert.match(kind('主轴报警E-207怎么处理？'), /^code/)
  assert.equal(kind('What is the torque for the M8 caliper bolts?'), 'parameter quantity')
  assert.equal(kind('M8螺栓的拧紧扭矩是多少？'), 'parameter quantity')
  assert.match(kind('What does BASE_PERIOD mean?'), /^definition/)
  assert.match(kind('什么是棱柱？'), /^definition/)
  assert.equal(kind('Can the guard be opened while it runs?'), 'yes-no yes-no')
  assert.equal(kind('运行时可以打开防护罩吗？'), 'yes-no yes-no')
  assert.match(kind('What are the operating modes?'), /^list/)
  assert.match(kind('有哪些运行模式？'), /^list/)
  assert.match(kind('What is the difference between M3 and M4?'), /^comparison/)
  assert.match(kind('Which manual describes the belt tension?'), /^where/)
  assert.match(kind('哪本手册提到皮带张力？'), /^where/)
})

test('question words tell what kind of words answer', () => {
  assert.equal(kind('Who founded the company?'), 'fact person')
  assert.equal(kind('谁创立了公司？'), 'fact person')
  assert.equal(kind('When was the machine installed?'), 'fact date')
  assert.equal(kind('这台机器是哪一年安装的？'), 'fact date')
  assert.equal(kind('How many screws hold the plate?'), 'fact number')
  assert.equal(kind('为什么要先断电？'), 'fact reason')
  assert.equal(kind('这被称为什么？'), 'fact thing')
})

test('codes are found as written, ordinary numbers are none', () => {
  assert.deepEqual(findCodes('E-207 with 6204-2RS after GB/T 3098.1-2010 and M8×1.25'), [
    'E-207',
    '6204-2RS',
    'GB/T 3098.1-2010',
    'M8×1.25',
  ])
  assert.deepEqual(findCodes('set max_z_velocity after G38.2'), ['max_z_velocity', 'G38.2'])
  assert.deepEqual(findCodes('in 1985 it ran 20mm at the 2nd stop'), [])
})
