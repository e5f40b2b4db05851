import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPlatformError } from '@millwright/spec'
import { findDataFolderHolder, lockDataFolder } from './data-folder-lock.ts'
import { currentProcess } from './process-identity.ts'

const holdInChild = `
  import { lockDataFolder } from ${JSON.stringify(new URL('./data-folder-lock.ts', import.meta.url).href)}
  await lockDataFolder(process.argv[1])
  console.log('held')
  setInterval(() => {}, 1000)`

/** Another process that holds the folder, until it is killed. */
const startHolder = async (folder: string) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', holdInChild, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('data folder lock', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millwright-lock-'))
  })
  afterEach(async () => {
    await chmod(folder, 0o700)
    await rm(folder, { recursive: true, force: true })
  })
  const writeLock = (holder: object): Promise<void> =>
    writeFile(
      join(folder, 'lock.json'),
      JSON.stringify({ since: '2026-11-01T00:00:00.000Z', nonce: 'x', ...holder }),
    )

  it('creates the folder, holds it, refuses a second holder in the same process, and lets go', async () => {
    const deep = join(folder, 'plant', 'data')
    const lock = await lockDataFolder(deep)
    assert.equal((await findDataFolderHolder(deep))?.pid, process.pid)
    await assert.rejects(lockDataFolder(deep), error => isPlatformError(error, 'DATA_FOLDER_LOCKED'))
    await lock.release()
    await lock.release()
    assert.equal(await findDataFolderHolder(deep), undefined)
    assert.deepEqual(await readdir(deep), [])
    await (await lockDataFolder(deep)).release()
  })

  it('names the process, host and start time of the first, and starts at once after it was killed', async () => {
    const holder = await startHolder(folder)
    await assert.rejects(lockDataFolder(folder), (error: unknown) => {
      assert.ok(isPlatformError(error, 'DATA_FOLDER_LOCKED'))
      assert.equal(error.data.pid, holder.pid)
      assert.equal(error.data.host, hostname())
      assert.ok(Date.now() - Date.parse(error.data.since) < 60_000)
      assert.match(error.message, new RegExp(`in use by process ${holder.pid} on `))
      return true
    })
    await holder.kill()
    const startedAt = Date.now()
    const lock = await lockDataFolder(folder)
    assert.ok(Date.now() - startedAt < 1000)
    assert.equal(lock.holder.pid, process.pid)
    await lock.release()
  })

  it('takes over from a dead process whose number lives on in another one, and from before a reboot', async () => {
    const here = currentProcess()
    if (here.began === undefined) return
    await writeLock({ ...here, began: '1' })
    await (await lockDataFolder(folder)).release()
    await writeLock({ ...here, pidSpace: 'an-earlier-boot pid:[1]' })
    await (await lockDataFolder(folder)).release()
  })

  it('does not take over from another host that shows signs of life', async () => {
    await writeLock({ pid: 1, host: 'another-host' })
    const beat = setInterval(() => void writeLock({ pid: 1, host: 'another-host' }), 500)
    await assert.rejects(lockDataFolder(folder), error => isPlatformError(error, 'DATA_FOLDER_LOCKED'))
    clearInterval(beat)
  })

  it('takes over from another host that is silent, such as a container that was removed', async () => {
    await writeLock({ pid: 1, host: 'another-host' })
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(join(folder, 'lock.json'), longAgo, longAgo)
    assert.equal((await findDataFolderHolder(folder))?.host, 'another-host')
    const lock = await lockDataFolder(folder)
    assert.match(await readFile(join(folder, 'lock.json'), 'utf8'), new RegExp(`"pid":${process.pid}`))
    await lock.release()
  })

  it('lets exactly one of many have a folder whose owner died, however late they come', async () => {
    for (let round = 0; round < 25; round++) {
      await writeLock({ ...currentProcess(), pid: 2 ** 22 + 1, nonce: randomUUID() })
      const tries = await Promise.allSettled(
        Array.from({ length: 12 }, async (_, place) => {
          await sleep((place * 7 + round) % 9) // some judge the dead owner's lock after others have replaced it
          return await lockDataFolder(folder)
        }),
      )
      const held = tries.filter(result => result.status === 'fulfilled')
      assert.equal(held.length, 1)
      for (const result of tries)
        if (result.status === 'rejected') assert.ok(isPlatformError(result.reason, 'DATA_FOLDER_LOCKED'))
      await held[0]?.value.release()
      assert.deepEqual(await readdir(folder), [])
    }
  })

  it('takes over from a process that died while it took over', async () => {
    const dead = { ...currentProcess(), pid: 2 ** 22 + 1 }
    await writeLock(dead)
    const stale = await readFile(join(folder, 'lock.json'), 'utf8')
    const claim = `lock.json.${createHash('sha256').update(stale).digest('hex').slice(0, 32)}`
    await writeFile(
      join(folder, claim),
      JSON.stringify({ ...dead, since: new Date().toISOString(), nonce: 'claim' }),
    )
    await (await lockDataFolder(folder)).release()
    assert.deepEqual(await readdir(folder), [])
  })

  it('says why a folder cannot be used', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await assert.rejects(lockDataFolder(join(file, 'data')), (error: unknown) => {
      assert.ok(isPlatformError(error, 'DATA_FOLDER_UNUSABLE'))
      assert.match(error.message, /a part of its path is a file/)
      return true
    })
    await assert.rejects(lockDataFolder(file), error => isPlatformError(error, 'DATA_FOLDER_UNUSABLE'))
  })
})
