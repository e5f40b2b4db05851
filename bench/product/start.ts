import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { quantile, residentMb, runProduct } from './run-product.ts'
import type { RunningProduct } from './run-product.ts'

/** `npm run bench:start`: seconds to ready at first and later starts, and memory when idle. */
const rounds = 3
const jobsSchema = z.array(z.object({ state: z.string() }))

/** The first start reads the demo plant's documents in the background; what is measured later is a plant at rest. */
const jobsDone = async ({ url, cookie }: RunningProduct): Promise<void> => {
  for (;;) {
    const jobs = jobsSchema.parse(await (await fetch(`${url}/api/jobs`, { headers: { cookie } })).json())
    if (jobs.every(({ state }) => ['done', 'failed', 'cancelled'].includes(state))) return
    await wait(500)
  }
}

const first: number[] = []
const later: number[] = []
const idle: number[] = []
for (let round = 0; round < rounds; round++) {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-start-'))
  const once = await runProduct(folder)
  first.push(once.readyAfterS)
  await jobsDone(once)
  await once.stop()
  const again = await runProduct(folder)
  later.push(again.readyAfterS)
  await wait(10_000)
  idle.push(residentMb(again.pid) ?? 0)
  await again.stop()
  await rm(folder, { recursive: true, force: true })
}
const row = (name: string, values: readonly number[], digits: number, target: string): string =>
  `| ${name} | ${quantile(values, 0).toFixed(digits)} | ${quantile(values, 0.5).toFixed(digits)} | ${quantile(values, 1).toFixed(digits)} | ${target} |`
console.log('| | minimum | median | maximum | target |\n|---|--:|--:|--:|--:|')
console.log(row('first start with demo data, s', first, 1, '≤ 30'))
console.log(row('later start, s', later, 1, '≤ 4'))
console.log(row('idle memory of a later start, MB', idle, 0, '≤ 500'))
