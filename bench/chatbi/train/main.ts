import { parseArgs } from 'node:util'
import { trainTables } from './train-tables.ts'

/**
 * `npm run train:chatbi -- --tables DIR --train FILE [--cache FILE] [--rounds N] [--limit N]` learns from a folder of
 * questions about single tables which readings are meant, writes the weights to FILE, and prints how they do on tables that
 * the weights had not seen. `--cache` keeps the results of queries, so that another training runs only what is new.
 */
const { values } = parseArgs({
  options: {
    tables: { type: 'string' },
    train: { type: 'string' },
    cache: { type: 'string' },
    rounds: { type: 'string', default: '2' },
    limit: { type: 'string' },
  },
})

if (!values.tables || !values.train) {
  console.error('Name what to learn from and where the weights go: --tables DIR --train FILE.')
  process.exit(2)
}
console.log(
  await trainTables({
    folder: values.tables,
    out: values.train,
    cache: values.cache,
    rounds: Number(values.rounds),
    limit: values.limit === undefined ? undefined : Number(values.limit),
  }),
)
