import { z } from 'zod'
import { auditEntrySchema, jobSchema, plantCalendarSchema, roleSchema, runSchema } from '@millwright/spec'
import type { AuditEntry, Job, Run } from '@millwright/spec'

/** Where a list may come bare or wrapped in an object under `key`. */
export const listOf = <T>(item: z.ZodType<T>, key: string): z.ZodType<readonly T[]> =>
  z.union([z.array(item), z.object({ [key]: z.array(item) }).transform(value => value[key] ?? [])])

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON leaves out what is undefined; the contracts want those keys, so they are null here. */
const withKeys = (value: unknown, keys: readonly string[]): unknown =>
  isFields(value) ? { ...Object.fromEntries(keys.map(key => [key, null])), ...value } : value

const stepsOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(step => withKeys(step, ['output'])) : value

export const runReplySchema: z.ZodType<Run> = z.preprocess(
  value =>
    isFields(value)
      ? { ...value, steps: stepsOf(value['steps']), history: stepsOf(value['history']) }
      : value,
  runSchema,
)

export const jobReplySchema: z.ZodType<Job> = z.preprocess(
  value => withKeys(value, ['input', 'output']),
  jobSchema,
)

export const auditReplySchema: z.ZodType<AuditEntry> = z.preprocess(
  value => withKeys(value, ['detail']),
  auditEntrySchema,
)

export const nothingSchema = z.unknown()

export const sessionSchema = z.object({
  person: z.object({ id: z.string(), name: z.string(), role: roleSchema }).nullable(),
  csrfToken: z.string().nullish(),
  permissions: z.array(z.string()).default([]),
  product: z.object({ name: z.string(), version: z.string() }),
  now: z.string(),
  calendar: plantCalendarSchema,
  passwordSet: z.boolean().optional(),
  modelName: z.string().nullish(),
})
export type Session = z.infer<typeof sessionSchema>

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  disabled: z.boolean().default(false),
  createdAt: z.string().optional(),
  lastSeenAt: z.string().nullish(),
  passwordSet: z.boolean().optional(),
})
export type Person = z.infer<typeof personSchema>

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullish(),
  lastUsedAt: z.string().nullish(),
  token: z.string().optional(),
  hint: z.string().optional(),
})
export type ApiToken = z.infer<typeof tokenSchema>
