import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PlatformError } from '@millwright/spec'
import type { Source, SourceService } from '@millwright/spec'
import { defineRefreshSources } from './refresh-sources.ts'

const sourceOf = (id: string, state: Source['state']): Source => ({
  id,
  name: id.toUpperCase(),
  kind: 'sqlite',
  location: id,
  state,
  notes: [],
  createdAt: '2026-11-23T08:00:00.000Z',
})

test('every ready source is read again at night; one that is gone is named and keeps none from its turn', async () => {
  const read: string[] = []
  const sources: Pick<SourceService, 'list' | 'refresh'> = {
    list: async () => [
      sourceOf('a', 'ready'),
      sourceOf('b', 'ready'),
      sourceOf('c', 'loading'),
      sourceOf('d', 'ready'),
    ],
    refresh: async id => {
      read.push(id)
      if (id === 'a') throw new PlatformError('SOURCE_UNREACHABLE', { location: id, reason: 'no answer' })
      return id === 'd' ? [{ kind: 'table-added', table: 'stop' }] : []
    },
  }
  const job = defineRefreshSources(sources as SourceService) // the job uses these two alone
  const { signal } = new AbortController()
  const output = await job.run({ jobId: 'j', input: {}, signal, progress: () => {} })
  assert.deepEqual(read, ['a', 'b', 'd'])
  assert.deepEqual(output, { read: 3, changed: ['D'], unreachable: ['A: a cannot be reached: no answer.'] })
  assert.ok(job.schedule)
  await assert.rejects(
    Promise.resolve(job.run({ jobId: 'j', input: {}, signal: AbortSignal.abort(), progress: () => {} })),
  )
})
