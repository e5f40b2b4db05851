import { generatePlant } from '@millwright/demo'
import type { FactRow } from './fact-table.ts'
import { judgeFirst } from './judge.ts'
import type { Verdict } from './judge.ts'
import { openPlant } from './open-plant.ts'
import { ownQuestions } from './own-causes.ts'
import { plantCauses } from './plant-causes.ts'
import type { PlantedCause, PlantedTables } from './plant-causes.ts'
import type { WhyOutcome } from './table.ts'
import type { WindowCounts } from './windows.ts'

export interface SeedOptions {
  readonly seed: number
  readonly set: WhyOutcome['set']
  readonly counts: WindowCounts
  /** Told of every question that was not answered as it should be. */
  readonly tell: (line: string) => void
}

/** In words, in English and Chinese by turns: neither says which way it went. */
const questionOf = ({ measure, within: { window }, line }: PlantedCause, isChinese: boolean): string =>
  isChinese
    ? `为什么${window.words.zh}${line === undefined ? '' : `${line.replace('Line ', '')}号线`}${measure.words.zh}变化了`
    : `why did ${measure.words.en}${line === undefined ? '' : ` on ${line.toLowerCase()}`} change ${window.words.en}`

/** Every question of one plant: for planted causes, with nothing planted, with labels shuffled, for the plant's own causes. */
export const askSeed = async (options: SeedOptions): Promise<readonly WhyOutcome[]> => {
  const made = plantCauses(options.seed, options.counts)
  const outcomes: WhyOutcome[] = []
  for (const copy of ['planted', 'quiet', 'shuffled'] as const)
    outcomes.push(...(await askCopy(made, copy, options)))
  return [...outcomes, ...(await askOwn(options))]
}

/** Rows that the question is about: on its line a kind of machine may be one machine. */
const rowsAsked = ({ within: { rows, labelsOf }, line }: PlantedCause): readonly FactRow[] =>
  line === undefined ? rows : rows.filter(row => labelsOf(row).get('line_name') === line)

const askCopy = async (
  made: PlantedTables,
  copy: 'planted' | 'quiet' | 'shuffled',
  { seed, set, tell }: SeedOptions,
): Promise<readonly WhyOutcome[]> => {
  const plant = await openPlant(made[copy], made.now)
  const outcomes: WhyOutcome[] = []
  for (const [i, cause] of made.causes.entries()) {
    const { window } = cause.within
    plant.setDay(window.end)
    const question = questionOf(cause, i % 2 === 1)
    const { causes, testCount, answer } = await plant.source.explain(question)
    const verdict =
      testCount === 0 ? 'refused' : judgeFirst(causes, cause, { ...cause.within, rows: rowsAsked(cause) })
    outcomes.push({
      set,
      copy,
      period: window.kind,
      subject: cause.measure.words.en,
      moved: cause.moved,
      verdict,
    })
    if (verdict !== (copy === 'planted' ? 'named' : 'silent'))
      tell(
        `${seed} ${copy} ${window.kind}: ${question}: ${cause.label} = ${String(cause.value)} × ${cause.factor.toFixed(2)} moved it by ${(100 * cause.moved).toFixed(1)} %; ${verdict}: ${causes.join('; ') || answer}`,
      )
  }
  await plant.close()
  return outcomes
}

/** Monday 23 November 2026, before which the demo plant's history ends. */
const demoDay = new Date('2026-11-23T03:00:00Z')

const askOwn = async ({ seed, set, tell }: SeedOptions): Promise<readonly WhyOutcome[]> => {
  const plant = await openPlant(generatePlant({ now: demoDay, seed }), demoDay)
  const outcomes: WhyOutcome[] = []
  for (const { cause, period, question, values } of ownQuestions) {
    const { causes, testCount, answer } = await plant.source.explain(question)
    const verdict = testCount === 0 ? 'refused' : verdictOfOwn(causes, values)
    outcomes.push({ set, copy: 'own', period, subject: cause, moved: 0, verdict })
    if (verdict !== 'named') tell(`${seed} own: ${question}: ${verdict}: ${causes.join('; ') || answer}`)
  }
  await plant.close()
  return outcomes
}

const verdictOfOwn = ([first]: readonly string[], values: readonly string[]): Verdict =>
  first === undefined
    ? 'silent'
    : values.some(value => first.split(' & ').some(part => part.endsWith(` = ${value}`)))
      ? 'named'
      : 'other'
