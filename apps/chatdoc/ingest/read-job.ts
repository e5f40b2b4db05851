import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition, JobService } from '@millwright/spec'
import { endBatch } from './batch.ts'
import { cancelBatch } from './control-reading.ts'
import { claimRevision } from './claim-revisions.ts'
import { isCancelled } from './is-cancelled.ts'
import { readBatchJobName, readJobName } from './queue-reading.ts'
import { readBatch } from './read-batch.ts'
import { beginReading } from './read-revision.ts'
import type { ReadServices } from './read-revision.ts'
import { batchesAtOnce } from './reading.ts'

export interface ReadJobServices extends ReadServices {
  readonly jobs: JobService
  /** Told when readings have ended in any way but a restart. */
  onRead(): Promise<void>
}

/** A day at most, which the queue asks for; what is left then is read by the next attempt. */
const mostBatchS = 23 * 3600

/** The jobs that read files and make them searchable: a batch in one job, and one file that is read again. */
export const createReadJobs = (services: ReadJobServices): readonly JobDefinition[] => [
  defineJob({
    name: readBatchJobName,
    title: { en: 'Read documents', zh: '读取文档' },
    input: z.object({ batchId: z.string() }),
    retryLimit: 10,
    timeoutS: mostBatchS,
    concurrency: batchesAtOnce,
    run: async ({ input: { batchId }, ...context }) => {
      try {
        const read = await readBatch(services, batchId, context)
        await endBatch(services, batchId)
        await services.onRead()
        return read
      } catch (error) {
        if (context.signal.aborted && (await isCancelled(services.jobs, context.jobId)))
          await cancelBatch(services, batchId)
        throw error
      }
    },
  }),
  defineJob({
    name: readJobName,
    title: { en: 'Read a document', zh: '读取文档' },
    input: z.object({ revisionId: z.string() }),
    retryLimit: 3,
    timeoutS: 5 * 3600,
    concurrency: batchesAtOnce,
    run: async ({ input: { revisionId }, progress, ...context }) => {
      const revision = await claimRevision(services.database, revisionId)
      if (!revision) return {}
      const reading = beginReading(services, revision, context)
      const fault = await reading.finish(fraction => progress(fraction, revision.name))
      await services.onRead()
      return fault === undefined ? {} : { fault }
    },
  }),
]
