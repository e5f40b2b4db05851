import { dirname, resolve } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { Config, ModelEndpoint } from './config.ts'
import { defaultCalendar, defaultLimits } from './config.ts'
import type { ConfigFile } from './config-file.ts'
import { toInstant } from './local-instant.ts'
import type { ReadConfig } from './read-config-file.ts'
import { readConfigFile } from './read-config-file.ts'
import type { Environment } from './read-environment.ts'
import { readEnvironment } from './read-environment.ts'

/**
 * The configuration: defaults, then `millwright.yaml` in `folder` (or the file that MILLWRIGHT_CONFIG names), then
 * environment variables. Throws CONFIG_INVALID with every problem of both at once.
 */
export const loadConfig = async (
  environment: Environment = process.env,
  folder: string = process.cwd(),
): Promise<Config> => {
  const named = environment['MILLWRIGHT_CONFIG'] || undefined
  const path = resolve(folder, named ?? 'millwright.yaml')
  const file = await readConfigFile(path)
  const fromFile: ReadConfig<ConfigFile> = file ?? { settings: {}, problems: [] }
  const fromEnvironment = readEnvironment(environment)
  const model = readEndpoint('model', fromFile.settings, environment)
  const embedding = readEndpoint('embedding', fromFile.settings, environment)
  const problems = [
    ...(named !== undefined && !file ? [`MILLWRIGHT_CONFIG: there is no file ${path}`] : []),
    ...fromFile.problems,
    ...fromEnvironment.problems,
    ...model.problems,
    ...embedding.problems,
  ]
  if (problems.length > 0) throw new PlatformError('CONFIG_INVALID', { problems })

  const { data, now, ...own } = fromFile.settings
  const { data: dataVariable, now: nowVariable, ...variables } = fromEnvironment.settings
  const calendar = { ...defaultCalendar, ...withoutUndefined(own.calendar ?? {}) }
  const nowText = nowVariable ?? now
  return {
    port: variables.port ?? own.port ?? 7300,
    host: variables.host ?? own.host ?? '127.0.0.1',
    ...(own.publicUrl !== undefined && { publicUrl: own.publicUrl }),
    allowedHosts: own.allowedHosts ?? [],
    trustProxy: own.trustProxy ?? false,
    // a path is relative to where it is written: the file's folder, or the shell's
    dataFolder:
      dataVariable !== undefined
        ? resolve(folder, dataVariable)
        : resolve(file ? dirname(path) : folder, data ?? 'millwright-data'),
    ...databaseUrlOf(variables.databaseUrl ?? own.databaseUrl),
    ...(nowText !== undefined && { now: toInstant(nowText, calendar.timeZone) }),
    demo: variables.demo ?? own.demo ?? true,
    calendar,
    ...(model.endpoint && { model: model.endpoint }),
    ...(embedding.endpoint && { embedding: embedding.endpoint }),
    sourceFolders: (own.sourceFolders ?? []).map(source => resolve(dirname(path), source)),
    limits: { ...defaultLimits, ...withoutUndefined(own.limits ?? {}) },
    logLevel: variables.logLevel ?? own.logLevel ?? 'warn',
    ...(file && { file: path }),
  }
}

const databaseUrlOf = (databaseUrl: string | undefined): { readonly databaseUrl?: string } =>
  databaseUrl === undefined ? {} : { databaseUrl }

const withoutUndefined = <T extends object>(record: T): { [Name in keyof T]: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined> // what was undefined has just been left out
  }

const readEndpoint = (
  section: 'model' | 'embedding',
  settings: Partial<ConfigFile>,
  environment: Environment,
): { readonly endpoint?: ModelEndpoint; readonly problems: readonly string[] } => {
  const found = settings[section]
  if (!found) return { problems: [] }
  const { baseUrl, model, apiKeyEnv } = found
  if (apiKeyEnv === undefined) return { endpoint: { baseUrl, model }, problems: [] }
  const apiKey = environment[apiKeyEnv]
  if (apiKey === undefined || apiKey === '')
    return { problems: [`${section}.apiKeyEnv: the environment variable ${apiKeyEnv} is not set`] }
  return { endpoint: { baseUrl, model, apiKey }, problems: [] }
}
