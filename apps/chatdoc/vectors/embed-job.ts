import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import type { PassageVectors } from './passage-vectors.ts'

export const embedJobName = 'chatdoc.embed'

/** What is done before a model that is new places its first passage, and when it has placed them all. */
export interface ModelHooks {
  begin(model: string): Promise<void>
  judge(model: string, signal: AbortSignal): Promise<void>
}

/** Gives vectors to the passages that have none: after documents were read, and every hour for what was left. */
export const createEmbedJob = (vectors: PassageVectors, trials: ModelHooks): JobDefinition =>
  defineJob({
    name: embedJobName,
    title: { en: 'Place passages by meaning', zh: '计算段落向量' },
    input: z.unknown(),
    retryLimit: 1,
    timeoutS: 4 * 3600,
    schedule: '17 * * * *',
    run: async ({ signal, progress }) => {
      if ((await vectors.coverage()) === 'none') await trials.begin(vectors.model)
      const embedded = await vectors.embedMissing(signal, count => progress(undefined, `${count} passages`))
      if ((await vectors.coverage()) === 'all') await trials.judge(vectors.model, signal)
      return { embedded }
    },
  })
