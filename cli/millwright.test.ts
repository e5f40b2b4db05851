import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { askReplySchema } from './ask-reply.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  await mkdir(join(folder, 'plant'))
  await writeFile(join(folder, 'plant', 'machines.csv'), 'machine,torque\nM1,10\nM1,20\nM2,60\nTotal,90\n')
  await writeFile(join(folder, 'plant', '价格.csv'), 'product,price\nL,10\nM,20\n')
  await writeFile(join(folder, 'plant', 'readme.md'), 'not a table')
  const database = new DatabaseSync(join(folder, 'stops.data'))
  database.exec(
    `CREATE TABLE stop (reason TEXT, minutes REAL); INSERT INTO stop VALUES ('jam', 5), ('tool', 7), ('jam', 9)`,
  )
  database.close()
})
after(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly told: string
}

/** The command line as people run it, in a process of its own with a data folder of its own. */
const millwright = (...given: readonly string[]): Promise<Ended> =>
  new Promise(resolve => {
    const env = {
      ...process.env,
      MILLWRIGHT_DATA: join(folder, 'data'),
      MILLWRIGHT_DEMO: 'false',
      DATABASE_URL: '',
    }
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'millwright.ts'), ...given],
      { env, cwd: folder },
      (error, out, told) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, out, told })
      },
    )
  })

test('ask --json prints one object of the promised keys and nothing else', async () => {
  const { code, out, told } = await millwright(
    'ask',
    'average torque by machine',
    '--source',
    'plant',
    '--json',
  )
  assert.equal(told, '')
  const reply: unknown = JSON.parse(out)
  assert.equal(out.trimEnd().split('\n').length, 1)
  assert.deepEqual(Object.keys(reply as object), [
    'run', 'question', 'reading', 'sql', 'columns', 'rows', 'answer', 'confidence', 'unusedWords',
    'assumptions', 'orElse', 'clarification',
  ]) // prettier-ignore
  assert.deepEqual(askReplySchema.parse(reply).rows, [['M1', 15], ['M2', 60]]) // prettier-ignore
  assert.equal(code, 0)
})

test('ask shows people the rows and the SQL, and apart from them how the files were read', async () => {
  const { code, out, told } = await millwright('ask', 'average torque by machine', '--source', 'plant')
  assert.match(out, /M1 +15\n/)
  assert.match(out, /SELECT machine/)
  assert.match(told, /machines: line 5 \("Total"\) is the sum of the rows above/)
  assert.equal(code, 0)
})

test('ask takes a SQLite file by its content beside other files', async () => {
  const { code, out } = await millwright(
    'ask', 'total minutes by reason', '--source', 'stops.data', '--source', 'plant/价格.csv', '--json',
  ) // prettier-ignore
  assert.deepEqual(askReplySchema.parse(JSON.parse(out)).rows, [['jam', 14], ['tool', 7]]) // prettier-ignore
  assert.equal(code, 0)
})

test('a question of two meanings is asked back with what each gives, and --choose says which', async () => {
  await writeFile(join(folder, 'presses.csv'), 'machine,scrap rate,speed rate\nM1,0.4,40\nM2,0.6,20\n')
  const asked = ['ask', 'average rate by machine', '--source', 'presses.csv'] as const
  const { code, out } = await millwright(...asked)
  assert.equal(code, 3)
  assert.match(out, /^What does "rate" mean here\?\n/)
  assert.match(
    out,
    /\n {2}[12]\. Average \*speed\* rate per machine\n {5}machine .*\n.*\n {5}M1 +40\n {5}M2 +20\n {5}2 of 2 rows/,
  )
  const place = /\n {2}([12])\. Average \*speed\*/.exec(out)?.[1] ?? ''
  const chosen = await millwright(...asked, '--choose', place, '--json')
  assert.deepEqual(askReplySchema.parse(JSON.parse(chosen.out)).rows, [['M1', 40], ['M2', 20]]) // prettier-ignore
  assert.equal(chosen.code, 0)
  assert.equal((await millwright(...asked, '--choose', '0')).code, 3)
  const bad = await millwright(...asked, '--choose', '7')
  assert.deepEqual([bad.code, bad.out], [2, ''])
  assert.match(bad.told, /there are 2, counted from 1/)
})

test('what cannot be answered is refused with code 3, no SQL and what is there instead', async () => {
  const { code, out } = await millwright('ask', 'weather in Paris', '--source', 'plant', '--json')
  const reply = askReplySchema.parse(JSON.parse(out))
  assert.equal(reply.sql, null)
  assert.match(reply.clarification?.question ?? '', /torque/)
  assert.equal(code, 3)
})

