import { join } from 'node:path'
import type { Actor, AppInstance } from '@millwright/spec'
import type { PassageIndex } from './index/passage-index.ts'
import type { PassageSearch } from './index/search.ts'
import { queuePacked } from './ingest/archives.ts'
import { closeOpenBatches, onReadingEnded } from './ingest/batch.ts'
import { createReading } from './ingest/create-reading.ts'
import { createDeleteCollectionJob } from './ingest/delete-job.ts'
import { createFolderFollower } from './ingest/folder/follow-folders.ts'
import { createScanJobs, scanFolderJobName } from './ingest/folder/scan-jobs.ts'
import { queueUnread } from './ingest/queue-reading.ts'
import type { GiveWay } from './ingest/give-way.ts'
import { createReadJobs } from './ingest/read-job.ts'
import { createRunningReadings } from './ingest/running-readings.ts'
import { createUnpackJob } from './ingest/unpack-job.ts'
import { createTellJob } from './ingest/webhook/tell-job.ts'
import { createLibrary } from './library/library.ts'
import { createLibraryRoutes } from './routes/library-routes.ts'
import { createPictureCache } from './routes/picture-cache.ts'
import type { ChatDocServices } from './services.ts'

/** The part of ChatDoc that takes documents in, keeps them and lets them go. */
export type LibraryPart = Pick<AppInstance, 'routes' | 'jobs'> &
  Required<Pick<AppInstance, 'start' | 'close'>>

export interface LibraryParts {
  readonly passages: PassageIndex
  readonly search: PassageSearch
  /** Whom the reading of files lets go first. */
  readonly giveWay: GiveWay
  /** Told when readings have ended in any way. */
  readonly onRead: () => Promise<void>
}

export const createLibraryPart = (
  services: ChatDocServices,
  { passages, search, giveWay, onRead }: LibraryParts,
): LibraryPart => {
  const { database, clock, jobs, audit, secrets, access, resolvePaths } = services
  const library = createLibrary({
    database,
    clock,
    passages,
    folder: join(services.workspaceFolder, 'documents'),
  })
  const reading = createReading()
  const running = createRunningReadings()
  const pictures = createPictureCache()
  const follower = createFolderFollower(async folderId => {
    await jobs.send(scanFolderJobName, { folderId }, { singletonKey: folderId })
  })
  const closing = new AbortController()
  let takingUp: Promise<void> = Promise.resolve()
  const batches = { database, jobs, clock }
  const ended = async (revisionId: string): Promise<void> => {
    await onReadingEnded(batches, revisionId)
    await onRead()
  }
  const people = { findActor: (personId: string) => findActor(services, personId) }
  const forgetPictures = (revisionIds: readonly string[]): number => pictures.forget(revisionIds)
  const deletion = { ...library, passages, search, forgetPictures }
  return {
    routes: createLibraryRoutes({
      library,
      reading,
      running,
      giveWay,
      passages,
      search,
      pictures,
      jobs,
      audit,
      secrets,
      follower,
      resolvePaths,
      onReadingEnded: ended,
      listPeople: () => access.people.list(),
    }),
    jobs: [
      ...createReadJobs({
        ...library,
        reading,
        running,
        passages,
        giveWay,
        jobs,
        openSecret: sealed => secrets.open(sealed),
        onRead,
      }),
      createDeleteCollectionJob({ ...deletion, running }),
      createTellJob({ database, clock, secrets, ...people }),
      createUnpackJob({ ...library, reading, giveWay, jobs, ...people }),
      ...createScanJobs({ ...library, reading, giveWay, jobs, resolvePaths, ...people }),
    ],
    start: async () => {
      await library.originals.sweep(await knownOriginals(services))
      // in the background: there may be thousands, and who starts the product waits
      takingUp = queueUnread({ database, jobs }, closing.signal).catch(() => {
        // the queue or the store was closed meanwhile: the next start takes up the rest
      })
      await closeOpenBatches(batches)
      await queuePacked({ ...library, jobs })
      const folders = await database.selectFrom('chatdoc_folder').select(['id', 'path']).execute()
      for (const folder of folders) follower.follow(folder)
    },
    close: async () => {
      closing.abort()
      await takingUp
      await follower.close()
      await reading.close()
    },
  }
}

const knownOriginals = async ({ database }: ChatDocServices): Promise<ReadonlySet<string>> => {
  const revisions = await database.selectFrom('chatdoc_revision').select('id').execute()
  const archives = await database.selectFrom('chatdoc_archive').select('id').execute()
  return new Set([...revisions, ...archives].map(row => row.id))
}

/** A person as they are now, for what goes on in their name without them. */
const findActor = async ({ access }: ChatDocServices, personId: string): Promise<Actor | undefined> => {
  const person = (await access.people.list()).find(one => one.id === personId)
  if (!person || person.disabled) return undefined
  return { personId: person.id, name: person.name, role: person.role, via: 'system' }
}
