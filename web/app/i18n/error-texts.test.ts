import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '../api/api.ts'
import { toChinese } from './error-texts.ts'

const error = (code: string, data: unknown): ApiError =>
  new ApiError({ code, message: 'in English', status: 400, retryable: false, data })

test('an error of the catalogue is said in Chinese with its facts', () => {
  assert.equal(
    toChinese(error('FILE_UNREADABLE', { file: 'a.csv', reason: 'is empty' })),
    '无法读取 a.csv：is empty。',
  )
  assert.equal(toChinese(error('INPUT_INVALID', { problems: ['a', 'b'] })), '请求无效：a；b。')
})

test('what made a step or a job fail is said in Chinese by its code and facts', () =>
  assert.equal(
    toChinese({ code: 'QUERY_TIMEOUT', data: { timeoutMs: 60000 } })?.slice(0, 12),
    '查询超过 60000 毫',
  ))

test('an unknown code, or facts of another version, leave the words of the server', () => {
  assert.equal(toChinese(error('SOMETHING_NEW', {})), undefined)
  assert.equal(toChinese(error('INPUT_INVALID', {})), undefined)
  assert.equal(toChinese(error('FILE_UNREADABLE', undefined)), undefined)
})
