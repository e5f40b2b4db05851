import { createDatabase } from '@millwright/connector-duckdb'
import { generatePlant } from '@millwright/demo'

/*
 * The process that writes the demo plant: `make-demo.ts <database file> <now as ISO 8601>`. Sends `{ fraction }`
 * while it works. It is one of its own so that its memory is given back when it ends.
 */
const [databasePath, now] = process.argv.slice(2)
if (databasePath === undefined || now === undefined)
  throw new Error('bug: make-demo was started without its place and time')
// whoever started it is gone: a later start writes the same file
process.once('disconnect', () => process.exit(1))
await createDatabase(databasePath, generatePlant({ now: new Date(now) }), {
  progress: ({ fraction }) => process.send?.({ fraction }),
})
process.exit(0)
