import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { AccessService } from '@millwright/engine'
import type { JobDefinition } from '@millwright/spec'
import { defineJob } from '@millwright/spec'

const keepUploadsMs = 7 * 86_400_000

/** Every night: expired sessions and links go, and uploads that no import took away in a week. */
export const defineCleanUp = (options: {
  readonly dataFolder: string
  readonly access: AccessService
}): JobDefinition =>
  defineJob({
    name: 'platform.clean-up',
    title: { en: 'Remove what has expired', zh: '清理过期内容' },
    input: z.object({}).loose(),
    retryLimit: 1,
    timeoutS: 600,
    schedule: '30 3 * * *',
    run: async () => {
      await options.access.purge()
      return { removedUploads: await removeOldUploads(join(options.dataFolder, 'uploads')) }
    },
  })

const removeOldUploads = async (folder: string): Promise<number> => {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (Date.now() - (await stat(path)).mtimeMs < keepUploadsMs) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}
