import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lockDataFolder } from '@millwright/engine'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { runDoctor } from './run-doctor.ts'

const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
after(() => rm(folder, { recursive: true }))

const examine = async (change: Partial<Config> = {}) => {
  const config = { ...(await loadConfig({}, folder)), port: 0, ...change }
  const findings = await runDoctor(config)
  return (name: string) => findings.find(finding => finding.name === name)
}

test('a sound machine passes, before the first start too, and nothing is made', async () => {
  const finding = await examine()
  for (const name of ['versions', 'lock', 'database', 'port', 'analytics engine', 'font', 'model'])
    assert.equal(finding(name)?.verdict, 'pass', name)
  assert.match(finding('data folder')?.message ?? '', /will be made/)
})

test('a port in use, a held folder and a key that others can read are told with what to do', async () => {
  const dataFolder = join(folder, 'held')
  await mkdir(dataFolder, { mode: 0o700 })
  await writeFile(join(dataFolder, 'key'), 'x')
  await chmod(join(dataFolder, 'key'), 0o644)
  const lock = await lockDataFolder(dataFolder)
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const finding = await examine({ dataFolder, port })
  assert.equal(finding('port')?.verdict, 'fail')
  assert.match(finding('port')?.fix ?? '', /MILLWRIGHT_PORT/)
  assert.equal(finding('lock')?.verdict, 'warn')
  assert.match(finding('lock')?.message ?? '', new RegExp(`process ${process.pid} `))
  assert.match(finding('data folder')?.message ?? '', /key can be read by others/)
  await lock.release()
  other.close()
})

test('a database and a model that do not answer are told without their secrets', async () => {
  const finding = await examine({
    databaseUrl: 'postgres://reader:hunter2@127.0.0.1:1/plant',
    model: { baseUrl: 'http://127.0.0.1:1/v1', model: 'm', apiKey: 'sk-secret' },
  })
  assert.equal(finding('database')?.verdict, 'fail')
  assert.equal(finding('model')?.verdict, 'warn')
  const text = JSON.stringify([finding('database'), finding('model')])
  assert.ok(!text.includes('hunter2') && !text.includes('sk-secret'))
})
