import { causes } from './causes.ts'
import { equipment, stopReasons } from './layout.ts'
import type { GeneratedCell } from './generated-table.ts'
import { dayMs, hourMs } from './plant-time.ts'
import { createRandom, seedOf } from './random.ts'
import type { History, Stop } from './stops.ts'

const findings: Readonly<Record<string, readonly string[]>> = {
  R02: ['Preventive maintenance done by checklist', 'Lubrication and filters renewed'],
  R04: [
    'Spindle overheated, coolant flow low, filter cleaned',
    'Spindle bearing temperature alarm, cooled down and restarted',
  ],
  R05: ['Insert broken, tool holder checked and replaced'],
  R07: ['Proximity sensor cleaned and adjusted', 'Cable of the door switch replaced'],
  R08: ['Hydraulic hose replaced, oil refilled', 'Seal of the clamping cylinder renewed'],
  R09: ['Chip conveyor freed'],
}

/** A maintenance order for every preventive stop and most longer breakdowns of the equipment. */
export function* maintenanceRows(
  stops: readonly Stop[],
  history: History,
): Generator<readonly GeneratedCell[]> {
  const random = createRandom(seedOf(history.seed, 'maintenance'))
  let index = 0
  for (const stop of stops.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const texts = findings[stop.reasonCode]
    const isPreventive = stop.reasonCode === 'R02'
    if (!texts || (!isPreventive && (stop.durationMin < 25 || random.next() < 0.3))) continue
    const labourHours = Math.round(stop.durationMin * random.between(0.8, 2.2) * (10 / 60)) / 10
    yield [
      `MO-${String(++index).padStart(5, '0')}`,
      stop.equipment.id,
      isPreventive ? 'Preventive' : 'Corrective',
      stop.startedAt,
      stop.startedAt + Math.round(stop.durationMin + random.between(5, 90)) * 60_000,
      Math.max(0.2, labourHours),
      Math.round((labourHours * 180 + (isPreventive ? 120 : random.between(50, 2600))) * 100) / 100,
      random.pick(texts),
    ]
  }
}

/** Energy of every unit and hour: idle draw, load in step with running time, and the planted leak. */
export function* energyRows(
  history: History,
  stopped: ReadonlyMap<string, Float32Array>,
): Generator<readonly GeneratedCell[]> {
  const { coolantLeak } = causes
  for (const unit of equipment) {
    const random = createRandom(seedOf(history.seed, 'energy', unit.id))
    const hours = stopped.get(unit.id)
    for (let hour = history.from, i = 0; hour < history.to; hour += hourMs, i++) {
      const running = 1 - (hours?.[i] ?? 0) / 60
      const isLeaking =
        unit.id === coolantLeak.equipmentId && hour >= history.to - coolantLeak.sinceDaysAgo * dayMs
      const kwh = (unit.idleKw + (unit.loadKw - unit.idleKw) * running) * random.between(0.93, 1.07)
      yield [unit.id, hour, Math.round(kwh * (isLeaking ? coolantLeak.energyFactor : 1) * 100) / 100]
    }
  }
}

/** Stop reasons as rows. */
export const stopReasonRows = (): readonly (readonly GeneratedCell[])[] =>
  stopReasons.map(reason => [reason.code, reason.name, reason.category])
