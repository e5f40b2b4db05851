import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import { readingsAtOnce } from './reading.ts'
import { readJobName } from './queue-reading.ts'
import type { ReadServices } from './read-revision.ts'
import { readRevision } from './read-revision.ts'

/** The job that reads a revision and makes it searchable. `onEnd` is told when it has ended in any way but a restart. */
export const createReadJob = (
  services: ReadServices,
  onEnd: (revisionId: string) => Promise<void>,
): JobDefinition =>
  defineJob({
    name: readJobName,
    title: { en: 'Read a document', zh: '读取文档' },
    input: z.object({ revisionId: z.string() }),
    retryLimit: 3,
    timeoutS: 4 * 3600,
    concurrency: readingsAtOnce,
    run: async ({ input, jobId, signal, progress }) => {
      await readRevision(services, input.revisionId, { jobId, signal, progress })
      await onEnd(input.revisionId)
      return {}
    },
  })
