import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askByHttp, demoQuestions, quantile, residentMb, runProduct } from './run-product.ts'
import type { AskedQuestion, RunningProduct } from './run-product.ts'

/** `npm run bench:load`: question to answer over HTTP, one person and then twenty at once for a minute. */
const people = 20
const seconds = 60

const askAlone = async (
  product: RunningProduct,
  questions: readonly string[],
): Promise<readonly AskedQuestion[]> => {
  const asked: AskedQuestion[] = []
  for (const question of questions) asked.push(await askByHttp(product, question))
  return asked
}

const askTogether = async (
  product: RunningProduct,
  questions: readonly string[],
): Promise<readonly AskedQuestion[]> => {
  const asked: AskedQuestion[] = []
  const until = performance.now() + seconds * 1000
  const person = async (index: number): Promise<void> => {
    for (let i = index; performance.now() < until; i += 7)
      asked.push(await askByHttp(product, questions[i % questions.length] ?? ''))
  }
  await Promise.all(Array.from({ length: people }, (_, index) => person(index)))
  return asked
}

const row = (name: string, asked: readonly AskedQuestion[]): string => {
  const times = asked.map(item => item.milliseconds)
  return `| ${name} | ${asked.length} | ${asked.filter(item => !item.ok).length} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} | ${quantile(times, 1).toFixed(0)} |`
}

const folder = await mkdtemp(join(tmpdir(), 'millwright-load-'))
const product = await runProduct(folder)
const questions = demoQuestions()
try {
  await askAlone(product, questions.slice(0, 5))
  const alone = await askAlone(product, questions)
  const together = await askTogether(product, questions)
  console.log('| | questions | errors | p50 ms | p95 ms | maximum ms |\n|---|--:|--:|--:|--:|--:|')
  console.log(row('one person', alone))
  console.log(row(`${people} people for ${seconds} s`, together))
  console.log(`\nmemory afterwards: ${(residentMb(product.pid) ?? 0).toFixed(0)} MB`)
  for (const status of new Set(together.filter(item => !item.ok).map(item => item.status)))
    console.log(`errors with status ${status}: ${together.filter(item => item.status === status).length}`)
} finally {
  await product.stop()
  await rm(folder, { recursive: true, force: true })
}
