import type { CatalogColumn, DataType } from '@millwright/spec'
import { stem } from '../../text/index.ts'
import type { ReadName } from '../names/label.ts'
import type { Aggregate } from '../../query/query.ts'
import type { Field, FieldRole } from '../semantic-model.ts'
import type { ColumnStatistics } from './table-statistics.ts'

/** What is known of a column when its role is decided. */
export interface ColumnFacts {
  readonly column: CatalogColumn
  readonly name: ReadName
  readonly type: DataType
  readonly statistics?: ColumnStatistics | undefined
  readonly rowCount: number
  /** Part of the primary key, or refers to another table. */
  readonly isKey: boolean
}

type ValueKind = NonNullable<Field['valueKind']>

export interface FieldMeaning {
  readonly role: FieldRole
  readonly valueKind: ValueKind
  readonly defaultAggregate?: Aggregate
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stem))

const averaged = setOf(
  'temperature rate ratio percent percentage age price score rating speed velocity torque pressure voltage current factor index level average mean humidity density thickness width height depth diameter length radius minimum maximum median rank ranking efficiency utilization yield share salary wage distance wear deviation nominal measured power frequency altitude latitude longitude gpa star grade fee rent reading value interest elevation luminosity limit life estimate capacity weight memory resolution',
)
const summed = setOf(
  'quantity amount count number total sum sales revenue energy consumption usage hours minutes duration cost scrap good output production produced budget profit expense population case attendance goal point win loss downtime defect reject order sold stock inventory enrollment employee passenger vote gross earning income payment balance area emission waste co2 kid adult',
)
const identifiers = setOf('id uuid guid ssn key sn uid')
const codes = setOf(
  'code number zip postcode postal phone telephone mobile fax serial barcode isbn imei sku plate vin iban',
)
const ordinals = setOf(
  'level class rank stage step floor week month day hour quarter weekday shift position grade season semester classroom version band tier sequence order room',
)
const years = setOf('year season founded built established launch opened')
const texts = setOf(
  'description comment note remark detail content body text message summary feedback address',
)
const names = setOf('name title label')

const flagValues: readonly ReadonlySet<string>[] = [
  new Set(['0', '1']),
  new Set(['true', 'false']),
  new Set(['t', 'f']),
  new Set(['y', 'n']),
  new Set(['yes', 'no']),
  new Set(['是', '否']),
  new Set(['有', '无']),
]

const stems = (facts: ColumnFacts): readonly string[] => facts.name.words.map(stem)
const some = (facts: ColumnFacts, set: ReadonlySet<string>): boolean =>
  stems(facts).some(word => set.has(word))
const lastIs = (facts: ColumnFacts, set: ReadonlySet<string>): boolean => set.has(stems(facts).at(-1) ?? '')

const isNumeric = (type: DataType): boolean => ['integer', 'decimal', 'float'].includes(type)

/** `number of staff` counts; `order number` names. */
const isCount = (facts: ColumnFacts): boolean => {
  const words = stems(facts)
  const at = words.findIndex(word => word === 'number' || word === 'count')
  return at >= 0 && (words[at] === 'count' || (words.length > at + 1 && at === 0))
}

const isFlag = (facts: ColumnFacts): boolean => {
  if (facts.type === 'boolean') return true
  const { minimum, maximum } = facts.statistics ?? {}
  if (isNumeric(facts.type) && (minimum !== 0 || maximum !== 1)) return false
  const found = new Set((facts.statistics?.cells ?? []).map(cell => String(cell).trim().toLowerCase()))
  const distinct = facts.statistics?.distinctCount ?? 0
  if (distinct === 0 || distinct > 2) return false
  if (!flagValues.some(values => Array.from(found).every(value => values.has(value)))) return false
  const saysFlag = /^(is|has|if|can|was)$/.test(facts.name.words[0] ?? '') || lastIs(facts, setOf('flag'))
  // a count that happens to be 0 or 1 is not a flag, and one value alone says nothing
  return saysFlag || (distinct === 2 && !isCount(facts) && !some(facts, setOf('quantity amount kid')))
}

