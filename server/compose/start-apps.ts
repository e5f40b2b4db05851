import type { AnyApp } from '../apps/discover-apps.ts'
import { defineCleanUp } from '../jobs/clean-up.ts'
import { defineImportUpload } from '../jobs/import-upload.ts'
import { defineRefreshSources } from '../jobs/refresh-sources.ts'
import type { RunningApp } from '../platform.ts'
import type { Closers, Services } from './services.ts'

/** Creates every app with the services and registers its skills and jobs, and the platform's own jobs. */
export const startApps = async (
  apps: readonly AnyApp[],
  services: Services,
  closers: Closers,
): Promise<readonly RunningApp[]> => {
  const { store, runs, jobs, sources, access, workspaceFolder } = services
  await jobs.register(defineCleanUp({ dataFolder: workspaceFolder, access }))
  await jobs.register(defineImportUpload({ dataFolder: workspaceFolder, sources }))
  await jobs.register(defineRefreshSources(sources))
  const running: RunningApp[] = []
  for (const app of apps) {
    // an app names in its own type what it takes of these; it gets them all
    const instance = await app.create({ ...services, database: store.db } as never)
    if (instance.close) closers.resources.push(() => instance.close?.() ?? Promise.resolve())
    for (const skill of instance.skills) runs.register(skill)
    for (const job of instance.jobs) await jobs.register(job)
    running.push({ name: app.name, title: app.title, instance })
  }
  return running
}
