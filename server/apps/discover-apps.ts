import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { App } from '@millwright/spec'

/** An app before it knows the services that it asks for. */
export type AnyApp = App<never>

/**
 * The apps in `folder`, by name: each subfolder whose `index.ts` exports an `app` made by `defineApp`. Nothing else
 * registers an app. Throws on a folder that claims to be one and is not.
 */
export const discoverApps = async (folder: string): Promise<readonly AnyApp[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'package.json')))
    .map(entry => entry.name)
    .toSorted()
  return Promise.all(names.map(name => loadApp(folder, name)))
}

const loadApp = async (folder: string, name: string): Promise<AnyApp> => {
  const entry = join(folder, name, 'index.ts')
  if (!existsSync(entry)) throw new Error(`bug: the app folder ${name} has no index.ts`)
  const module: unknown = await import(pathToFileURL(entry).href)
  const app = typeof module === 'object' && module !== null && 'app' in module ? module.app : undefined
  const problem = findProblem(app, name)
  if (problem !== undefined) throw new Error(`bug: apps/${name}/index.ts ${problem}`)
  return app as AnyApp // findProblem has looked at every part
}

const findProblem = (app: unknown, name: string): string | undefined => {
  if (typeof app !== 'object' || app === null) return 'exports no app'
  if (!('name' in app) || app.name !== name) return `exports an app that is not named "${name}"`
  if (!('title' in app) || typeof app.title !== 'object') return 'exports an app without title'
  if (!('migrations' in app) || !Array.isArray(app.migrations)) return 'exports an app without migrations'
  if (!('create' in app) || typeof app.create !== 'function') return 'exports an app that cannot be created'
  return undefined
}
