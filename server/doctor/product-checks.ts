import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Config, ModelEndpoint } from '../config/config.ts'
import type { Finding } from './finding.ts'

const root = join(import.meta.dirname, '..', '..')
const reinstall = 'Install again in the folder of Millwright: npm ci'

/** The font of charts on the server: without it Chinese labels are empty boxes in PNG and SVG files. */
export const checkFont = async (): Promise<Finding> => {
  const name = 'font'
  try {
    const require = createRequire(join(root, 'apps', 'chatbi', 'package.json'))
    const folder = join(dirname(require.resolve('@fontsource/noto-sans-sc/package.json')), 'files')
    if (existsSync(folder)) return { name, verdict: 'pass', message: 'the font for Chinese labels is there' }
  } catch {
    // reported below, like a folder that is missing
  }
  return { name, verdict: 'fail', message: 'the font for Chinese labels is missing', fix: reinstall }
}

export const checkEngine = async (): Promise<Finding> => {
  const name = 'analytics engine'
  try {
    await import('@millwright/connector-duckdb')
    return { name, verdict: 'pass', message: 'DuckDB loads on this machine' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name, verdict: 'fail', message: `DuckDB does not load: ${reason}`, fix: reinstall }
  }
}

export const checkPage = async (): Promise<Finding> =>
  existsSync(join(root, 'web', 'dist', 'index.html'))
    ? { name: 'page', verdict: 'pass', message: 'the page is built' }
    : {
        name: 'page',
        verdict: 'warn',
        message: 'the page is not built; the API alone answers',
        fix: 'Build it: npm run build',
      }

/** Whether the configured model endpoint answers; without one nothing is missing. */
export const checkModel = async ({ model }: Config): Promise<Finding> => {
  const name = 'model'
  if (!model) return { name, verdict: 'pass', message: 'no model is configured; the built-in methods answer' }
  const problem = await findModelProblem(model)
  if (problem === undefined) return { name, verdict: 'pass', message: `${model.baseUrl} answers` }
  return {
    name,
    verdict: 'warn',
    message: `${model.baseUrl} does not answer: ${problem}`,
    fix: 'Check model.baseUrl and the key in the configuration; until then the built-in methods answer.',
  }
}

const findModelProblem = async ({ baseUrl, apiKey }: ModelEndpoint): Promise<string | undefined> => {
  try {
    const reply = await fetch(`${baseUrl.replace(/\/+$/, '')}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(5000),
    })
    return reply.ok ? undefined : `status ${reply.status}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
