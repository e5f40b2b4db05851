import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openDirectSource, parseOssieYaml } from '@millwright/chatbi'
import type { DirectExplanation, DirectSource } from '@millwright/chatbi'
import { createDatabase, duckdbConnector } from '@millwright/connector-duckdb'

import { demoCalendar, demoModel, generatePlant } from '@millwright/demo'
import type { GeneratedCell, GeneratedTable } from '@millwright/demo'
import type { DataConnection } from '@millwright/spec'

const now = new Date('2026-11-23T03:00:00Z')

/** The plant with its causes, and a copy whose rows have each other's groups. */
let folder: string
let plant: DirectSource
let shuffled: DirectSource
const open: DataConnection[] = []

/** Facts of a day stay on it; which line, machine, order, lot, shift and reason they have is drawn anew,
 * each by itself. */
const keptInPlace = new Set([
  'hour_start',
  'good_qty',
  'scrap_qty',
  'run_min',
  'started_at',
  'ended_at',
  'duration_min',
  'inspected_at',
  'result',
  'quantity',
  'detected_at',
  'energy_kwh',
])
const facts = new Set(['production', 'stop', 'inspection', 'defect', 'energy'])

const createRandom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

const shuffle = (table: GeneratedTable): GeneratedTable =>
  facts.has(table.name) ? { ...table, chunks: () => shuffleRows(table) } : table

const inRandomOrder = <T>(values: readonly T[], random: () => number): readonly T[] => {
  const drawn = [...values]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [drawn[at], drawn[other]]
    if (a !== undefined && b !== undefined) [drawn[at], drawn[other]] = [b, a]
  }
  return drawn
}

function* shuffleRows(table: GeneratedTable): Generator<readonly (readonly GeneratedCell[])[]> {
  const chunks = [...table.chunks()]
  const all = table.columns.map((_, at) => chunks.flatMap(chunk => [...(chunk[at] ?? [])]))
  const random = createRandom(2026)
  yield table.columns.map(({ name }, at) => {
    const values = all[at] ?? []
    const stays = keptInPlace.has(name) || table.primaryKey.includes(name)
    return stays ? values : inRandomOrder(values, random)
  })
}

const openPlant = async (name: string, tables: readonly GeneratedTable[]): Promise<DirectSource> => {
  const path = join(folder, `${name}.duckdb`)
  await createDatabase(path, tables)
  const connection = await duckdbConnector.connect({ databasePath: path })
  open.push(connection)
  const { model } = parseOssieYaml(demoModel())
  assert.ok(model)
  return openDirectSource({ name, connection, clock: { now: () => now }, calendar: demoCalendar, model })
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'why-'))
  plant = await openPlant('plant', generatePlant({ now }))
  shuffled = await openPlant('shuffled', generatePlant({ now }).map(shuffle))
})

after(async () => {
  await Promise.all(open.map(connection => connection.close()))
  await rm(folder, { recursive: true, force: true })
})

/** Question, the dimension and value that were planted. */
const planted: readonly (readonly [string, string])[] = [
  ['why did the scrap rate rise in October compared with August', 'supplier = Northgate Foundry'],
  ['why did scrap rate rise in October', 'supplier = Northgate Foundry'],
  ['10月废品率为什么升高', 'supplier = Northgate Foundry'],
  ['why did defects rise in October', 'supplier = Northgate Foundry'],
  ['why did the share of NOK inspections rise last month', 'equipment = CNC lathe 7'],
  ['why did scrap on line 2 jump last week', 'supplier = Northgate Foundry'],
  ['11月孔径检验不合格的件数为什么比8月多', 'equipment = CNC lathe 7'],
  ['why did bore out of tolerance defects rise in October', 'equipment = CNC lathe 7'],
  ['why did energy rise in the last 30 days', 'equipment = Coolant unit 2'],
  ['why did energy go up in November', 'equipment = Coolant unit 2'],
  ['为什么最近30天能耗上升', 'equipment = Coolant unit 2'],
]

for (const [question, cause] of planted)
  test(`"${question}" finds ${cause}`, async () => {
    const explanation = await plant.explain(question)
    assert.ok(explanation.causes[0]?.startsWith(cause), JSON.stringify(explanation))
    assert.ok(explanation.isMarked, explanation.answer)
  })

test('a total that moved with its rate is told by the rate', async () => {
  const { answer, isMarked } = await plant.explain('why did scrap on line 2 jump last week')
  assert.match(answer, /^Scrap rate was 2\.\d+%.*moved with this rate/)
  assert.ok(isMarked, answer)
})

test('a reason that nights alone have explains why they stop more', async () => {
  const { causes } = await plant.explain('why does line 3 stop so much more at night than in the day shift')
  assert.equal(causes[0], 'stop reason = Spindle overheat')
})

