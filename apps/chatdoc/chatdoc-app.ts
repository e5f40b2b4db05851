import { join } from 'node:path'
import { defineApp } from '@millwright/spec'
import type { AppInstance } from '@millwright/spec'
import { createAskSkill } from './ask/ask-skill.ts'
import { createAskServices } from './ask/create-ask-services.ts'
import { createPassageIndex } from './index/passage-index.ts'
import { createReading } from './ingest/create-reading.ts'
import { createDeleteCollectionJob } from './ingest/delete-job.ts'
import { queueUnread } from './ingest/queue-reading.ts'
import { createReadJob } from './ingest/read-job.ts'
import { createLibrary } from './library/library.ts'
import { chatDocMigrations } from './migrations.ts'
import { createAskRoutes } from './routes/ask-routes.ts'
import { createLibraryRoutes } from './routes/library-routes.ts'
import { createPictureCache } from './routes/picture-cache.ts'
import { createPassageSearch } from './retrieve/create-passage-search.ts'
import type { ChatDocServices } from './services.ts'

/** ChatDoc: ask the plant's documents in plain words; every answer stands on a marked place of a page. */
export const app = defineApp<ChatDocServices>({
  name: 'chatdoc',
  title: { en: 'Ask documents', zh: '问文档' },
  migrations: chatDocMigrations,
  create: services => Promise.resolve(createChatDoc(services)),
})

const createChatDoc = (services: ChatDocServices): AppInstance => {
  const { database, clock, jobs, audit, secrets, access } = services
  const library = createLibrary({ database, clock, folder: join(services.workspaceFolder, 'documents') })
  const reading = createReading()
  const passages = createPassageIndex()
  const search = createPassageSearch({ database })
  const pictures = createPictureCache()
  return {
    skills: [createAskSkill(createAskServices({ ...services, search }))],
    routes: [
      ...createAskRoutes(services),
      ...createLibraryRoutes({
        library,
        reading,
        passages,
        search,
        pictures,
        jobs,
        audit,
        secrets,
        onReadingEnded: () => Promise.resolve(),
        listPeople: () => access.people.list(),
      }),
    ],
    jobs: [
      createReadJob({ ...library, reading, passages, openSecret: sealed => secrets.open(sealed) }, () =>
        Promise.resolve(),
      ),
      createDeleteCollectionJob({
        ...library,
        passages,
        search,
        jobs,
        forgetPictures: ids => pictures.forget(ids),
      }),
    ],
    start: async () => {
      await library.originals.sweep(revisionId => isKnownRevision(services, revisionId))
      await queueUnread({ database, jobs })
    },
    close: () => reading.close(),
  }
}

const isKnownRevision = async ({ database }: ChatDocServices, revisionId: string): Promise<boolean> => {
  const row = await database
    .selectFrom('chatdoc_revision')
    .select('id')
    .where('id', '=', revisionId)
    .executeTakeFirst()
  return row !== undefined
}
