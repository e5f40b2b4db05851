import { defineApp } from '@millwright/spec'
import type { AppInstance } from '@millwright/spec'
import { chatDocMigrations } from './migrations.ts'
import type { ChatDocServices } from './services.ts'

/** ChatDoc: ask the plant's documents in plain words; every answer stands on a marked place of a page. */
export const app = defineApp<ChatDocServices>({
  name: 'chatdoc',
  title: { en: 'Ask documents', zh: '问文档' },
  migrations: chatDocMigrations,
  create: services => Promise.resolve(createChatDoc(services)),
})

const createChatDoc = (_services: ChatDocServices): AppInstance => ({ skills: [], routes: [], jobs: [] })
