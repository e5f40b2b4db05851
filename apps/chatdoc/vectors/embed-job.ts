import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import type { PassageVectors } from './passage-vectors.ts'

export const embedJobName = 'chatdoc.embed'

/** Gives vectors to the passages that have none: after documents were read, and every hour for what was left. */
export const createEmbedJob = (vectors: PassageVectors): JobDefinition =>
  defineJob({
    name: embedJobName,
    title: { en: 'Place passages by meaning', zh: '计算段落向量' },
    input: z.unknown(),
    retryLimit: 1,
    timeoutS: 4 * 3600,
    schedule: '17 * * * *',
    run: async ({ signal, progress }) => {
      const embedded = await vectors.embedMissing(signal, count => progress(undefined, `${count} passages`))
      return { embedded }
    },
  })
