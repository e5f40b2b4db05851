import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createRandom, seedOf } from '@millwright/demo'
import type { Random } from '@millwright/demo'

/** A database of many tables as an ERP keeps them, with questions that its names and values answer. */
export interface WideSchema {
  readonly path: string
  readonly tableCount: number
  readonly columnCount: number
  readonly questions: readonly string[]
  remove(): Promise<void>
}

/** What a plant keeps books on; each is a table of its own and the beginning of the names of its details. */
const subjects =
  'machine production_line work_order spare_part supplier purchase_order customer sales_order product raw_material warehouse shipment employee training tool mould gauge inspection safety_incident energy_meter maintenance_task calibration batch recipe container'.split(
    ' ',
  )

const kinds = 'planned urgent routine external internal trial'.split(' ')
const states = 'open released closed cancelled waiting'.split(' ')
const cities = 'Hangzhou Suzhou Munich Detroit Osaka Pune Gdansk Puebla'.split(' ')
const words =
  'axial bearing spindle coolant drive feeder gripper hydraulic infeed jaw knife linear motor nozzle outfeed press quick rotary seal table upper valve weld yoke'.split(
    ' ',
  )

interface Detail {
  readonly name: string
  /** Columns besides the key and the reference to the subject, as SQL; each with its value. */
  readonly columns: readonly (readonly [definition: string, value: (random: Random) => string | number])[]
}

const day = (random: Random): string =>
  new Date(Date.UTC(2025, 0, 1) + random.integer(0, 600) * 86_400_000).toISOString().slice(0, 10)
const number =
  (low: number, high: number) =>
  (random: Random): number =>
    Math.round(100 * random.between(low, high)) / 100
const oneOf =
  (items: readonly string[]) =>
  (random: Random): string =>
    random.pick(items)

const details: readonly Detail[] = [
  {
    name: '',
    columns: [
      ['name TEXT', random => `${random.pick(words)} ${random.pick(words)} ${random.integer(1, 99)}`],
      ['type TEXT', oneOf(kinds)],
      ['city TEXT', oneOf(cities)],
      ['status TEXT', oneOf(states)],
      ['weight_kg REAL', number(1, 900)],
      ['unit_price REAL', number(5, 5000)],
      ['created_on DATE', day],
    ],
  },
  {
    name: 'event',
    columns: [
      ['reason TEXT', random => `${random.pick(words)} ${random.pick(['failure', 'change', 'setting'])}`],
      ['started_at DATE', day],
      ['duration_min INTEGER', random => random.integer(1, 600)],
      ['is_planned INTEGER', random => random.integer(0, 1)],
    ],
  },
  {
    name: 'measurement',
    columns: [
      ['quantity_measured TEXT', oneOf(['temperature', 'pressure', 'vibration', 'flow'])],
      ['reading REAL', number(0, 100)],
      ['lower_limit REAL', number(0, 20)],
      ['upper_limit REAL', number(80, 100)],
      ['measured_on DATE', day],
    ],
  },
  {
    name: 'plan',
    columns: [
      ['planned_quantity INTEGER', random => random.integer(10, 5000)],
      ['actual_quantity INTEGER', random => random.integer(10, 5000)],
      ['due_date DATE', day],
      ['priority INTEGER', random => random.integer(1, 5)],
    ],
  },
  {
    name: 'cost',
    columns: [
      ['cost_center TEXT', random => `CC-${random.integer(100, 140)}`],
      ['amount REAL', number(10, 20_000)],
      ['currency TEXT', oneOf(['EUR', 'USD', 'CNY'])],
      ['posted_on DATE', day],
    ],
  },
  {
    name: 'document',
    columns: [
      ['title TEXT', random => `${random.pick(words)} ${random.pick(['manual', 'drawing', 'certificate'])}`],
      ['revision INTEGER', random => random.integer(1, 9)],
      ['page_count INTEGER', random => random.integer(1, 300)],
    ],
  },
  {
    name: 'assignment',
    columns: [
      ['role TEXT', oneOf(['operator', 'planner', 'inspector', 'buyer'])],
      ['hours_booked REAL', number(0, 12)],
      ['assigned_on DATE', day],
    ],
  },
  {
    name: 'approval',
    columns: [
      ['approver TEXT', oneOf(['Zhang Wei', 'Anna Keller', 'Li Na', 'Tom Baker', 'Sofia Rossi'])],
      ['decision TEXT', oneOf(['approved', 'rejected', 'returned'])],
      ['decided_on DATE', day],
    ],
  },
]

