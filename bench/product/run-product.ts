import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The product in its own process, as `npm start` runs it. */
export interface RunningProduct {
  readonly url: string
  readonly pid: number
  /** From the spawn to the printed link, in seconds. */
  readonly readyAfterS: number
  readonly cookie: string
  readonly csrfToken: string
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../../cli/millwright.ts', import.meta.url))

/** Starts the product on a free port with its data in `folder` and signs in by the printed link. */
export const runProduct = async (
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProduct> => {
  const started = performance.now()
  const child = spawn(process.execPath, [program, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MILLWRIGHT_PORT: '0',
      MILLWRIGHT_DATA: folder,
      MILLWRIGHT_NOW: '2026-11-23T11:00:00',
      ...settings,
    },
  })
  const link = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.once('exit', code => reject(new Error(`the product ended with ${code}: ${printed}`)))
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString()
      const found = /http:\/\/\S+\/open\?token=\S+/.exec(printed)?.[0]
      if (found) resolve(found)
    })
  })
  const readyAfterS = (performance.now() - started) / 1000
  const url = new URL(link).origin
  const opened = await fetch(link, { redirect: 'manual' })
  const cookie = opened.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
  const session: unknown = await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()
  const csrfToken =
    typeof session === 'object' && session !== null && 'csrfToken' in session ? String(session.csrfToken) : ''
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterS,
    cookie,
    csrfToken,
    stop: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

export interface AskedQuestion {
  readonly ok: boolean
  readonly milliseconds: number
  readonly status: number
}

/** Asks by HTTP and waits for the rows. */
export const askByHttp = async (product: RunningProduct, question: string): Promise<AskedQuestion> => {
  const started = performance.now()
  const reply = await fetch(`${product.url}/api/chatbi/ask`, {
    method: 'POST',
    headers: {
      cookie: product.cookie,
      'x-csrf-token': product.csrfToken,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ question }),
  })
  await reply.text()
  return { ok: reply.ok, status: reply.status, milliseconds: performance.now() - started }
}

/** Resident memory of a process in MB, from /proc; undefined on systems without it. */
export const residentMb = (pid: number): number | undefined => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** The questions that are asked in turn: those of the demo plant's suite. */
export const demoQuestions = (): readonly string[] => {
  const parsed: unknown = JSON.parse(
    readFileSync(new URL('../chatbi/questions/demo.json', import.meta.url), 'utf8'),
  )
  return Array.isArray(parsed) ? parsed.map((item: { question: string }) => item.question) : []
}
