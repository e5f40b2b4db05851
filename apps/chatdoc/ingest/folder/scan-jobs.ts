import { z } from 'zod'
import { defineJob } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import { scanFolder } from './scan-folder.ts'
import type { ScanServices } from './scan-folder.ts'

/** Name of the job that brings a collection in step with one folder; its input is `{ folderId }`. */
export const scanFolderJobName = 'chatdoc.scan-folder'

/** One folder when it has changed, and all of them now and then: not every file system tells of changes. */
export const createScanJobs = (services: ScanServices): readonly JobDefinition[] => [
  defineJob({
    name: scanFolderJobName,
    title: { en: 'Look through a folder', zh: '检查文件夹' },
    input: z.object({ folderId: z.string() }),
    retryLimit: 1,
    timeoutS: 4 * 3600,
    concurrency: 1,
    run: async ({ input, signal }) => {
      await scanFolder(services, input.folderId, signal)
      return {}
    },
  }),
  defineJob({
    name: 'chatdoc.scan-folders',
    title: { en: 'Look through all followed folders', zh: '检查所有关注的文件夹' },
    input: z.object({}).loose(),
    retryLimit: 0,
    timeoutS: 60,
    concurrency: 1,
    schedule: '*/5 * * * *',
    run: async () => {
      const folders = await services.database.selectFrom('chatdoc_folder').select('id').execute()
      for (const { id } of folders)
        await services.jobs.send(scanFolderJobName, { folderId: id }, { singletonKey: id })
      return { folders: folders.length }
    },
  }),
]
