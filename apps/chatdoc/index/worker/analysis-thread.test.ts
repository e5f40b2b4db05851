import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodePassages } from '../encode-passages.ts'
import type { Passage } from '../passage.ts'
import { createAnalysisThread } from './analysis-thread.ts'

const passage = (body: string): Passage => ({ blockIds: [], title: '', headingPath: [], caption: '', body })
const texts = [passage('The alarm E-207 at 0.5 MPa'), passage('三相异步电动机的定子绕组')]

test('the thread analyses as this one does, and starts again after it was closed', async () => {
  const thread = createAnalysisThread()
  try {
    assert.deepEqual(await thread.encode(texts, ['定子绕组']), await encodePassages(texts, ['定子绕组']))
    const cut = assert.rejects(thread.encode(texts, []), /was closed/)
    await thread.close()
    await cut
    assert.deepEqual(await thread.encode(texts, []), await encodePassages(texts, []))
  } finally {
    await thread.close()
  }
})
