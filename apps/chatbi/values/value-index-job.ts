import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { Clock, DataConnection, JobDefinition } from '@millwright/spec'
import type { SemanticModel } from '../model/index.ts'
import { buildValueIndex } from './build-value-index.ts'
import type { ValueData } from './value-data.ts'
import type { ValueStore } from './value-store.ts'

export interface ValueIndexJobOptions {
  readonly store: ValueStore
  readonly clock: Clock
  /** The saved model; undefined where the source is gone, which ends the job quietly. */
  loadModel(sourceId: string): Promise<SemanticModel | undefined>
  connect(sourceId: string): Promise<DataConnection>
  /** Called with fresh values, so that indexes in memory are renewed. */
  onBuilt?(data: ValueData): void
}

/** Name of the job; its input is `{ sourceId }`. */
export const valueIndexJobName = 'chatbi.value-index'

/** The job that reads a source's values again and saves them. Safe to repeat. */
export const createValueIndexJob = (options: ValueIndexJobOptions): JobDefinition =>
  defineJob({
    name: valueIndexJobName,
    title: { en: 'Read the values that questions may name', zh: '读取问题中可能提到的取值' },
    input: z.object({ sourceId: z.string() }),
    retryLimit: 2,
    timeoutS: 1800,
    run: async ({ input, signal, progress }) => {
      const model = await options.loadModel(input.sourceId)
      if (model === undefined) return { fields: 0, values: 0 }
      const data = await buildValueIndex({
        model,
        connection: await options.connect(input.sourceId),
        clock: options.clock,
        signal,
        progress: report => progress(report.fraction, report.message),
      })
      await options.store.save(data)
      options.onBuilt?.(data)
      return {
        fields: data.fields.length,
        values: data.fields.reduce((sum, field) => sum + field.values.length, 0),
        skipped: data.skipped,
      }
    },
  })
