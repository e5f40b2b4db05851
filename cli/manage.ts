import { readFile, writeFile } from 'node:fs/promises'
import { PlatformError, receiptSchema } from '@millwright/spec'
import type { Diagnostic } from '@millwright/spec'
import { z } from 'zod'
import { classifySources } from './classify-source.ts'
import { exitCodes } from './exit-codes.ts'
import { showNotes } from './terminal-output.ts'
import { openWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** Opens the workspace of the configuration for one piece of work, and closes it after. */
export const withWorkspace = async (work: (workspace: Workspace) => Promise<number>): Promise<number> => {
  const workspace = await openWorkspace({ isTemporary: false })
  try {
    return await work(workspace)
  } finally {
    await workspace.close()
  }
}

/** `source add`: adds files, folders, a SQLite file or a database to the workspace for good. */
export const addSources = (texts: readonly string[], name?: string): Promise<number> =>
  withWorkspace(async ({ platform, actor }) => {
    for (const source of classifySources(texts)) {
      const progress = ({ message }: { readonly message: string }): void => {
        if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${message}`)
      }
      const added = await platform.sources.add({ ...source, ...(name ? { name } : {}) }, actor, { progress })
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
      const tables = added.catalog?.tables.length ?? 0
      console.log(`${added.name}: ${tables} ${tables === 1 ? 'table' : 'tables'} (${added.id})`)
      showNotes(added, line => console.log(line))
    }
    return exitCodes.answered
  })

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder; name a file',
  EACCES: 'it may not be opened',
}

const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return fileReasons[code] ?? (cause instanceof Error ? cause.message : String(cause))
}

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new PlatformError('FILE_UNREADABLE', { file, reason: reasonOf(cause) }, { cause })
  }
}

const diagnosticsSchema = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    at: z.object({ line: z.number().optional(), column: z.number().optional() }).optional(),
    message: z.string(),
    fix: z.string().optional(),
  }),
)

/** `model check`: every finding about a semantic model, each at its line. */
export const checkModel = async (file: string): Promise<number> => {
  const yaml = await readText(file)
  const workspace = await openWorkspace({ isTemporary: true })
  try {
    const found = diagnosticsSchema.parse(await workspace.call('POST', '/api/chatbi/models/check', { yaml }))
    for (const diagnostic of found) console.log(toLine(file, diagnostic))
    const hasError = found.some(diagnostic => diagnostic.severity === 'error')
    console.log(hasError ? `${file} has errors.` : `${file} is a valid semantic model.`)
    return hasError ? exitCodes.badInput : exitCodes.answered
  } finally {
    await workspace.close()
  }
}

const toLine = (
  file: string,
  {
    at,
    severity,
    code,
    message,
    fix,
  }: Pick<Diagnostic, 'severity' | 'code' | 'message' | 'fix'> & {
    at?: { line?: number | undefined; column?: number | undefined } | undefined
  },
): string =>
  `${file}:${at?.line ?? 1}:${at?.column ?? 1} ${severity} ${code}: ${message}${fix ? ` (${fix})` : ''}`

/** `export`: writes a run as a receipt. */
export const exportRun = (runId: string, file: string | undefined): Promise<number> =>
  withWorkspace(async ({ platform, actor }) => {
    const text = `${JSON.stringify(await platform.runs.receipt(runId, actor), null, 2)}\n`
    if (file) await writeText(file, text)
    else process.stdout.write(text)
    return exitCodes.answered
  })

const writeText = async (file: string, text: string): Promise<void> => {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new PlatformError(
      'INPUT_INVALID',
      { problems: [`${file} cannot be written: ${reasonOf(cause)}`] },
      { cause },
    )
  }
}

/** `replay`: runs a receipt again and says which steps differ. */
export const replayReceipt = async (file: string): Promise<number> => {
  const receipt = parseReceipt(await readText(file))
  return withWorkspace(async ({ platform, actor }) => {
    const report = await platform.runs.replay(receipt, actor)
    for (const step of report.steps) console.log(`${step.verdict.padEnd(8)} ${step.step}`)
    console.log(
      report.same ? 'Every step gave what the receipt says.' : 'The replay differs from the receipt.',
    )
    return report.same ? exitCodes.answered : exitCodes.other
  })
}

const parseReceipt = (text: string): z.infer<typeof receiptSchema> => {
  try {
    return receiptSchema.parse(JSON.parse(text))
  } catch (cause) {
    const problems =
      cause instanceof z.ZodError
        ? cause.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
        : ['it is not JSON']
    throw new PlatformError('RECEIPT_INVALID', { problems }, { cause })
  }
}
