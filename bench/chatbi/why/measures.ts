import type { Random } from '@millwright/demo'
import type { FactName, FactRow, FactTable } from './fact-table.ts'

/** What is asked about, how it is counted up from the rows of its table, and how a cause changes it. */
export interface PlantedMeasure {
  readonly table: FactName
  readonly words: { readonly en: string; readonly zh: string }
  /** Sums of a row; a measure without `denominator` is a total. */
  readonly numerator: (facts: FactTable) => (row: FactRow) => number
  readonly denominator?: (facts: FactTable) => (row: FactRow) => number
  /** The row when its own measure is `factor` times as high; undefined where the row is gone. */
  readonly change: (facts: FactTable, factor: number, random: Random) => (row: FactRow) => FactRow | undefined
  /** More of it is more rows, not higher ones. */
  readonly isRows?: boolean
}

/** A count `factor` times as high, with the chance of counts: thinned, or with a Poisson number added. */
export const scaleCount = (count: number, factor: number, random: Random): number => {
  if (factor >= 1) return count + random.poisson(count * (factor - 1))
  return Array.from({ length: count }, () => random.next()).filter(draw => draw < factor).length
}

const column =
  (name: string) =>
  (facts: FactTable): ((row: FactRow) => number) => {
    const at = facts.at(name)
    return row => Number(row[at])
  }

const sumOf =
  (...names: readonly string[]) =>
  (facts: FactTable): ((row: FactRow) => number) => {
    const parts = names.map(name => column(name)(facts))
    return row => parts.reduce((sum, part) => sum + part(row), 0)
  }

const one = () => (): number => 1

const put = (row: FactRow, changes: Readonly<Record<number, number>>): FactRow =>
  row.map((cell, at) => changes[at] ?? cell)

const scaled =
  (name: string, digits: number): PlantedMeasure['change'] =>
  (facts, factor) => {
    const at = facts.at(name)
    return row => put(row, { [at]: Number((Number(row[at]) * factor).toFixed(digits)) })
  }

/** Parts that are scrapped instead of good; as many are made as before. */
const scrapped: PlantedMeasure['change'] = (facts, factor, random) => {
  const [scrapAt, goodAt] = [facts.at('scrap_qty'), facts.at('good_qty')]
  return row => {
    const [scrap, good] = [Number(row[scrapAt]), Number(row[goodAt])]
    const more = Math.min(good, scaleCount(scrap, factor, random) - scrap)
    return put(row, { [scrapAt]: scrap + more, [goodAt]: good - more })
  }
}

const counted: PlantedMeasure['change'] = (facts, factor, random) => {
  const at = facts.at('quantity')
  return row => {
    const quantity = scaleCount(Number(row[at]), factor, random)
    return quantity === 0 ? undefined : put(row, { [at]: quantity })
  }
}

const thinned: PlantedMeasure['change'] = (_, factor, random) => row =>
  factor >= 1 || random.next() < factor ? row : undefined

export const plantedMeasures: readonly PlantedMeasure[] = [
  {
    table: 'production',
    words: { en: 'the scrap rate', zh: '废品率' },
    numerator: column('scrap_qty'),
    denominator: sumOf('scrap_qty', 'good_qty'),
    change: scrapped,
  },
  {
    table: 'production',
    words: { en: 'scrap', zh: '废品数' },
    numerator: column('scrap_qty'),
    change: scrapped,
  },
  {
    table: 'production',
    words: { en: 'output', zh: '产量' },
    numerator: column('good_qty'),
    change: scaled('good_qty', 0),
  },
  {
    table: 'stop',
    words: { en: 'the number of stops', zh: '停机次数' },
    numerator: one,
    change: thinned,
    isRows: true,
  },
  {
    table: 'stop',
    words: { en: 'downtime', zh: '停机时长' },
    numerator: column('duration_min'),
    change: scaled('duration_min', 1),
  },
  {
    table: 'stop',
    words: { en: 'the average stop duration', zh: '平均停机时长' },
    numerator: column('duration_min'),
    denominator: one,
    change: scaled('duration_min', 1),
  },
  {
    table: 'defect',
    words: { en: 'the number of defective parts', zh: '缺陷件数' },
    numerator: column('quantity'),
    change: counted,
  },
  {
    table: 'energy',
    words: { en: 'energy use', zh: '能耗' },
    numerator: column('energy_kwh'),
    change: scaled('energy_kwh', 2),
  },
]
