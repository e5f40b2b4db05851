import { z } from 'zod'
import { plantCalendarSchema, roleSchema } from '@millwright/spec'

/** Where a list may come bare or wrapped in an object under `key`. */
export const listOf = <T>(item: z.ZodType<T>, key: string): z.ZodType<readonly T[]> =>
  z.union([z.array(item), z.object({ [key]: z.array(item) }).transform(value => value[key] ?? [])])

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
