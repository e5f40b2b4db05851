import { z } from 'zod'
import type { LogLevel } from './config.ts'
import { logLevels } from './config.ts'
import { databaseUrlSchema, nowSchema, portSchema } from './config-file.ts'
import type { ReadConfig } from './read-config-file.ts'

export interface EnvironmentSettings {
  readonly port: number
  readonly host: string
  readonly data: string
  readonly now: string
  readonly demo: boolean
  readonly databaseUrl: string
  readonly logLevel: LogLevel
}

export type Environment = Readonly<Record<string, string | undefined>>

const onOff = z.stringbool({
  truthy: ['on', 'true', '1', 'yes'],
  falsy: ['off', 'false', '0', 'no'],
  error: 'on or off',
})

/** One variable for each setting; the variable's value replaces the file's. */
const variables: { readonly [Name in keyof EnvironmentSettings]: readonly [string, z.ZodType] } = {
  port: ['MILLWRIGHT_PORT', z.string().regex(/^\d+$/, 'a port number').transform(Number).pipe(portSchema)],
  host: ['MILLWRIGHT_HOST', z.string()],
  data: ['MILLWRIGHT_DATA', z.string()],
  now: ['MILLWRIGHT_NOW', nowSchema],
  demo: ['MILLWRIGHT_DEMO', onOff],
  databaseUrl: ['DATABASE_URL', databaseUrlSchema],
  logLevel: ['MILLWRIGHT_LOG', z.enum(logLevels)],
}

/** Settings of the environment; an empty variable counts as absent. Messages never repeat a value. */
export const readEnvironment = (environment: Environment): ReadConfig<EnvironmentSettings> => {
  const settings: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [setting, [variable, schema]] of Object.entries(variables)) {
    const text = environment[variable]
    if (text === undefined || text === '') continue
    const parsed = schema.safeParse(text)
    if (parsed.success) settings[setting] = parsed.data
    else problems.push(...parsed.error.issues.map(issue => `${variable}: ${issue.message}`))
  }
  return { settings, problems }
}
