import { spawnSync } from 'node:child_process'
import { sourceFiles } from './source-files.ts'

/**
 * Runs every test of the repository under this Node: `npm test [-- PATH ...]`, where a path narrows it to the
 * files below it. Browser tests run last and one at a time, since each starts a product and a Chromium.
 */
const root = new URL('..', import.meta.url).pathname
const wanted = process.argv.slice(2)
const tests = sourceFiles()
  .filter(file => file.endsWith('.test.ts'))
  .filter(file => wanted.length === 0 || wanted.some(path => file.startsWith(path)))
const isBrowserTest = (file: string): boolean => file.startsWith('web/browser-tests/')

/** Longer than any machine needs: whatever a test leaves open ends here instead of never. */
const limitMs = 20 * 60_000

const run = (files: readonly string[], concurrency: number): number => {
  if (files.length === 0) return 0
  const flags = [
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-timeout=600000',
    '--test-reporter=spec',
  ]
  const { status, signal } = spawnSync(process.execPath, [...flags, ...files], {
    cwd: root,
    stdio: 'inherit',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  if (signal) console.error(`The tests did not end within ${limitMs / 60_000} minutes.`)
  return status ?? 1
}

if (tests.length === 0) {
  console.error(`No test file lies below ${wanted.join(', ')}.`)
  process.exit(2)
}
const statuses = [
  run(
    tests.filter(file => !isBrowserTest(file)),
    2,
  ),
  run(tests.filter(isBrowserTest), 1),
]
process.exit(statuses.some(status => status !== 0) ? 1 : 0)