const nightQuestion = 'why is number of unplanned stops on line 3 so high in the last 90 days'

test('asked why one line stops more than the others, it finds the night shift', async () => {
  const { causes, isMarked } = await plant.explain(nightQuestion)
  assert.match(causes[0] ?? '', /shift = Night|stop reason = Spindle overheat/)
  assert.ok(isMarked)
})

/** Questions before, the bare one, what explains it. */
const followed: readonly (readonly [readonly string[], string, RegExp])[] = [
  [['scrap rate in October'], 'why?', /^supplier = Northgate Foundry/],
  [['10月的废品率', '和8月相比呢'], '为什么？', /^supplier = Northgate Foundry/],
  [
    ['which line had the most unplanned stops in the last 90 days'],
    'why that one?',
    /shift = Night|Spindle overheat/,
  ],
  [['energy by area in November'], 'why did it go up?', /^equipment = Coolant unit 2/],
  [['which line had the most unplanned stops in the last 90 days'], 'why?', /shift = Night|Spindle overheat/],
]

for (const [questions, question, cause] of followed)
  test(`"${question}" after "${questions.join('", "')}" explains what was answered`, async () => {
    const explanation = await plant.explain(question, questions)
    assert.match(explanation.causes[0] ?? '', cause, JSON.stringify(explanation))
  })

test('a bare why with nothing before it is refused', async () => {
  const { testCount } = await plant.explain('why?')
  assert.equal(testCount, 0)
})

/** Silence tells something where what was planted was compared too, and was found to be chance. */
const silent = (compared: RegExp, { causes, answer, isMarked }: DirectExplanation): void => {
  assert.deepEqual(causes, [], answer)
  assert.match(answer, /Nothing explains it|没有任何因素能解释/)
  assert.match(answer, compared)
  assert.ok(isMarked, answer)
}

/** How an answer says that it compared by what is planted. */
const comparedBy: Readonly<Record<string, RegExp>> = {
  supplier: /compared by .*\bsupplier\b|按.*供应商.*比较/,
  equipment: /compared by .*\bequipment\b(?! type)|按(?:.*、)?设备(?:、.*)?比较/,
  'stop reason': /compared by .*\bstop reason\b/,
  shift: /compared by .*\bshift\b/,
}

/** With the failures spread over all machines, no machine has enough of one characteristic for it to be compared. */
const tooFewWhenShuffled = new Set(['11月孔径检验不合格的件数为什么比8月多'])

for (const [question, cause] of [
  ...planted.filter(([text]) => !tooFewWhenShuffled.has(text)),
  ['why did unplanned stops rise last month', 'stop reason'],
  [nightQuestion, 'shift'],
] as const)
  test(`"${question}" finds nothing where the groups are shuffled, though it compares what was planted`, async () => {
    const compared = comparedBy[cause.split(' = ')[0] ?? '']
    assert.ok(compared, cause)
    silent(compared, await shuffled.explain(question))
  })

test('a week in which nothing was planted is not explained', async () =>
  silent(
    /compared by .*\bsupplier\b.*\bline\b.*\bequipment\b/,
    await plant.explain('why did the scrap rate change last week'),
  ))

/** What is asked about cannot be explained, and what the person is told. */
const refused: readonly (readonly [string, RegExp])[] = [
  ['why did the median stop duration rise last month', /sums, counts, averages and ratios/],
  ['why did the number of machines with stops rise last week', /sums, counts, averages and ratios/],
  ['why did scrap and downtime rise last month', /One measure at a time/],
  ['why is line 3 so bad', /Name the measure/],
  ["what's wrong with CNC lathe 7", /Name the measure/],
  ['为什么周末停机比工作日多', /不能把一周中的某些天/],
]

for (const [question, words] of refused)
  test(`"${question}" is refused in words`, async () => {
    const { answer, testCount } = await plant.explain(question)
    assert.equal(testCount, 0)
    assert.match(answer, words)
  })

test('what only one side can have is told as what it comes to, and explained where it is beyond all others', async () => {
  const { answer, causes } = await plant.explain("why is the foundry's energy use higher than machining's")
  assert.match(answer, /Foundry was [78]\d\d,\d\d\d kWh .*, and 2\d\d,\d\d\d kWh/)
  assert.deepEqual(causes, ['equipment type = Induction furnace'])
})

test('which machine of a line makes it worse than the others is told, though no other line has it', async () => {
  const { causes } = await plant.explain(
    'why is the scrap rate of line 4 higher than on the other lines in October',
  )
  assert.equal(causes[0], 'equipment = CNC lathe 7')
})
