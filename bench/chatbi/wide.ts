import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openDirectSource } from '@millwright/chatbi'
import { demoCalendar } from '@millwright/demo'
import { openDatabase } from './open-database.ts'
import { quantile } from './score.ts'
import { createWideSchema } from './wide-schema.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void // V8's own, by the flag above

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0)
const warmUps = 20

/**
 * Reads questions over a generated schema of `tableCount` tables (200 at most): milliseconds of linking and parsing alone,
 * and what the model and its indexes hold in memory.
 */
export const measureWide = async (tableCount: number): Promise<string> => {
  const schema = await createWideSchema(tableCount)
  try {
    collectGarbage()
    const before = process.memoryUsage()
    const { connection, close } = await openDatabase({ kind: 'sqlite', path: schema.path })
    const source = await openDirectSource({
      name: 'wide',
      connection,
      clock: { now: () => new Date('2026-11-23T03:00:00Z') },
      calendar: demoCalendar,
    })
    for (const question of schema.questions.slice(0, warmUps)) source.parse(question)
    const times: number[] = []
    const processorTimes: number[] = []
    let answered = 0
    for (const question of schema.questions) {
      const used = process.cpuUsage()
      const started = performance.now()
      if (source.parse(question).decision !== 'refuse') answered++
      times.push(performance.now() - started)
      const { user, system } = process.cpuUsage(used)
      processorTimes.push((user + system) / 1000)
    }
    const grown = process.memoryUsage().rss - before.rss
    collectGarbage()
    const held = process.memoryUsage().heapUsed - before.heapUsed
    await close()
    const count = schema.questions.length
    return [
      '| tables · columns | questions | read | p50 ms | p95 ms | maximum ms | processor p50 ms | processor p95 ms | held in memory MB | resident growth MB |',
      '|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
      `| ${schema.tableCount} · ${schema.columnCount} | ${count} | ${answered} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.95).toFixed(0)} | ${Math.max(...times).toFixed(0)} | ${quantile(processorTimes, 0.5).toFixed(0)} | ${quantile(processorTimes, 0.95).toFixed(0)} | ${megabytes(held)} | ${megabytes(grown)} |`,
    ].join('\n')
  } finally {
    await schema.remove()
  }
}
