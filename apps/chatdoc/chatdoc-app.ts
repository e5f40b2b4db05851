import { defineApp } from '@millwright/spec'
import type { AppInstance } from '@millwright/spec'
import { createAskSkill } from './ask/ask-skill.ts'
import { createAskServices } from './ask/create-ask-services.ts'
import { attendedSearch, attendedSkill } from './ask/attended.ts'
import { createGolden } from './golden/create-golden.ts'
import { createGiveWay } from './ingest/give-way.ts'
import type { EncodePassages } from './index/encode-passages.ts'
import { createPassageIndex } from './index/passage-index.ts'
import { createAnalysisThread } from './index/worker/analysis-thread.ts'
import { createIdleThread } from './ingest/idle-thread.ts'
import { createLibraryPart } from './library-part.ts'
import { chatDocMigrations } from './migrations.ts'
import { createAskRoutes } from './routes/ask-routes.ts'
import { createGoldenRoutes } from './routes/golden-routes.ts'
import { createPassageSearch } from './retrieve/create-passage-search.ts'
import type { ChatDocServices } from './services.ts'
import { createEmbedJob, embedJobName } from './vectors/embed-job.ts'
import { createPassageVectors } from './vectors/passage-vectors.ts'

/** ChatDoc: ask the plant's documents in plain words; every answer stands on a marked place of a page. */
export const app = defineApp<ChatDocServices>({
  name: 'chatdoc',
  title: { en: 'Ask documents', zh: '问文档' },
  migrations: chatDocMigrations,
  create: services => Promise.resolve(createChatDoc(services)),
})

const createChatDoc = (services: ChatDocServices): AppInstance => {
  const { database, embedding, jobs } = services
  const vectors = embedding && createPassageVectors(database, embedding)
  const giveWay = createGiveWay()
  const search = attendedSearch(createPassageSearch({ database, ...(vectors && { vectors }) }), giveWay)
  const golden = createGolden({ ...services, search })
  const embedPassages = async (): Promise<void> => {
    if (vectors) await jobs.send(embedJobName, {}, { singletonKey: 'embed' })
  }
  const analysis = createAnalysisThread()
  const idle = createIdleThread(() => analysis.close())
  const encode: EncodePassages = (passages, dictionary) => {
    const end = idle.begin()
    return analysis.encode(passages, dictionary).finally(end)
  }
  const library = createLibraryPart(services, {
    passages: createPassageIndex(encode),
    search,
    giveWay,
    onRead: embedPassages,
  })
  return {
    skills: [attendedSkill(createAskSkill(createAskServices({ ...services, search })), giveWay)],
    routes: [...createAskRoutes(services), ...createGoldenRoutes({ ...services, golden }), ...library.routes],
    jobs: [...library.jobs, ...(vectors ? [createEmbedJob(vectors, golden.trials)] : [])],
    start: async () => {
      await library.start()
      await embedPassages()
    },
    close: async () => {
      await library.close()
      await idle.close()
    },
  }
}