const rowsEach = 60

/** Creates the database in a folder of its own: the same `tableCount` gives the same rows. */
export const createWideSchema = async (tableCount: number): Promise<WideSchema> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-wide-'))
  const path = join(folder, 'wide.sqlite')
  const database = new DatabaseSync(path)
  const tables = details
    .flatMap(detail => subjects.map(subject => ({ subject, detail })))
    .slice(0, tableCount)
  let columnCount = 0
  database.exec('BEGIN')
  for (const { subject, detail } of tables) columnCount += createTable(database, subject, detail)
  database.exec('COMMIT')
  database.close()
  return {
    path,
    tableCount: tables.length,
    columnCount,
    questions: tables.flatMap(({ subject, detail }, i) => questionsOn(subject, detail, i)),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const createTable = (database: DatabaseSync, subject: string, { name, columns }: Detail): number => {
  const table = name === '' ? subject : `${subject}_${name}`
  const reference = name === '' ? [] : [`${subject}_id INTEGER REFERENCES ${subject} (${subject}_id)`]
  const key = `${table}_id INTEGER PRIMARY KEY`
  const definitions = [key, ...reference, ...columns.map(([definition]) => definition)]
  database.exec(`CREATE TABLE ${table} (${definitions.join(', ')})`)
  const random = createRandom(seedOf('wide', table))
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${definitions.map(() => '?').join(', ')})`)
  for (let row = 1; row <= rowsEach; row++)
    insert.run(
      row,
      ...reference.map(() => random.integer(1, rowsEach)),
      ...columns.map(([, value]) => value(random)),
    )
  return definitions.length
}

/** Questions of the kinds that people ask, on that table: one English, every third one Chinese as well. */
const questionsOn = (subject: string, { name }: Detail, at: number): readonly string[] => {
  const said = subject.replaceAll('_', ' ')
  const random = createRandom(seedOf('question', subject, name))
  const of: Readonly<Record<string, readonly string[]>> = {
    '': [
      `What is the average unit price of ${said}s by city?`,
      `Which ${said}s in ${random.pick(cities)} weigh more than ${random.integer(100, 800)} kg?`,
      `How many ${said}s are ${random.pick(states)}, by type?`,
    ],
    event: [
      `Total duration of unplanned ${said} events by reason last year, top 5`,
      `Which ${said} had the most events in 2025?`,
    ],
    measurement: [
      `Average reading of ${said} measurements per month`,
      `Show the ${said} measurements where temperature is above ${random.integer(60, 90)}`,
    ],
    plan: [
      `Difference between planned quantity and actual quantity of ${said} plans by priority`,
      `Top 10 ${said}s by planned quantity`,
    ],
    cost: [`${said} cost by cost center in EUR`, `What share of the ${said} cost amount is in CNY?`],
    document: [`How many ${said} documents have more than ${random.integer(50, 200)} pages?`],
    assignment: [`Hours booked on ${said} assignments per role since January 2026`],
    approval: [`How many ${said} approvals were rejected by ${random.pick(['Anna Keller', 'Li Na'])}?`],
  }
  const chinese = ['各状态的设备数量', '按原因统计停机时长', '上个月供应商费用合计', '哪个客户的订单最多？']
  return [...(of[name] ?? []), ...(at % 3 === 0 ? [chinese[(at / 3) % chinese.length] ?? ''] : [])]
}
