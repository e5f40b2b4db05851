import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { createSecretBox } from './secret-box.ts'

const folder = await mkdtemp(join(tmpdir(), 'secret-box-'))
after(() => rm(folder, { recursive: true }))

test('opens what it sealed, also after a restart, and seals the same text differently each time', async () => {
  const file = join(folder, 'key')
  const box = await createSecretBox(file)
  const sealed = box.seal('postgres://u:密码@host/db')
  assert.notEqual(sealed, box.seal('postgres://u:密码@host/db'))
  assert.ok(!sealed.includes('密码'))
  const again = await createSecretBox(file)
  assert.equal(again.open(sealed), 'postgres://u:密码@host/db')
})

test('keeps the key for its owner alone and tightens a file that is readable by others', async () => {
  const file = join(folder, 'open-key')
  await createSecretBox(file)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await chmod(file, 0o644)
  await createSecretBox(file)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  assert.equal(Buffer.from(await readFile(file, 'utf8'), 'base64').length, 32)
})

test('refuses what another key sealed, and what was altered', async () => {
  const box = await createSecretBox(join(folder, 'one'))
  const other = await createSecretBox(join(folder, 'two'))
  const sealed = box.seal('secret')
  const isMismatch = (error: unknown): boolean => isPlatformError(error, 'ENCRYPTION_KEY_MISMATCH')
  assert.throws(() => other.open(sealed), isMismatch)
  const [version, keyId, nonce, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  assert.throws(() => box.open([version, keyId, nonce, bytes.toString('base64url')].join('.')), isMismatch)
  assert.throws(() => box.open(`${version}.${keyId}.${nonce}.AAAA`), isMismatch)
  assert.throws(() => box.open('plain text'), isMismatch)
})

test('refuses a key file that holds no key instead of replacing it', async () => {
  const file = join(folder, 'damaged')
  await writeFile(file, 'short')
  await assert.rejects(createSecretBox(file), error => isPlatformError(error, 'DATA_FOLDER_UNUSABLE'))
  assert.equal(await readFile(file, 'utf8'), 'short')
})
