import { parseArgs } from 'node:util'
import { askSeed } from './ask-seed.ts'
import { falseClaimsTable, moveClasses, moveClassOf, powerTable } from './table.ts'
import type { WhyOutcome } from './table.ts'

/**
 * `npm run bench:why [-- --seeds 7,8,9] [--days 8] [--weeks 8] [--months 3] [--verbose]` asks why things changed in demo plants of
 * several seeds: with causes planted at random (a machine, shift, reason, product, supplier …), with none, with all labels shuffled,
 * and for each plant's own causes. It prints how often the first explanation names the cause, by how much the
 * cause moved what was asked about, and how often something is named where nothing is the cause.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '7,8,9' },
    days: { type: 'string', default: '8' },
    weeks: { type: 'string', default: '8' },
    months: { type: 'string', default: '3' },
    verbose: { type: 'boolean', default: false },
  },
})

/** Settings of the explanation were chosen by this plant, the one that is shipped. */
const tunedSeed = 7

const count = (name: 'days' | 'weeks' | 'months'): number => {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 0) return number
  console.error(`--${name} is a number of periods, not "${values[name]}".`)
  process.exit(2)
}
const counts = { day: count('days'), week: count('weeks'), month: count('months') }
const seeds = values.seeds.split(',').map(Number)
if (!seeds.every(Number.isInteger)) {
  console.error(`--seeds are whole numbers with commas between, not "${values.seeds}".`)
  process.exit(2)
}

const outcomes: WhyOutcome[] = []
for (const seed of seeds)
  outcomes.push(
    ...(await askSeed({
      seed,
      set: seed === tunedSeed ? 'tuned' : 'held out',
      counts,
      tell: line => void (values.verbose && console.error(line)),
    })),
  )
const planted = outcomes.filter(({ copy }) => copy === 'planted')
const own = outcomes.filter(({ copy }) => copy === 'own')
console.log(
  [
    powerTable(planted, 'planted, by how much it moved', ({ moved }) => moveClassOf(moved), moveClasses),
    powerTable(planted, 'planted, by period', ({ period }) => period),
    powerTable(planted, 'planted, by what is asked', ({ subject }) => subject),
    powerTable(own, "the plant's own causes", ({ subject, period }) => `${subject}, ${period}`),
    falseClaimsTable(outcomes),
  ].join('\n\n'),
)
