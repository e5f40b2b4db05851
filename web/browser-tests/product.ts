import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rootFolder = join(import.meta.dirname, '..', '..')
const startTimeoutMs = 180_000

/** A running product of its own, with the demo plant, at a fixed present. */
export interface Product {
  readonly url: string
  /** The one-time link that the terminal printed. */
  readonly link: string
  stop(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })

/** Starts the real product on a free port with an empty data folder; resolves when it prints its link. */
export const startProduct = async (): Promise<Product> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-browser-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(rootFolder, 'cli', 'millwright.ts'), 'start'], {
    cwd: rootFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      MILLWRIGHT_DATA: folder,
      MILLWRIGHT_PORT: String(port),
      MILLWRIGHT_NOW: '2026-11-23T11:00:00',
    },
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const link = await new Promise<string>((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), startTimeoutMs)
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /https?:\/\/\S+\/open\?token=[\w-]+/.exec(output)
      if (!found) return
      clearTimeout(timer)
      resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', code => {
      clearTimeout(timer)
      reject(new Error(`the product ended with ${code} before it was ready:\n${output}`))
    })
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url: `http://127.0.0.1:${port}`, link, stop }
}
