import { causes } from './causes.ts'
import { defectTypes, equipment, products, suppliers } from './layout.ts'
import type { Equipment, Line } from './layout.ts'
import { dayMs, hourMs, shiftAt } from './plant-time.ts'
import { createRandom, seedOf } from './random.ts'
import type { Random } from './random.ts'
import { toolChangeHours } from './stops.ts'
import type { History } from './stops.ts'

export interface Lot {
  readonly id: string
  readonly supplierId: string
  readonly receivedOn: number
  readonly heatNo: string
  readonly weightKg: number
}
export interface Order {
  readonly no: string
  readonly productId: string
  readonly lineId: string
  readonly lot: Lot
  readonly plannedQty: number
  readonly plannedStart: number
  readonly actualStart: number
  actualEnd: number | null
}
/** Counters of one machine in one hour. `scrap` counts parts by defect type, in the order of `defectTypes`. */
export interface MachineHour {
  readonly unit: Equipment
  readonly order: Order
  readonly hour: number
  readonly good: number
  readonly scrap: readonly number[]
  readonly runMin: number
}
export interface LineHistory {
  readonly line: Line
  readonly orders: readonly Order[]
  readonly lots: readonly Lot[]
  readonly hours: readonly MachineHour[]
}

/** Scrap of a good day, as a part of all parts. */
const baseScrap: Readonly<Record<string, number>> = {
  Porosity: 0.006,
  'Surface scratch': 0.005,
  Crack: 0.0025,
  'Bore out of tolerance': 0.0025,
  'Chipped edge': 0.0022,
  Runout: 0.0028,
}
const foundryDefects = new Set(['Porosity', 'Surface scratch', 'Crack'])

/** Hours since the last tool change: what the planted wear grows with. */
export const toolAgeHours = (unit: Equipment, time: number, history: History): number => {
  const every = toolChangeHours(unit.id, time, history)
  const since =
    every === causes.toolWear.changeEveryHours
      ? history.to - causes.toolWear.sinceDaysAgo * dayMs
      : history.from
  return ((time - since) / hourMs) % every
}

const scrapRates = (unit: Equipment, lot: Lot, time: number, history: History): readonly number[] =>
  defectTypes.map(type => {
    const base = baseScrap[type] ?? 0
    if (unit.type === 'Casting machine' && !foundryDefects.has(type)) return 0
    if (type === 'Crack' && lot.supplierId === causes.crackingSupplier.supplierId)
      return base * causes.crackingSupplier.crackFactor
    if (type === 'Bore out of tolerance' && unit.id === causes.toolWear.equipmentId)
      return base * (1 + (toolAgeHours(unit, time, history) / 40) ** 2)
    return base
  })

/** One line's orders, lots and hourly counters; the next order begins in the hour after the last is full. */
export const simulateLine = (
  line: Line,
  history: History,
  stopped: ReadonlyMap<string, Float32Array>,
): LineHistory => {
  const random = createRandom(seedOf(history.seed, 'line', line.id))
  const machines = equipment.filter(unit => unit.lineId === line.id && unit.partsPerHour > 0)
  const supply = createSupply(line, history, random)
  const orders: Order[] = []
  const hours: MachineHour[] = []
  let made = 0
  for (let hour = history.from; hour < history.to; hour += hourMs) {
    let order = orders.at(-1)
    if (!order || made >= order.plannedQty) {
      if (order) order.actualEnd = hour
      order = createOrder(line, orders.length + 1, hour, supply.next(hour), random)
      orders.push(order)
      made = 0
    }
    for (const unit of machines) {
      const runMin = 60 - (stopped.get(unit.id)?.[(hour - history.from) / hourMs] ?? 0)
      const record = runHour({ unit, order, hour, runMin }, history, random)
      hours.push(record)
      made += record.good
    }
  }
  return { line, orders, lots: supply.lots, hours }
}

const runHour = (
  slot: { unit: Equipment; order: Order; hour: number; runMin: number },
  history: History,
  random: Random,
): MachineHour => {
  const { unit, order, hour, runMin } = slot
  const crew = shiftAt(hour) === 'Night' ? 0.965 : 1
  const parts = Math.max(0, Math.round(unit.partsPerHour * (runMin / 60) * crew * random.between(0.9, 1)))
  const scrap = scrapRates(unit, order.lot, hour, history).map(rate => random.poisson(parts * rate))
  const scrapped = Math.min(
    parts,
    scrap.reduce((sum, count) => sum + count, 0),
  )
  return { unit, order, hour, good: parts - scrapped, scrap, runMin: Math.round(runMin * 10) / 10 }
}

const createOrder = (line: Line, index: number, hour: number, lot: Lot, random: Random): Order => ({
  no: `WO-${line.id}-${String(index).padStart(4, '0')}`,
  productId: products[random.weighted([9, 8, 7, 5, 4, 6, 5, 2])]?.id ?? products[0].id,
  lineId: line.id,
  lot,
  plannedQty: random.integer(12, 32) * 50,
  plannedStart: hour - random.integer(0, 3) * hourMs,
  actualStart: hour,
  actualEnd: null,
})

/** Lots arrive as they are needed; each serves two or three orders. The new supplier delivers only lately. */
const createSupply = (line: Line, history: History, random: Random) => {
  const lots: Lot[] = []
  let uses = 0
  const deliver = (hour: number): Lot => {
    const isNewSupplierIn = hour >= history.to - causes.crackingSupplier.firstLotDaysAgo * dayMs
    const supplier =
      suppliers[random.weighted(isNewSupplierIn ? [8, 7, 5, 5, 3, 7] : [9, 8, 6, 6, 4, 0])] ?? suppliers[0]
    const number = String(lots.length + 1).padStart(4, '0')
    return {
      id: `LOT-${line.id}-${number}`,
      supplierId: supplier.id,
      receivedOn: Math.floor(hour / dayMs) * dayMs - random.integer(0, 1) * dayMs,
      heatNo: `H${random.integer(10_000, 99_999)}`,
      weightKg: random.integer(80, 240) * 100,
    }
  }
  return {
    lots,
    next: (hour: number): Lot => {
      const current = lots.at(-1)
      if (current && uses-- > 0) return current
      uses = random.integer(1, 2)
      const lot = deliver(hour)
      lots.push(lot)
      return lot
    },
  }
}
