import { z } from 'zod'
import type { Actor, JobDefinition, SourceService } from '@millwright/spec'
import { defineJob, isPlatformError } from '@millwright/spec'

const itself: Actor = { personId: 'system', name: 'Millwright', role: 'administrator', via: 'system' }

/**
 * Every night: the tables of every source are read again, so that changes in them are seen without anyone looking.
 * A source that does not answer is named in the job's output and tried again the next night.
 */
export const defineRefreshSources = (sources: SourceService): JobDefinition =>
  defineJob({
    name: 'platform.refresh-sources',
    title: { en: 'Look for changes in the sources', zh: '检查数据源的变化' },
    input: z.object({}).loose(),
    retryLimit: 1,
    timeoutS: 3600,
    schedule: '10 4 * * *',
    run: async ({ signal, progress }) => {
      const ready = (await sources.list(itself)).filter(source => source.state === 'ready')
      const changed: string[] = []
      const unreachable: string[] = []
      for (const [i, { id, name }] of ready.entries()) {
        signal.throwIfAborted()
        progress(i / ready.length, name)
        try {
          if ((await sources.refresh(id, itself)).length > 0) changed.push(name)
        } catch (error) {
          if (!isPlatformError(error)) throw error
          unreachable.push(`${name}: ${error.message}`)
        }
      }
      return { read: ready.length, changed, unreachable }
    },
  })
