import { parseArgs } from 'node:util'
import { trainReadings } from './train-readings.ts'
import { trainTables } from './train-tables.ts'

/**
 * `npm run train:chatbi -- --data DIR --train FILE [--rounds N]` learns from a folder of questions with SQL over many
 * databases which readings are meant and how sure to be of them, writes the weights to FILE, and prints how they do on
 * databases that the weights had not seen.
 *
 * `npm run train:chatbi -- --tables DIR [--also DIR] --train FILE [--cache FILE] [--rounds N] [--limit N]` learns from a folder of
 * questions about single tables which readings are meant, writes the weights to FILE, and prints how they do on tables that
 * the weights had not seen; what `--also` names is learned from too and not measured. `--cache` keeps the results of queries, so that another training runs only what is new.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    tables: { type: 'string' },
    also: { type: 'string' },
    train: { type: 'string' },
    cache: { type: 'string' },
    rounds: { type: 'string', default: '2' },
    limit: { type: 'string' },
  },
})

const { train } = values
const rounds = Number(values.rounds)
if (train && values.data) console.log(await trainReadings({ folder: values.data, out: train, rounds }))
else if (train && values.tables)
  console.log(
    await trainTables({
      folder: values.tables,
      also: values.also,
      out: train,
      cache: values.cache,
      rounds,
      limit: values.limit === undefined ? undefined : Number(values.limit),
    }),
  )
else {
  console.error(
    'Name what to learn from and where the weights go: --data DIR or --tables DIR, and --train FILE.',
  )
  process.exit(2)
}
