import { randomUUID } from 'node:crypto'
import type { Actor } from '@millwright/spec'
import type { Originals } from '../library/originals.ts'
import { closeBatch } from './batch.ts'
import type { BatchServices } from './batch.ts'
import type { NamedFile } from './reading.ts'

/** Name of the job that takes the files out of an archive; its input is `{ archiveId }`. */
export const unpackJobName = 'chatdoc.unpack'

export interface ArchiveServices extends BatchServices {
  readonly originals: Originals
}

/** An archive that waits to be unpacked. */
export interface NewArchive {
  readonly batchId: string
  readonly file: NamedFile
  readonly inForceFrom?: Date
  readonly actor: Actor
}

/** Keeps an archive's bytes until it is unpacked, and returns its id; both or neither. Throws FILE_UNREADABLE. */
export const keepArchive = async (
  { database, originals, clock }: ArchiveServices,
  { batchId, file, inForceFrom, actor }: NewArchive,
): Promise<string> => {
  const id = randomUUID()
  const incoming = await originals.take(file)
  try {
    await database.transaction().execute(async trx => {
      await trx
        .insertInto('chatdoc_archive')
        .values({
          id,
          batch_id: batchId,
          name: file.name,
          in_force_from: inForceFrom ?? null,
          created_by: actor.personId,
          created_at: clock.now(),
        })
        .execute()
      await originals.keep(incoming, id)
    })
  } finally {
    await originals.drop(incoming)
  }
  return id
}

/** Has an archive unpacked; once is enough. */
export const queueUnpacking = async (
  { jobs }: Pick<ArchiveServices, 'jobs'>,
  archiveId: string,
): Promise<void> => {
  await jobs.send(unpackJobName, { archiveId }, { singletonKey: archiveId })
}

/** Lets go of an archive that is unpacked, or given up; with the last one of a batch no more files come to it. */
export const dropArchive = async (
  services: ArchiveServices,
  { id, batchId }: { readonly id: string; readonly batchId: string },
): Promise<void> => {
  const { database, originals } = services
  await database.deleteFrom('chatdoc_archive').where('id', '=', id).execute()
  await originals.setAside([id])
  await originals.discard([id])
  if (!(await holdsArchives(services, batchId))) await closeBatch(services, batchId)
}

/** Whether files may still come to the batch out of archives. */
const holdsArchives = async (
  { database }: Pick<ArchiveServices, 'database'>,
  batchId: string,
): Promise<boolean> => {
  const archive = await database
    .selectFrom('chatdoc_archive')
    .select('id')
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return archive !== undefined
}

/** Takes up what a crash left packed. */
export const queuePacked = async (services: ArchiveServices): Promise<void> => {
  const archives = await services.database.selectFrom('chatdoc_archive').select('id').execute()
  for (const { id } of archives) await queueUnpacking(services, id)
}
