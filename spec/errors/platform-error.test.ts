import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PlatformError } from './platform-error.ts'

const failedBy = (code: string): PlatformError =>
  new PlatformError('RUN_FAILED', { runId: 'r', step: 'execute', code, message: 'why' })

test('a failed run travels as what failed: its status, and whether trying again can help', () => {
  const travels = (code: string) => [failedBy(code).status, failedBy(code).retryable]
  assert.deepEqual(travels('QUERY_TIMEOUT'), [504, true])
  assert.deepEqual(travels('NOT_READY'), [503, true])
  assert.deepEqual(travels('SQL_REFUSED'), [422, false])
  assert.deepEqual(travels('a code of a later version'), [422, false])
})
