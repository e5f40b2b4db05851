import { parseArgs } from 'node:util'
import { suites } from './suites.ts'

/**
 * `npm run bench:chatdoc -- SUITE --data PATH [--limit N] [--json]` measures ChatDoc on data of the suite's shape and prints
 * a table; with `--json` the figures follow as one line of JSON.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const [name = ''] = positionals
const suite = suites.find(item => item.name === name)
if (!suite || (suite.needsData && values.data === undefined)) {
  console.error(
    'Usage: npm run bench:chatdoc -- SUITE --data PATH [--limit N] [--json], where SUITE is one of:',
  )
  for (const item of suites) console.error(`  ${item.name.padEnd(10)} ${item.about}`)
  process.exit(2)
}
const run = await suite.load()
const { table, figures } = await run({
  data: values.data ?? '',
  ...(values.limit !== undefined && { limit: Number(values.limit) }),
})
console.log(table)
if (values.json) console.log(JSON.stringify(figures))
process.exit(0)
