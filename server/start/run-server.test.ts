import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = await mkdtemp(join(tmpdir(), 'run-server-'))
after(() => rm(folder, { recursive: true }))

const script = `
  import { loadConfig } from ${JSON.stringify(join(import.meta.dirname, '..', 'config', 'load-config.ts'))}
  import { runServer } from ${JSON.stringify(join(import.meta.dirname, 'run-server.ts'))}
  await runServer(await loadConfig(), { appsFolder: ${JSON.stringify(join(import.meta.dirname, '..', 'testing', 'apps'))} })
  console.log('closed')
`
const start = (name: string) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      ...process.env,
      MILLWRIGHT_DATA: join(folder, name),
      MILLWRIGHT_PORT: '0',
      MILLWRIGHT_DEMO: 'off',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    child,
    said: () => said,
    until: async (text: string) => {
      while (!said.includes(text)) await once(child.stdout, 'data')
    },
  }
}

test('SIGTERM stops it in order: the process ends by itself with 0 and gives the folder back', async () => {
  const server = start('ready')
  await server.until('is ready at')
  server.child.kill('SIGTERM')
  const [code] = (await once(server.child, 'exit')) as [number | null]
  assert.equal(code, 0)
  assert.match(server.said(), /closed/)
  assert.ok(!existsSync(join(folder, 'ready', 'lock.json')))
})

test('SIGINT while it starts stops it in order too', async () => {
  const server = start('starting')
  await server.until('opening the database')
  server.child.kill('SIGINT')
  const [code] = (await once(server.child, 'exit')) as [number | null]
  assert.equal(code, 0)
  assert.ok(!existsSync(join(folder, 'starting', 'lock.json')))
})
