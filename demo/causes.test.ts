import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes } from './causes.ts'
import type { GeneratedCell, GeneratedTable } from './generated-table.ts'
import { generatePlant } from './tables.ts'
import { dayMs, endOfHistory } from './plant-time.ts'

const now = new Date('2026-11-23T03:00:00Z')
const tables = new Map(generatePlant({ now }).map(table => [table.name, table]))
const end = endOfHistory(now)

type Row = Readonly<Record<string, GeneratedCell>>
const rowsOf = function* (name: string): Generator<Row> {
  const table = tables.get(name)
  assert.ok(table, `no table ${name}`)
  for (const chunk of table.chunks())
    for (let i = 0; i < (chunk[0]?.length ?? 0); i++)
      yield Object.fromEntries(table.columns.map((column, c) => [column.name, chunk[c]?.[i] ?? null]))
}
const tally = (
  rows: Iterable<Row>,
  key: (row: Row) => string | undefined,
  value: (row: Row) => number,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const group = key(row)
    if (group !== undefined) sums.set(group, (sums.get(group) ?? 0) + value(row))
  }
  return sums
}

test('the plant has about a million rows, and the same seed gives the same ones', () => {
  const count = (all: Iterable<GeneratedTable>): number => {
    let rows = 0
    for (const table of all) for (const chunk of table.chunks()) rows += chunk[0]?.length ?? 0
    return rows
  }
  const rows = count(tables.values())
  assert.ok(rows > 800_000 && rows < 1_200_000, `${rows} rows`)
  const first = [...rowsOf('stop')].slice(0, 100)
  const again = generatePlant({ now }).find(table => table.name === 'stop')
  assert.deepEqual(
    [...(again?.chunks() ?? [])][0]?.[8]?.slice(0, 100),
    first.map(row => row['duration_min']),
  )
})

test('scrap by supplier shows the new supplier: at least half more than the next', () => {
  const supplierOfLot = new Map(
    [...rowsOf('material_lot')].map(row => [row['lot_id'], String(row['supplier_id'])]),
  )
  const lotOfOrder = new Map([...rowsOf('work_order')].map(row => [row['order_no'], row['lot_id']]))
  const supplierOf = (row: Row): string | undefined =>
    supplierOfLot.get(lotOfOrder.get(row['order_no'] ?? null) ?? null)
  const scrap = tally(rowsOf('production'), supplierOf, row => Number(row['scrap_qty']))
  const good = tally(rowsOf('production'), supplierOf, row => Number(row['good_qty']))
  const rates = [...scrap].map(([supplier, count]) => ({
    supplier,
    rate: count / (count + (good.get(supplier) ?? 0)),
  }))
  const [worst, next] = rates.toSorted((a, b) => b.rate - a.rate)
  assert.equal(worst?.supplier, causes.crackingSupplier.supplierId)
  assert.ok((worst?.rate ?? 0) > 1.5 * (next?.rate ?? 1))
})

test('night shift on the planted line stops more, because spindles overheat', () => {
  const { nightStops } = causes
  const unplanned = [...rowsOf('stop')].filter(row => row['planned'] === false)
  const atNight = tally(
    unplanned.filter(row => row['shift'] === 'Night'),
    row => String(row['line_id']),
    () => 1,
  )
  const rest = [...atNight].filter(([line]) => line !== nightStops.lineId).map(([, count]) => count)
  assert.ok((atNight.get(nightStops.lineId) ?? 0) > 1.5 * Math.max(...rest))
  const onLine = unplanned.filter(row => row['line_id'] === nightStops.lineId && row['shift'] === 'Night')
  const byReason = tally(
    onLine,
    row => String(row['reason_code']),
    () => 1,
  )
  assert.equal([...byReason].toSorted((a, b) => b[1] - a[1])[0]?.[0], nightStops.reasonCode)
})

test('the worn tool drifts the bore of its machine after the day it was planted, and not before', () => {
  const { toolWear } = causes
  const since = end - toolWear.sinceDaysAgo * dayMs
  let [before, after, beforeCount, afterCount] = [0, 0, 0, 0]
  for (const row of rowsOf('inspection')) {
    if (row['equipment_id'] !== toolWear.equipmentId || row['characteristic'] !== 'Bore diameter') continue
    if (Number(row['inspected_at']) < since)
      [before, beforeCount] = [before + Number(row['deviation_um']), beforeCount + 1]
    else [after, afterCount] = [after + Number(row['deviation_um']), afterCount + 1]
  }
  assert.ok(
    after / afterCount > 2 * (before / beforeCount),
    `${before / beforeCount} then ${after / afterCount} µm`,
  )
})

test('the leaking coolant unit takes more energy from the day it was planted', () => {
  const { coolantLeak } = causes
  const since = end - coolantLeak.sinceDaysAgo * dayMs
  const perDay = tally(
    [...rowsOf('energy')].filter(row => row['equipment_id'] === coolantLeak.equipmentId),
    row => (Number(row['hour_start']) < since ? 'before' : 'after'),
    row => Number(row['energy_kwh']),
  )
  const ratio =
    (perDay.get('after') ?? 0) /
    coolantLeak.sinceDaysAgo /
    ((perDay.get('before') ?? 1) / (180 - coolantLeak.sinceDaysAgo))
  assert.ok(ratio > 1.7 && ratio < 2.1, `${ratio}`)
})

test('scrapped parts and defects are the same parts', () => {
  const scrap = tally(
    rowsOf('production'),
    () => 'all',
    row => Number(row['scrap_qty']),
  ).get('all')
  const defects = tally(
    rowsOf('defect'),
    () => 'all',
    row => Number(row['quantity']),
  ).get('all')
  assert.equal(scrap, defects)
})
