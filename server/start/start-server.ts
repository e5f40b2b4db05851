import { createServer as createNodeServer } from 'node:http'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { FastifyBaseLogger } from 'fastify'
import { createLog } from '../http/logging.ts'
import { createHttp } from '../http/create-http.ts'
import type { HttpApp } from '../http/http-app.ts'
import { openPlatform } from '../compose/open-platform.ts'
import type { Platform } from '../platform.ts'
import { productName, productVersion } from '../product.ts'
import { listen, stopListening } from './listen.ts'
import { createStartGate } from './start-gate.ts'
import type { Terminal } from './terminal.ts'
import { createTerminal } from './terminal.ts'

/** A running server. */
export interface RunningServer {
  /** Where it answers, as `http://127.0.0.1:7300`. */
  readonly url: string
  readonly platform: Platform
  /** Every route with who may use it. */
  readonly routes: HttpApp['routes']
  /** The one-time link, where the local administrator has no password yet. */
  readonly openLink?: string
  /** Ends event streams, lets requests end, stops work in progress and closes the store. */
  close(): Promise<void>
}

export interface StartOptions {
  /** Absent: standard output. */
  readonly terminal?: Terminal
  /** Absent: standard error, at the configured level. */
  readonly log?: FastifyBaseLogger
  /** Folder of the built page; absent: `web/dist`. */
  readonly webFolder?: string
  readonly appsFolder?: string
  /** Absent: 15 s. */
  readonly heartbeatMs?: number
}

const graceMs = 10_000

/**
 * Starts Millwright: takes the port at once (503 with the reason until ready), opens the platform, prints where to
 * open it. Throws PORT_IN_USE, DATA_FOLDER_LOCKED and the like; then nothing is left behind.
 */
export const startServer = async (config: Config, options: StartOptions = {}): Promise<RunningServer> => {
  const terminal = options.terminal ?? createTerminal(process.stdout)
  const log = options.log ?? createLog(config.logLevel)
  const gate = createStartGate()
  const server = createNodeServer({ requestTimeout: 3_600_000, headersTimeout: 60_000 }, gate.listener)
  const port = await listen(server, config)
  const closing = new AbortController()
  const started: { platform?: Platform; http?: HttpApp } = {}
  const close = async (): Promise<void> => {
    if (closing.signal.aborted) return
    closing.abort(new Error('the server stops'))
    await stopListening(server, graceMs)
    await started.http?.app.close()
    await started.platform?.close()
  }
  try {
    const platform = await openPlatform(config, {
      log,
      ...(options.appsFolder !== undefined && { appsFolder: options.appsFolder }),
      onProgress: ({ message, fraction }) => {
        gate.waitFor(message)
        terminal.progress(message, fraction)
      },
    })
    started.platform = platform
    started.http = await createHttp(platform, {
      log,
      closing: closing.signal,
      ...webFolderOf(options),
      ...(options.heartbeatMs !== undefined && { heartbeatMs: options.heartbeatMs }),
      server: handler => {
        if (handler) gate.handOver(handler)
        return server
      },
    })
    const url = baseUrl(config, port)
    const openLink = await createOpenLink(platform, url)
    announce(terminal, url, openLink)
    return { url, platform, routes: started.http.routes, ...(openLink !== undefined && { openLink }), close }
  } catch (error) {
    await close()
    throw error
  }
}

const webFolderOf = (options: StartOptions): { readonly webFolder?: string } => {
  const webFolder = options.webFolder ?? join(import.meta.dirname, '..', '..', 'web', 'dist')
  return existsSync(join(webFolder, 'index.html')) ? { webFolder } : {}
}

const createOpenLink = async ({ access }: Platform, url: string): Promise<string | undefined> => {
  const administrator = await access.people.ensureLocalAdministrator()
  return administrator && `${url}/open?token=${await access.links.create(administrator.id)}`
}

/** A server on every address is opened by the loopback one on its own machine. */
const baseUrl = ({ publicUrl, host }: Config, port: number): string => {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '')
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

const announce = (terminal: Terminal, url: string, openLink: string | undefined): void => {
  terminal.say(`${productName} ${productVersion} is ready at ${url}`)
  if (openLink === undefined) return
  terminal.say('')
  terminal.say(`  Open  ${openLink}`)
  terminal.say('  The link signs you in as administrator. It works once, within an hour.')
  terminal.say('')
}