const isYear = (facts: ColumnFacts): boolean => {
  const { minimum, maximum } = facts.statistics ?? {}
  const within = Number(minimum) >= 1500 && Number(maximum) <= 2200
  if (!within || facts.statistics === undefined) return false
  const whole = facts.statistics.cells.every(cell => Number.isInteger(Number(cell)))
  const saysYear = some(facts, years)
  return (
    whole &&
    (saysYear ||
      (Number(minimum) >= 1900 && Number(maximum) <= 2100 && !some(facts, summed) && !some(facts, averaged)))
  )
}

const aggregateOf = (facts: ColumnFacts): Aggregate => {
  const words = stems(facts)
  if (words.includes('average') || words.includes('mean') || facts.name.unit === '%') return 'avg'
  if (isCount(facts) || /^(kWh|MWh|Wh|kVarh)$/.test(facts.name.unit ?? '')) return 'sum'
  // the head of the name decides: `log of areas` is a log, `scrap cost` a cost
  const of = words.indexOf('of')
  const head = of > 0 ? words.slice(0, of) : words
  const last = head.findLast(word => averaged.has(word) || summed.has(word))
  if (last !== undefined) return averaged.has(last) ? 'avg' : 'sum'
  if (of > 0) return 'avg'
  const unit = facts.name.unit ?? ''
  if (
    /^(kWh|MWh|Wh|kVarh|h|min|s|d|t|kg|USD|EUR|CNY|GBP|million|billion|L)$/.test(unit) ||
    unit.endsWith('CO2')
  )
    return 'sum'
  return 'avg'
}

const numericMeaning = (facts: ColumnFacts): FieldMeaning => {
  const distinct = facts.statistics?.distinctCount ?? Infinity
  if (isYear(facts)) return { role: 'dimension', valueKind: 'number' }
  if (!isCount(facts) && lastIs(facts, codes)) return { role: 'dimension', valueKind: 'code' }
  const isInteger = facts.type === 'integer'
  const isSmallSet = distinct <= 31 && facts.rowCount > distinct * 8
  if (isInteger && isSmallSet && some(facts, ordinals) && !isCount(facts))
    return { role: 'dimension', valueKind: 'number' }
  return { role: 'measure', valueKind: 'number', defaultAggregate: aggregateOf(facts) }
}

const textMeaning = (facts: ColumnFacts): FieldMeaning => {
  const cells = (facts.statistics?.cells ?? []).map(String)
  const distinct = facts.statistics?.distinctCount ?? 0
  const length = cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(cells.length, 1)
  const kind = (valueKind: ValueKind): FieldMeaning => ({ role: 'dimension', valueKind })
  if (lastIs(facts, names) || some(facts, names)) return kind('name')
  if (length > 60 || (some(facts, texts) && distinct > 30)) return kind('text')
  const coded = cells.filter(cell => /^[\p{L}]{0,6}[-_./ ]?\d[\w./-]*$/u.test(cell)).length
  if (lastIs(facts, codes) || lastIs(facts, identifiers) || (cells.length > 0 && coded / cells.length > 0.9))
    return kind('code')
  const repeats = distinct > 0 && distinct <= Math.max(12, facts.rowCount * 0.2) && distinct <= 2000
  return kind(repeats && length <= 40 ? 'category' : length > 40 ? 'text' : 'name')
}

/** Role, kind of values and natural aggregate of a column, by its type, its name and its data. */
export const meaningOf = (facts: ColumnFacts): FieldMeaning => {
  if (facts.isKey) return { role: 'key', valueKind: lastIs(facts, names) ? 'name' : 'code' }
  if (isFlag(facts)) return { role: 'dimension', valueKind: 'flag' }
  if (facts.type === 'date' || facts.type === 'timestamp') return { role: 'time', valueKind: 'time' }
  if (facts.type === 'time') return { role: 'dimension', valueKind: 'time' }
  if (lastIs(facts, identifiers) && !isCount(facts)) return { role: 'key', valueKind: 'code' }
  return isNumeric(facts.type) ? numericMeaning(facts) : textMeaning(facts)
}
