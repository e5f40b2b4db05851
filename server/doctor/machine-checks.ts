import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Finding } from './finding.ts'
import { judgeAmount, toGib } from './finding.ts'

const leastNode = 24

export const checkVersions = async (): Promise<Finding> => {
  const message = `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${availableParallelism()} cores`
  const name = 'versions'
  if (Number(process.versions.node.split('.')[0]) < leastNode)
    return {
      name,
      verdict: 'fail',
      message,
      fix: `Start it by \`npm start\` or \`npx millwright\`: they bring Node ${leastNode}.`,
    }
  if (availableParallelism() < 2)
    return { name, verdict: 'warn', message, fix: 'Give it two cores; with one, questions wait for imports.' }
  return { name, verdict: 'pass', message }
}

export const checkMemory = async (): Promise<Finding> => {
  const bytes = process.availableMemory()
  return judgeAmount({
    name: 'memory',
    bytes,
    enoughGib: 2,
    leastGib: 1,
    message: `${toGib(bytes)} of memory are free`,
    fix: 'Give it 2 GiB of free memory; large imports and queries fail with less.',
  })
}

export const checkDisk = async ({ dataFolder }: Config): Promise<Finding> => {
  const folder = nearestExisting(dataFolder)
  const disk = await statfs(folder)
  const bytes = disk.bavail * disk.bsize
  return judgeAmount({
    name: 'disk',
    bytes,
    enoughGib: 5,
    leastGib: 1,
    message: `${toGib(bytes)} are free for ${dataFolder}`,
    fix: 'Free some space, or set MILLWRIGHT_DATA to a folder on a larger disk.',
  })
}

const nearestExisting = (folder: string): string =>
  existsSync(folder) || folder === dirname(folder) ? folder : nearestExisting(dirname(folder))
