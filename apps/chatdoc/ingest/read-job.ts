import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import { readJobName } from './queue-reading.ts'
import type { ReadServices } from './read-revision.ts'
import { readRevision } from './read-revision.ts'

/** Documents read at once: at most half of the processors, so that questions have the others. */
const concurrency = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))

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
    concurrency,
    run: async ({ input, jobId, signal, progress }) => {
      await readRevision(services, input.revisionId, { jobId, signal, progress })
      await onEnd(input.revisionId)
      return {}
    },
  })
