import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { Actor, JobDefinition } from '@millwright/spec'
import type { FileResult } from '../library/replies.ts'
import { dropArchive, unpackJobName } from './archives.ts'
import { isCancelled } from './is-cancelled.ts'
import { queueOnce, receiveExpanded } from './receive-files.ts'
import type { ReceiveServices } from './receive-files.ts'

export interface UnpackServices extends ReceiveServices {
  /** The person as they are now; undefined where they may do nothing any more. */
  readonly findActor: (personId: string) => Promise<Actor | undefined>
}

/** What came of an archive. */
interface Unpacked {
  readonly taken: number
  /** Files that were not kept at all, the first few, each with its reason. */
  readonly refused: readonly string[]
}

const mostRefused = 200

/** The job that takes the files out of an archive, each a document with its own result. What was taken already stays. */
export const createUnpackJob = (services: UnpackServices): JobDefinition =>
  defineJob({
    name: unpackJobName,
    title: { en: 'Unpack an archive', zh: '解压压缩包' },
    input: z.object({ archiveId: z.string() }),
    retryLimit: 3,
    timeoutS: 6 * 3600,
    concurrency: 1,
    run: async ({ input: { archiveId }, jobId, signal, progress }): Promise<Unpacked> => {
      const archive = await findArchive(services, archiveId)
      if (!archive) return { taken: 0, refused: [] }
      try {
        const unpacked = await unpack(services, archive, { signal, progress })
        await dropArchive(services, archive)
        return unpacked
      } catch (error) {
        if (signal.aborted && (await isCancelled(services.jobs, jobId))) await dropArchive(services, archive)
        throw error
      }
    },
  })

const findArchive = ({ database }: UnpackServices, id: string) =>
  database
    .selectFrom('chatdoc_archive as archive')
    .innerJoin('chatdoc_batch as batch', 'batch.id', 'archive.batch_id')
    .select(['archive.id', 'archive.name', 'archive.batch_id as batchId', 'archive.in_force_from as inForceFrom'])
    .select(['archive.created_by as createdBy', 'batch.collection_id as collectionId'])
    .where('archive.id', '=', id)
    .executeTakeFirst() // prettier-ignore

type Archive = NonNullable<Awaited<ReturnType<typeof findArchive>>>

const unpack = async (
  services: UnpackServices,
  { id, name, batchId, collectionId, inForceFrom, createdBy }: Archive,
  {
    signal,
    progress,
  }: { readonly signal: AbortSignal; readonly progress: (fraction: undefined, message: string) => void },
): Promise<Unpacked> => {
  const actor = await services.findActor(createdBy)
  if (!actor) return { taken: 0, refused: [name] }
  const refused: string[] = []
  let taken = 0
  const onResult = (result: FileResult): void => {
    if (result.outcome !== 'refused') taken++
    else if (refused.length < mostRefused) refused.push(`${result.name}: ${result.failure?.message ?? ''}`)
    progress(undefined, `${taken + refused.length} ${result.name}`)
  }
  await receiveExpanded(
    services,
    {
      collectionId,
      batchId,
      file: { path: services.originals.pathOf(id), name },
      ...(inForceFrom && { inForceFrom }),
      actor,
      signal,
      onQueued: queueOnce(services, batchId),
    },
    onResult,
  )
  return { taken, refused }
}
