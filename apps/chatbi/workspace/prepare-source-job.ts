import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import type { Workspace } from './workspace.ts'

/** Name of the job; its input is `{ sourceId }`. */
export const prepareSourceJobName = 'chatbi.prepare-source'

/** The job that drafts a source's model and has its values read, so that no first question waits. Safe to repeat. */
export const createPrepareSourceJob = (workspace: Workspace): JobDefinition =>
  defineJob({
    name: prepareSourceJobName,
    title: { en: 'Get a source ready for questions', zh: '为提问准备数据源' },
    input: z.object({ sourceId: z.string() }),
    retryLimit: 2,
    timeoutS: 1800,
    run: async ({ input }) => {
      await workspace.prepare(input.sourceId)
      return {}
    },
  })
