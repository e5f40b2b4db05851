import { watch } from 'chokidar'
import type { FSWatcher } from 'chokidar'

/** Tells soon after something in a followed folder has changed, once things are quiet there. */
export interface FolderFollower {
  follow(folder: { readonly id: string; readonly path: string }): void
  leave(folderId: string): Promise<void>
  close(): Promise<void>
}

/** A file that is still being copied changes again within this time. */
const quietMs = 2000

/** Followers of folders; a folder that cannot be watched is looked through on schedule all the same. */
export const createFolderFollower = (onChange: (folderId: string) => Promise<void>): FolderFollower => {
  const watchers = new Map<string, { readonly watcher: FSWatcher; timer?: NodeJS.Timeout }>()
  const leave = async (folderId: string): Promise<void> => {
    const followed = watchers.get(folderId)
    watchers.delete(folderId)
    clearTimeout(followed?.timer)
    await followed?.watcher.close()
  }
  return {
    follow: ({ id, path }) => {
      if (watchers.has(id)) return
      const watcher = watch(path, { ignoreInitial: true, followSymlinks: false, persistent: false })
      const followed: { readonly watcher: FSWatcher; timer?: NodeJS.Timeout } = { watcher }
      watchers.set(id, followed)
      watcher.on('error', () => undefined) // too many watches, or gone: the schedule looks
      watcher.on('all', () => {
        clearTimeout(followed.timer)
        // a job that cannot be queued now is queued by the schedule
        followed.timer = setTimeout(() => void onChange(id).catch(() => undefined), quietMs).unref()
      })
    },
    leave,
    close: async () => {
      await Promise.all([...watchers.keys()].map(leave))
    },
  }
}
