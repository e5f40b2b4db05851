import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './source-files.ts'

/**
 * Starts the product as a person would, with `npm start`, on a free port and an empty data folder; signs in by
 * the printed link, asks one question over HTTP, compares the number, and stops it.
 */
const question = 'What was the total output in October?'
const now = '2026-11-23T11:00:00'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const replySchema = z.object({
  sql: z.string(),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})

/** The right number, from the generator itself. */
const expectedOutput = async (): Promise<number> => {
  const { generatePlant } = await import('@millwright/demo')
  const production = generatePlant({ now: new Date(`${now}+08:00`) }).find(
    table => table.name === 'production',
  )
  if (!production) throw new Error('the demo plant has no production')
  const column = (name: string): number => production.columns.findIndex(item => item.name === name)
  let sum = 0
  for (const chunk of production.chunks())
    for (const [i, hour] of (chunk[column('hour_start')] ?? []).entries())
      if (Number(hour) >= Date.UTC(2026, 9, 1) && Number(hour) < Date.UTC(2026, 10, 1))
        sum += Number(chunk[column('good_qty')]?.[i])
  return sum
}

const signIn = async (link: string): Promise<{ cookie: string; csrfToken: string }> => {
  const opened = await fetch(link, { redirect: 'manual' })
  const cookie = opened.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
  const session = await fetch(new URL('/api/session', link), { headers: { cookie } })
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await session.json())
  return { cookie, csrfToken }
}

const ask = async (link: string): Promise<z.infer<typeof replySchema>> => {
  const { cookie, csrfToken } = await signIn(link)
  const reply = await fetch(new URL('/api/chatbi/ask', link), {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  if (!reply.ok) throw new Error(`the question was answered with ${reply.status}: ${await reply.text()}`)
  return replySchema.parse(await reply.json())
}

const folder = await mkdtemp(join(tmpdir(), 'millwright-smoke-'))
const port = await freePort()
const product = spawn('npm', ['start'], {
  cwd: root,
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, MILLWRIGHT_PORT: String(port), MILLWRIGHT_DATA: folder, MILLWRIGHT_NOW: now },
})
/** npm may be gone before the product has closed its store; what it prints to is held open until both are. */
const ended = new Promise(resolve => product.once('close', resolve))
const stop = (): void => {
  if (product.pid !== undefined && product.exitCode === null) process.kill(-product.pid, 'SIGTERM')
}

try {
  const link = await new Promise<string>((resolve, reject) => {
    let printed = ''
    setTimeout(() => reject(new Error(`no link after two minutes; printed: ${printed}`)), 120_000).unref()
    product.once('exit', code => reject(new Error(`ended with ${code}; printed: ${printed}`)))
    product.stdout.on('data', (text: Buffer) => {
      printed += text.toString()
      const found = /http:\/\/\S+\/open\?token=\S+/.exec(printed)
      if (found) resolve(found[0])
    })
  })
  const health = await fetch(`http://127.0.0.1:${port}/health`)
  if (health.status !== 200) throw new Error(`/health answers ${health.status}`)
  const [{ rows, sql }, expected] = await Promise.all([ask(link), expectedOutput()])
  if (Number(rows[0]?.[0]) !== expected)
    throw new Error(`"${question}" gave ${JSON.stringify(rows)} by ${sql}; right is ${expected}`)
  console.log(`"${question}" gave ${expected}, which is right.`)
} finally {
  stop()
  await ended
  await rm(folder, { recursive: true, force: true })
}
