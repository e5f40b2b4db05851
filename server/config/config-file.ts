import { z } from 'zod'
import { plantCalendarSchema } from '@millwright/spec'
import { logLevels } from './config.ts'

const atLeastOne = z.number().int().positive()
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch {
    return false
  }
}

export const portSchema = z.number().int().min(0).max(65535)
export const databaseUrlSchema = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'a PostgreSQL address as postgres://user:password@host:5432/database')
export const nowSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/, {
    error: 'a time as 2026-11-23T08:00:00, of the plant, or with a zone',
    abort: true,
  })
  .refine(text => !Number.isNaN(Date.parse(text)), 'a time that exists')

/** A model on a server; the key itself is never in the file. */
const modelEndpointSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable, not the key itself')
    .optional(),
})

/** What `millwright.yaml` may hold. Every key may be left out; a key that is not here is an error. */
export const configFileSchema = z.strictObject({
  port: portSchema.optional(),
  host: z.string().min(1).optional(),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  allowedHosts: z.array(z.string().regex(/^[^\s:/]+$/, 'a host name without port')).optional(),
  trustProxy: z.boolean().optional(),
  data: z.string().min(1).optional(),
  databaseUrl: databaseUrlSchema.optional(),
  now: nowSchema.optional(),
  demo: z.boolean().optional(),
  calendar: z
    .strictObject({
      ...plantCalendarSchema.shape,
      timeZone: z.string().refine(isTimeZone, 'a time zone as Asia/Shanghai'),
      shifts: z.array(z.strictObject(plantCalendarSchema.shape.shifts.element.shape)),
    })
    .partial()
    .optional(),
  model: modelEndpointSchema.optional(),
  embedding: modelEndpointSchema.optional(),
  sourceFolders: z.array(z.string().min(1)).optional(),
  limits: z
    .strictObject({
      bodyBytes: atLeastOne,
      uploadBytes: atLeastOne,
      uploadFiles: atLeastOne,
      concurrentRequests: atLeastOne,
      eventStreams: atLeastOne,
      requestsPerSecond: atLeastOne,
      sessionIdleHours: z.number().positive(),
      sessionDays: z.number().positive(),
    })
    .partial()
    .optional(),
  logLevel: z.enum(logLevels).optional(),
})
export type ConfigFile = z.infer<typeof configFileSchema>
