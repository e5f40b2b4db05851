import { demoCalendar } from '@millwright/demo'
import type { PlantCalendar } from '@millwright/spec'

/** Every setting of a running Millwright, checked. Folders are absolute paths. Holds secrets: never log it. */
export interface Config {
  /** 0 takes a free port. */
  readonly port: number
  readonly host: string
  /** Where people reach the server, when a proxy stands before it. */
  readonly publicUrl?: string
  /** Host names that requests may be addressed to, besides the server's own. */
  readonly allowedHosts: readonly string[]
  /** Believe `X-Forwarded-*` of the proxy before the server. */
  readonly trustProxy: boolean
  readonly dataFolder: string
  /** A PostgreSQL server in place of the embedded database. */
  readonly databaseUrl?: string
  /** A fixed present for questions; sessions and the audit log keep real time. */
  readonly now?: Date
  /** Whether the demo plant is there. */
  readonly demo: boolean
  readonly calendar: PlantCalendar
  readonly model?: ModelEndpoint
  /** Turns texts into vectors, so that documents are found by meaning too. */
  readonly embedding?: ModelEndpoint
  /** Folders on the server from which stewards may name files as sources. Administrators may name any. */
  readonly sourceFolders: readonly string[]
  readonly limits: Limits
  readonly logLevel: LogLevel
  /** The file that was read, where there was one. */
  readonly file?: string
}

export interface ModelEndpoint {
  readonly baseUrl: string
  readonly model: string
  readonly apiKey?: string
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Limits {
  /** Largest JSON body of a request, in bytes. */
  readonly bodyBytes: number
  /** Largest uploaded file, in bytes. */
  readonly uploadBytes: number
  /** Files in one upload. */
  readonly uploadFiles: number
  /** Requests in work at once; more are told TOO_BUSY. */
  readonly concurrentRequests: number
  /** Open event streams at once. */
  readonly eventStreams: number
  /** Requests a second of one person, or of one address where nobody is signed in. */
  readonly requestsPerSecond: number
  /** A session ends after this time without use. */
  readonly sessionIdleHours: number
  /** A session ends after this time whatever its use. */
  readonly sessionDays: number
}

export const defaultLimits: Limits = {
  bodyBytes: 4 * 1024 * 1024,
  uploadBytes: 4 * 1024 * 1024 * 1024,
  uploadFiles: 100,
  concurrentRequests: 256,
  eventStreams: 1000,
  requestsPerSecond: 300,
  sessionIdleHours: 12,
  sessionDays: 30,
}

/** Also without configuration there is a plant: the demo's. */
export const defaultCalendar: PlantCalendar = demoCalendar
