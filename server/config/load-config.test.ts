import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { loadConfig } from './load-config.ts'
import type { Environment } from './read-environment.ts'

const root = await mkdtemp(join(tmpdir(), 'config-'))
after(() => rm(root, { recursive: true }))

const load = async (yaml: string | undefined, environment: Environment = {}) => {
  const folder = await mkdtemp(join(root, 'folder-'))
  if (yaml !== undefined) await writeFile(join(folder, 'millwright.yaml'), yaml)
  return { folder, config: await loadConfig(environment, folder) }
}

const problemsOf = async (yaml: string, environment: Environment = {}): Promise<readonly string[]> => {
  try {
    await load(yaml, environment)
  } catch (error) {
    if (isPlatformError(error, 'CONFIG_INVALID')) return error.data.problems
    throw error
  }
  return []
}

test('nothing configured gives a server for this machine alone, with the demo plant', async () => {
  const { folder, config } = await load(undefined)
  assert.equal(config.port, 7300)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.demo, true)
  assert.equal(config.dataFolder, join(folder, 'millwright-data'))
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.file, undefined)
})

test('an environment variable replaces the setting of the file, an empty one does not', async () => {
  const { folder, config } = await load(
    'port: 8000\nhost: 0.0.0.0\ndemo: true\nlimits: { uploadFiles: 3 }\n',
    {
      MILLWRIGHT_PORT: '9000',
      MILLWRIGHT_HOST: '',
      MILLWRIGHT_DEMO: 'off',
      MILLWRIGHT_DATA: 'elsewhere',
      DATABASE_URL: 'postgres://m:p@localhost/millwright',
    },
  )
  assert.deepEqual([config.port, config.host, config.demo], [9000, '0.0.0.0', false])
  assert.equal(config.dataFolder, join(folder, 'elsewhere'))
  assert.equal(config.databaseUrl, 'postgres://m:p@localhost/millwright')
  assert.equal(config.limits.uploadFiles, 3)
  assert.ok(config.limits.bodyBytes > 0)
})

test('all problems of file and environment are told at once, with line, name and a guess at what was meant', async () => {
  const problems = await problemsOf(
    [
      'port: 99999',
      'hsot: 127.0.0.1',
      'calendar:',
      '  timeZone: Mars/Olympus',
      '  weekStart: 8',
      '  shifts:',
      '    - { name: day, label: { en: Day }, start: "6:00", end: "14:00", colour: red }',
      'limits: { bodyByte: 3, uploadFiles: 0 }',
      'model: { baseUrl: "ftp://x", model: m, apiKeyEnv: sk-123 }',
      'zzz: 1',
    ].join('\n'),
    { MILLWRIGHT_PORT: 'tcp://10.0.0.1:7300', MILLWRIGHT_DEMO: 'maybe', MILLWRIGHT_NOW: 'yesterday' },
  )
  const text = problems.join('\n')
  for (const expected of [
    /yaml:1 port: /,
    /yaml:2 hsot is not a setting; did you mean host\?/,
    /yaml:4 calendar.timeZone: a time zone/,
    /yaml:5 calendar.weekStart: /,
    /yaml:7 calendar.shifts.0.start: a time as HH:mm/,
    /yaml:7 calendar.shifts.0.colour is not a setting; known are name, label, start, end/,
    /yaml:8 limits.bodyByte is not a setting; did you mean bodyBytes\?/,
    /yaml:8 limits.uploadFiles: /,
    /yaml:9 model.baseUrl: /,
    /yaml:9 model.apiKeyEnv: the name of an environment variable/,
    /yaml:10 zzz is not a setting; known are port/,
    /^MILLWRIGHT_PORT: a port number$/m,
    /^MILLWRIGHT_DEMO: /m,
    /^MILLWRIGHT_NOW: /m,
  ])
    assert.match(text, expected)
  assert.equal(problems.length, 14)
})

test('YAML that cannot be read is a problem with its line', async () => {
  const problems = await problemsOf('port: 1\nlimits: {\n')
  assert.match(problems.join('\n'), /millwright\.yaml:\d/)
})

test('a file that was named and is not there, or a key that is not in the environment, is a problem', async () => {
  assert.match((await problemsOf('', { MILLWRIGHT_CONFIG: 'other.yaml' }))[0] ?? '', /there is no file/)
  const yaml = 'model: { baseUrl: "http://localhost:8000/v1", model: qwen, apiKeyEnv: PLANT_KEY }'
  assert.match((await problemsOf(yaml))[0] ?? '', /PLANT_KEY is not set/)
  assert.equal((await load(yaml, { PLANT_KEY: 'k' })).config.model?.apiKey, 'k')
})

test('a fixed time without zone is the plant’s, also beside a change of summer time', async () => {
  const at = async (now: string, timeZone: string) => {
    const { config } = await load(
      `calendar: { timeZone: ${timeZone}, weekStart: 1, shifts: [] }\nnow: "${now}"\n`,
    )
    return config.now?.toISOString()
  }
  assert.equal(await at('2026-11-23T08:00:00', 'Asia/Shanghai'), '2026-11-23T00:00:00.000Z')
  assert.equal(await at('2026-11-23T08:00:00Z', 'Asia/Shanghai'), '2026-11-23T08:00:00.000Z')
  assert.equal(await at('2026-03-29T01:59', 'Europe/Berlin'), '2026-03-29T00:59:00.000Z')
  assert.equal(await at('2026-03-29T03:00', 'Europe/Berlin'), '2026-03-29T01:00:00.000Z')
  assert.equal(await at('2026-10-25T03:00', 'Europe/Berlin'), '2026-10-25T02:00:00.000Z')
})

test('a problem with a database address does not repeat its password', async () => {
  const problems = await problemsOf('', { DATABASE_URL: 'mysql://root:hunter2@db/x' })
  assert.equal(problems.length, 1)
  assert.ok(!problems.join().includes('hunter2'))
})

test('a calendar that says only its zone keeps the usual shifts and week', async () => {
  const { calendar } = (await load('calendar: { timeZone: Europe/Berlin }')).config
  const usual = (await load(undefined)).config.calendar
  assert.deepEqual(calendar, { ...usual, timeZone: 'Europe/Berlin' })
})
