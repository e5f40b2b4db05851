import type { z } from 'zod'
import type { Actor, Permission } from '../access/actor.ts'
import type { PlatformError } from '../errors/platform-error.ts'
import type { JobDefinition } from '../jobs/job.ts'
import type { Skill } from '../runs/skill.ts'
import type { Source } from '../sources/source.ts'
import type { Localized } from '../text/localized.ts'

/** A file that a route sends instead of JSON. */
export interface FileReply {
  readonly kind: 'file'
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array | string
}

/**
 * A file on disk that a route sends: always as a download, streamed, in parts where the client asks for a range.
 * `etag` names these bytes; the same name means the same bytes.
 */
export interface StoredFileReply {
  readonly kind: 'stored-file'
  readonly contentType: string
  readonly fileName: string
  readonly path: string
  readonly etag: string
}

/** One file of an upload, on disk until the handler has returned. `name` is a path with `/` where folders came along. */
export interface UploadedFile {
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
}

/** What a route with `takesFiles` received; `refused` are the files that were not kept, each with its reason. */
export interface ReceivedFiles {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly UploadedFile[]
  readonly refused: readonly { readonly name: string; readonly error: PlatformError }[]
}

/** What a handler gets: everything parsed by the route's own schemas. */
export interface RouteRequest<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly actor: Actor
  readonly signal: AbortSignal
  /** There for routes with `takesFiles`, and for them alone. */
  readonly received?: ReceivedFiles
}

/** One HTTP route of an app. The path starts at `/api/`; parameters are written `:name`. */
export interface RouteDefinition<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly permission: Permission
  readonly summary: string
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  readonly reply?: z.ZodType
  /** Status of a reply that is no error; 200, or 204 where nothing is returned. */
  readonly status?: number
  /** Takes `multipart/form-data`: any files, and text fields beside them. */
  readonly takesFiles?: boolean
  handle(request: RouteRequest<Params, Query, Body>): Promise<unknown>
}

/** Keeps the types of a route while it is written, and forgets them in the app's list. */
export const defineRoute = <Params = unknown, Query = unknown, Body = unknown>(
  route: RouteDefinition<Params, Query, Body>,
): RouteDefinition => route as unknown as RouteDefinition // the server parses with the route's schemas before `handle`

/** One step of an app's database schema, in order of `name`; SQL of the PostgreSQL dialect. */
export interface Migration {
  readonly name: string
  readonly up: readonly string[]
}

/** What an app adds to a running server. */
export interface AppInstance {
  readonly skills: readonly Skill<never>[]
  readonly routes: readonly RouteDefinition[]
  readonly jobs: readonly JobDefinition[]
  /** A source as the person may know it, where this app knows what is hidden from them. */
  readonly showSource?: (source: Source, actor: Actor) => Promise<Source>
  /** Called once everything is registered, before requests are taken. */
  start?(): Promise<void>
  close?(): Promise<void>
}

/** An app: one folder, one `defineApp`. `Services` is what it asks the server for. */
export interface App<Services> {
  readonly name: string
  readonly title: Localized
  readonly migrations: readonly Migration[]
  create(services: Services): Promise<AppInstance>
}

export const defineApp = <Services>(app: App<Services>): App<Services> => app
