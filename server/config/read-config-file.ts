import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { LineCounter, parseDocument, isNode } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { suggestName } from './suggest-name.ts'
import type { ConfigFile } from './config-file.ts'
import { configFileSchema } from './config-file.ts'

/** What a configuration source said: its settings as far as they are valid, and everything wrong with it. */
export interface ReadConfig<T> {
  readonly settings: Partial<T>
  readonly problems: readonly string[]
}

/** Settings of the YAML file at `path`; problems name the line. Undefined when there is no such file. */
export const readConfigFile = async (path: string): Promise<ReadConfig<ConfigFile> | undefined> => {
  const text = await readText(path)
  if (text === undefined) return undefined
  if ('problem' in text) return { settings: {}, problems: [`${path}: ${text.problem}`] }
  const lines = new LineCounter()
  const document = parseDocument(text.content, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): string => `${basename(path)}:${lines.linePos(offset).line}`
  if (document.errors.length > 0)
    return {
      settings: {},
      problems: document.errors.map(error => `${place(error.pos[0])} ${error.message}`),
    }
  const parsed = configFileSchema.safeParse(document.toJS() ?? {})
  if (parsed.success) return { settings: parsed.data, problems: [] }
  const problems = parsed.error.issues
    .flatMap(toProblems)
    .map(({ path: at, message }) => ({ offset: findOffset(document, at), message }))
    .toSorted((left, right) => left.offset - right.offset)
  return { settings: {}, problems: problems.map(({ offset, message }) => `${place(offset)} ${message}`) }
}

type FileText = { readonly content: string } | { readonly problem: string }

const readText = async (path: string): Promise<FileText | undefined> => {
  try {
    return { content: await readFile(path, 'utf8') }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    return { problem: `cannot be read (${error instanceof Error ? error.message : String(error)})` }
  }
}

interface Problem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const toProblems = (issue: z.core.$ZodIssue): readonly Problem[] => {
  if (issue.code !== 'unrecognized_keys')
    return [{ path: issue.path, message: `${issue.path.join('.')}: ${issue.message}` }]
  const known = knownNames(issue.path)
  return issue.keys.map(key => {
    const path = [...issue.path, key]
    const suggestion = suggestName(key, known)
    const hint =
      suggestion === undefined ? `; known are ${known.join(', ')}` : `; did you mean ${suggestion}?`
    return { path, message: `${path.join('.')} is not a setting${hint}` }
  })
}

const knownNames = (path: readonly PropertyKey[]): readonly string[] => {
  const [section] = path
  if (section === undefined) return Object.keys(configFileSchema.shape)
  if (section === 'limits') return Object.keys(configFileSchema.shape.limits.unwrap().shape)
  if (section === 'model' || section === 'embedding')
    return Object.keys(configFileSchema.shape[section].unwrap().shape)
  const calendar = configFileSchema.shape.calendar.unwrap().shape
  return Object.keys(path.length === 1 ? calendar : calendar.shifts.unwrap().element.shape)
}

const findOffset = (document: Document, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
