import { fork } from 'node:child_process'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ReportProgress } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'

const progressSchema = z.object({ fraction: z.number() })
const keptErrorText = 2000

/** Writes the demo plant's database in a process of its own. A stop or a failure ends that process. */
export const writeDemo = (options: {
  readonly databasePath: string
  readonly now: Date
  readonly progress?: ReportProgress
  readonly signal?: AbortSignal
}): Promise<void> =>
  new Promise((resolve, reject) => {
    const { databasePath, now, progress, signal } = options
    const child = fork(join(import.meta.dirname, 'make-demo.ts'), [databasePath, now.toISOString()], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...(signal && { signal }),
    })
    let errorText = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errorText = (errorText + chunk.toString()).slice(-keptErrorText)
    })
    child.on('message', message => {
      const parsed = progressSchema.safeParse(message)
      if (parsed.success) progress?.({ fraction: parsed.data.fraction, message: 'making the demo plant' })
    })
    child.once('error', reject)
    child.once('exit', code => {
      if (code === 0) resolve()
      else reject(failed(databasePath, reasonOf(errorText, code)))
    })
  })

const failed = (databasePath: string, reason: string): PlatformError =>
  new PlatformError('DATA_FOLDER_UNUSABLE', {
    folder: dirname(databasePath),
    reason: `the demo plant could not be made (${reason}); MILLWRIGHT_DEMO=off starts without it`,
  })

const reasonOf = (errorText: string, code: number | null): string =>
  errorText
    .split('\n')
    .find(line => /Error/.test(line))
    ?.trim() ?? `making it ended with code ${code ?? 'none'}`
