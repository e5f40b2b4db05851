import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@millwright/engine'
import type { Role } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { defaultCalendar, defaultLimits } from '../config/config.ts'
import { createLog } from '../http/logging.ts'
import type { RunningServer } from '../start/start-server.ts'
import { startServer } from '../start/start-server.ts'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body as JSON. */
  json<T = Record<string, unknown>>(): T
}

export interface Send {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | object
}

/** Someone who is signed in, as a browser or a program. */
export interface Client {
  send(method: string, path: string, options?: Send): Promise<Reply>
  readonly headers: Readonly<Record<string, string>>
}

export interface TestServer {
  readonly server: RunningServer
  readonly config: Config
  readonly said: readonly string[]
  /** Warnings and errors of the log. */
  readonly logged: readonly string[]
  readonly anyone: Client
  /** A new person with this role, signed in with session and CSRF token. */
  signIn(role: Role): Promise<Client & { readonly personId: string }>
  close(): Promise<void>
}

/** On a PostgreSQL server, where one is named, each test server has a database of its own. */
const createOwnDatabase = async (url: string | undefined): Promise<{ readonly databaseUrl?: string }> => {
  if (url === undefined || url === '') return {}
  const name = `millwright_${randomUUID().replaceAll('-', '')}`
  const store = await openStore({ connectionString: url })
  await store.execute(`create database ${name}`)
  await store.close()
  const own = new URL(url)
  own.pathname = `/${name}`
  return { databaseUrl: own.href }
}

const testApps = join(import.meta.dirname, 'apps')

/** The folder of the product's own apps. */
export const productApps = join(import.meta.dirname, '..', '..', 'apps')

/** A real server on a free port over a new database in a new folder, with the test app. */
export const startTestServer = async (
  change: Partial<Config> = {},
  appsFolder = testApps,
): Promise<TestServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    allowedHosts: [],
    trustProxy: false,
    dataFolder: join(folder, 'data'),
    demo: false,
    calendar: defaultCalendar,
    sourceFolders: [],
    limits: defaultLimits,
    logLevel: 'silent',
    ...(await createOwnDatabase(process.env['TEST_DATABASE_URL'])),
    ...change,
  }
  const said: string[] = []
  const logged: string[] = []
  const server = await startServer(config, {
    terminal: { say: line => said.push(line), progress: () => {} },
    appsFolder,
    log: createLog('warn', { write: line => logged.push(line) }),
    heartbeatMs: 200,
    webFolder: join(import.meta.dirname, 'web'),
  })
  const client = (headers: Readonly<Record<string, string>>): Client => ({
    headers,
    send: (method, path, options = {}) =>
      send(server.url + path, method, { ...options, headers: { ...headers, ...options.headers } }),
  })
  return {
    server,
    config,
    said,
    logged,
    anyone: client({}),
    signIn: async role => {
      const { access } = server.platform
      const person = await access.people.create({ name: `${role} ${Math.random()}`, role })
      const { sessionId, csrfToken } = await access.sessions.create(person.id)
      return {
        personId: person.id,
        ...client({ cookie: `millwright_${config.port}=${sessionId}`, 'x-csrf-token': csrfToken }),
      }
    },
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const send = (url: string, method: string, { headers, body }: Send): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    const payload = body === undefined || isRaw ? body : JSON.stringify(body)
    const type = body === undefined || isRaw ? {} : { 'content-type': 'application/json' }
    const request = httpRequest(url, { method, headers: { ...type, ...headers } }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: <T>() => JSON.parse(text) as T, // a test knows what it asked for
        })
      })
    })
    request.on('error', reject)
    request.end(payload)
  })
