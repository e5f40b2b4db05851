import { constants, existsSync } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { findDataFolderHolder, openStore } from '@millwright/engine'
import { isPlatformError } from '@millwright/spec'
import type { Config } from '../config/config.ts'
import { listen, stopListening } from '../start/listen.ts'
import type { Finding } from './finding.ts'

export const checkDataFolder = async ({ dataFolder }: Config): Promise<Finding> => {
  const name = 'data folder'
  if (!existsSync(dataFolder))
    return { name, verdict: 'pass', message: `${dataFolder} will be made at first start` }
  try {
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return {
      name,
      verdict: 'fail',
      message: `${dataFolder} cannot be read and written`,
      fix: `Give it to the user who starts Millwright: chown -R $USER ${dataFolder}`,
    }
  }
  const open = await openToOthers([dataFolder, join(dataFolder, 'key')])
  if (open.length > 0)
    return {
      name,
      verdict: 'warn',
      message: `${open.join(' and ')} can be read by others on this machine`,
      fix: 'The next start closes them. Where others may have read the key, enter the credentials of sources anew.',
    }
  return { name, verdict: 'pass', message: `${dataFolder} is readable by its owner alone` }
}

const openToOthers = async (paths: readonly string[]): Promise<readonly string[]> => {
  const open: string[] = []
  for (const path of paths) if (existsSync(path) && ((await stat(path)).mode & 0o077) !== 0) open.push(path)
  return open
}

export const checkLock = async ({ dataFolder }: Config): Promise<Finding> => {
  const name = 'lock'
  const holder = await findDataFolderHolder(dataFolder)
  if (!holder) return { name, verdict: 'pass', message: 'no other process uses the data folder' }
  return {
    name,
    verdict: 'warn',
    message: `process ${holder.pid} on ${holder.host} uses the data folder since ${holder.since}`,
    fix: 'If that is your running Millwright, all is well. Otherwise stop it, or set MILLWRIGHT_DATA to another folder.',
  }
}

export const checkPort = async ({ port, host }: Config): Promise<Finding> => {
  const name = 'port'
  const server = createServer()
  try {
    const taken = await listen(server, { port, host })
    await stopListening(server, 0)
    return { name, verdict: 'pass', message: `port ${taken} on ${host} is free` }
  } catch (error) {
    if (await isMillwright(host, port))
      return { name, verdict: 'pass', message: `Millwright answers on port ${port}` }
    return {
      name,
      verdict: 'fail',
      message: isPlatformError(error) ? error.message : `${host}:${port} cannot be taken: ${String(error)}`,
      fix: 'Stop what uses the port, or set MILLWRIGHT_PORT to another one.',
    }
  }
}

const isMillwright = async (host: string, port: number): Promise<boolean> => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  try {
    const reply = await fetch(`http://${name.includes(':') ? `[${name}]` : name}:${port}/health`, {
      signal: AbortSignal.timeout(2000),
    })
    return (await reply.text()).includes('Millwright')
  } catch {
    return false
  }
}

export const checkDatabase = async ({ databaseUrl, dataFolder }: Config): Promise<Finding> => {
  const name = 'database'
  if (databaseUrl === undefined && !existsSync(join(dataFolder, 'store')))
    return { name, verdict: 'pass', message: 'the embedded database will be made at first start' }
  if (databaseUrl === undefined && (await findDataFolderHolder(dataFolder)))
    return {
      name,
      verdict: 'pass',
      message: 'the embedded database is in use by the process that holds the lock',
    }
  try {
    const store = await openStore(
      databaseUrl === undefined ? { dataDir: dataFolder } : { connectionString: databaseUrl },
    )
    try {
      const [row] = await store.execute('select version() as version')
      return { name, verdict: 'pass', message: String(row?.['version']).split(',', 1)[0] ?? '' }
    } finally {
      await store.close()
    }
  } catch (error) {
    return {
      name,
      verdict: 'fail',
      message: error instanceof Error ? error.message : String(error),
      fix:
        databaseUrl === undefined
          ? 'Restore the data folder from a backup, or move it away to start anew.'
          : 'Check DATABASE_URL, and that the PostgreSQL server runs and lets this machine in.',
    }
  }
}
