import { defineApp } from '@millwright/spec'
import type { Actor, AppInstance, SourceChange } from '@millwright/spec'
import { createAskSkill } from './ask/ask-skill.ts'
import { createChoiceMemory } from './ask/choice-memory.ts'
import { chatBiMigrations } from './migrations.ts'
import { createModelStore, modelMigrations } from './model/index.ts'
import { createAskRoutes } from './routes/ask-routes.ts'
import { createChoiceRoutes } from './routes/choice-routes.ts'
import { createModelRoutes } from './routes/model-routes.ts'
import { createVerifiedRoutes } from './routes/verified-routes.ts'
import type { ChatBiServices } from './services.ts'
import {
  createValueIndexCache,
  createValueIndexJob,
  createValueStore,
  valueIndexJobName,
} from './values/index.ts'
import { checkVerifiedJobName, createCheckVerifiedJob } from './verified/check-verified-job.ts'
import { createOwnLayers } from './verified/own-layers.ts'
import { createVerifiedQuestions } from './verified/verified-questions.ts'
import { createWhySkill } from './why/why-skill.ts'
import { createWorkspace } from './workspace/create-workspace.ts'
import { createPrepareSourceJob, prepareSourceJobName } from './workspace/prepare-source-job.ts'
import { showSource } from './workspace/show-source.ts'
import type { Workspace } from './workspace/workspace.ts'

/** The product itself: who follows changes of the sources. */
const itself: Actor = { personId: 'system', name: 'Millwright', role: 'administrator', via: 'system' }

/** ChatBI: ask data in plain words; every step can be opened, edited and run again. */
export const app = defineApp<ChatBiServices>({
  name: 'chatbi',
  title: { en: 'Ask data', zh: '问数据' },
  migrations: [...modelMigrations, ...chatBiMigrations],
  create: services => Promise.resolve(createChatBi(services)),
})

const createChatBi = (services: ChatBiServices): AppInstance => {
  const { database, clock, calendar, runs, sources, workspaceFolder } = services
  const models = createModelStore({ database: database.withTables(), workspaceFolder, clock })
  const values = createValueStore(workspaceFolder)
  const indexes = createValueIndexCache(values)
  const workspace = createWorkspace({ ...services, models, values, indexes })
  const verified = createVerifiedQuestions(database, clock)
  const choices = createChoiceMemory(database, clock)
  const forget = async (sourceId: string): Promise<void> => {
    await workspace.forget(sourceId)
    await verified.forget(sourceId)
    await choices.forget(sourceId)
  }
  const askServices = {
    workspace,
    calendar,
    runs,
    choices,
    verified,
    layers: createOwnLayers({ verified, calendar }),
    ...(services.models ? { models: services.models } : {}),
  }
  return {
    skills: [createAskSkill(askServices), createWhySkill(askServices)],
    routes: [
      ...createAskRoutes(services, workspace),
      ...createChoiceRoutes(services, { choices, workspace }),
      ...createModelRoutes(services, models, workspace),
      ...createVerifiedRoutes(services, { verified, workspace }),
    ],
    jobs: [
      createValueIndexJob({
        store: values,
        clock,
        loadModel: async sourceId => (await models.find(sourceId))?.model,
        connect: sourceId => sources.connection(sourceId),
        onBuilt: data => indexes.renew(data),
      }),
      createPrepareSourceJob(workspace),
      createCheckVerifiedJob({ verified, workspace, calendar, clock }),
    ],
    showSource: (source, actor) => showSource(source, actor, models),
    start: () => start(services, { workspace, forget }),
  }
}

interface Followers {
  readonly workspace: Workspace
  /** Removes everything that is known or was confirmed about a source. */
  readonly forget: (sourceId: string) => Promise<void>
}

/** Changes of the sources are followed; those without a model or values get them in the background. */
const start = async (services: ChatBiServices, { workspace, forget }: Followers): Promise<void> => {
  services.sources.onChange(change => follow(services, { workspace, forget }, change))
  const sources = await services.sources.list(itself)
  for (const { id, state } of sources)
    if (state === 'ready' && !(await workspace.isPrepared(id)))
      await services.jobs.send(prepareSourceJobName, { sourceId: id }, { singletonKey: id })
}

const follow = async (
  { jobs }: ChatBiServices,
  { workspace, forget }: Followers,
  { type, sourceId }: SourceChange,
): Promise<void> => {
  if (type === 'removed') return forget(sourceId)
  if (type === 'added') return workspace.prepare(sourceId)
  try {
    await workspace.reconcile(sourceId)
  } finally {
    await jobs.send(valueIndexJobName, { sourceId }, { singletonKey: sourceId })
    await jobs.send(checkVerifiedJobName, { sourceId }, { singletonKey: sourceId })
  }
}