test('bad input ends with code 2, nothing on standard output, and what to do on the other', async () => {
  const bad: readonly (readonly [readonly string[], RegExp])[] = [
    [['ask', 'x', '--source', 'nope.csv'], /no file or folder "nope\.csv"/],
    [['ask', 'x', '--source', ''], /a source is empty/],
    [['ask', 'x', '--source', 'oracle://h/d'], /oracle:\/\/ is not read/],
    [['ask', 'x', '--language', 'fr'], /Allowed choices are en, zh/],
    [['ask', '', '--source', 'plant'], /question: a question/],
    [['model', 'check', 'nope.yaml'], /nope\.yaml cannot be read: it does not exist/],
    [['replay', 'plant/machines.csv'], /it is not JSON/],
    [['docs', 'add', 'nope.md'], /no file or folder "nope\.md"/],
    [['docs', 'search', 'x', '-c', 'nope'], /The collection "nope" does not exist/],
    [['bogus'], /unknown command 'bogus'/],
  ]
  for (const [given, message] of bad) {
    const { code, out, told } = await millwright(...given)
    assert.match(told, message, given.join(' '))
    assert.doesNotMatch(told, /\n\s+at |\[\n/, given.join(' '))
    assert.deepEqual([code, out], [2, ''], given.join(' '))
  }
})

test('the password of a connection string is in no message', async () => {
  for (const source of ['postgres://u:p%40-s3cret-9@127.0.0.1:1/d', 'mysql://u:p-s3cret-9@[bad']) {
    const { code, out, told } = await millwright('ask', 'x', '--source', source)
    assert.doesNotMatch(out + told, /s3cret/)
    assert.equal(code, 2, told)
  }
})

test('a source is added, asked, exported and replayed; a receipt of other rows is found out', async () => {
  const added = await millwright('source', 'add', 'plant', '--name', 'Plant')
  assert.match(added.out, /^Plant: 2 tables \(.+\)/)
  const asked = await millwright('ask', 'average torque by machine', '--json')
  const { run } = askReplySchema.parse(JSON.parse(asked.out))
  const exported = await millwright('export', run, '-o', 'receipt.json')
  assert.equal(exported.code, 0)
  const receipt = join(folder, 'receipt.json')
  const replayed = await millwright('replay', receipt)
  assert.match(replayed.out, /Every step gave what the receipt says/)
  assert.equal(replayed.code, 0)
  const text = await readFile(receipt, 'utf8')
  await writeFile(receipt, text.replace(/("execute": ")[0-9a-f]{64}(")/, `$1${'0'.repeat(64)}$2`))
  const other = await millwright('replay', receipt)
  assert.match(other.out, /^differs +execute$/m)
  assert.equal(other.code, 1)
})

test('docs are added, each with its own line, found, listed, and removed with proof', async () => {
  await mkdir(join(folder, 'manuals', 'drives'), { recursive: true })
  await writeFile(join(folder, 'manuals', 'drives', 'spindle.md'), '# Spindle drive\n\nE-207 means too hot.')
  await writeFile(join(folder, 'manuals', 'program.exe'), Buffer.from('MZ\0\0\0\0\0\0\0\0'))
  const added = await millwright('docs', 'add', 'manuals', '--collection', 'Manuals')
  assert.match(added.out, /^added +manuals\/drives\/spindle\.md$/m)
  assert.match(added.out, /^failed +manuals\/program\.exe: .*is a program/m)
  assert.equal(added.code, 2, added.told)
  const again = await millwright(
    'docs',
    'add',
    'manuals/drives/spindle.md',
    'manuals/drives',
    '-c',
    'Manuals',
  )
  assert.match(again.out, /^added +spindle\.md\nadded +drives\/spindle\.md$/m)
  assert.equal(again.code, 0)
  const found = await millwright('docs', 'search', 'E-207', '--collection', 'Manuals')
  assert.match(found.out, /Spindle drive \(.*spindle\.md, revision 1\)/)
  assert.match(found.out, /E-207 means too hot\./)
  assert.equal(found.code, 0)
  const listed = await millwright('docs', 'list')
  assert.match(listed.out, /^ready +1 {2}Manuals\/manuals\/drives\/spindle\.md {2}Spindle drive$/m)
  const removed = await millwright('docs', 'remove', 'manuals/drives/spindle.md', 'nope.md', '-c', 'Manuals')
  assert.match(removed.out, /^removed +manuals\/drives\/spindle\.md: 1 revisions, .*the probe found nothing/m)
  assert.match(removed.out, /^missing +nope\.md/m)
  assert.equal(removed.code, 2)
})
