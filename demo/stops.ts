import { causes } from './causes.ts'
import { stopReasons } from './layout.ts'
import type { Equipment } from './layout.ts'
import { dayMs, hourMs, shiftAt } from './plant-time.ts'
import { createRandom, seedOf } from './random.ts'
import type { Random } from './random.ts'

export interface Stop {
  readonly equipment: Equipment
  readonly reasonCode: string
  readonly planned: boolean
  readonly startedAt: number
  readonly durationMin: number
}

/** The span that is simulated, in wall time. */
export interface History {
  readonly seed: number
  readonly from: number
  readonly to: number
}

const minuteMs = 60_000
const unplannedPerShift: Readonly<Record<string, number>> = {
  'CNC lathe': 0.42,
  'Casting machine': 0.5,
  'Moulding machine': 0.4,
  'Induction furnace': 0.12,
  'Coolant unit': 0.05,
}
const unplanned = stopReasons.filter(reason => !reason.planned)
const reasonOf = (code: string) => {
  const reason = stopReasons.find(item => item.code === code)
  if (!reason) throw new Error(`bug: no stop reason ${code}`)
  return reason
}

/** Hours between two tool changes of a lathe at `time`. */
export const toolChangeHours = (equipmentId: string, time: number, history: History): number => {
  const { toolWear } = causes
  const isWorn = equipmentId === toolWear.equipmentId && time >= history.to - toolWear.sinceDaysAgo * dayMs
  return isWorn ? toolWear.changeEveryHours : toolWear.usualChangeEveryHours
}

/** All stops of one unit in order of time, none overlapping. Durations are lognormal around their reason's median. */
export const simulateStops = (unit: Equipment, history: History): readonly Stop[] => {
  const random = createRandom(seedOf(history.seed, 'stops', unit.id))
  const planned = plannedStops(unit, history, random)
  const all: { code: string; at: number }[] = [...planned]
  for (let shift = history.from; shift < history.to; shift += 8 * hourMs) {
    const start = shift - 2 * hourMs // shifts begin at 22:00, 06:00 and 14:00
    const rate = unplannedPerShift[unit.type] ?? 0.22
    for (let i = random.poisson(rate); i > 0; i--)
      all.push({
        code: unplanned[random.weighted(unplanned.map(r => r.weight))]?.code ?? 'R09',
        at: start + random.next() * 8 * hourMs,
      })
    for (let i = random.poisson(extraStops(unit, start)); i > 0; i--)
      all.push({ code: causes.nightStops.reasonCode, at: start + random.next() * 8 * hourMs })
  }
  return withoutOverlap(unit, all, history, random)
}

const extraStops = (unit: Equipment, shiftStart: number): number => {
  const { nightStops } = causes
  const isNight = shiftAt(shiftStart) === nightStops.shift
  return isNight && unit.lineId === nightStops.lineId && unit.type === 'CNC lathe'
    ? nightStops.extraStopsPerShift
    : 0
}

const plannedStops = (unit: Equipment, history: History, random: Random): { code: string; at: number }[] => {
  const stops: { code: string; at: number }[] = []
  for (let at = history.from + random.between(1, 30) * dayMs; at < history.to; at += 30 * dayMs)
    stops.push({ code: 'R02', at })
  if (unit.partsPerHour > 0)
    for (
      let at = history.from + random.between(2, 20) * hourMs;
      at < history.to;
      at += random.between(14, 26) * hourMs
    )
      stops.push({ code: 'R01', at })
  if (unit.type === 'CNC lathe')
    for (let at = history.from; at < history.to; at += toolChangeHours(unit.id, at, history) * hourMs)
      if (at > history.from) stops.push({ code: 'R03', at })
  return stops
}

const withoutOverlap = (
  unit: Equipment,
  planned: readonly { code: string; at: number }[],
  history: History,
  random: Random,
): readonly Stop[] => {
  const stops: Stop[] = []
  let free = history.from
  for (const { code, at } of planned.toSorted((a, b) => a.at - b.at)) {
    const reason = reasonOf(code)
    const startedAt = Math.max(Math.round(at / minuteMs) * minuteMs, free)
    const durationMin = Math.min(
      240,
      Math.max(1, Math.round(reason.medianMin * Math.exp(random.normal(0, 0.55)) * 10) / 10),
    )
    if (startedAt + durationMin * minuteMs >= history.to) continue
    stops.push({ equipment: unit, reasonCode: code, planned: reason.planned, startedAt, durationMin })
    free = startedAt + Math.ceil(durationMin + 1) * minuteMs
  }
  return stops
}

/** Minutes stopped in each hour of the history. */
export const stoppedMinutes = (stops: readonly Stop[], history: History): Float32Array => {
  const hours = new Float32Array((history.to - history.from) / hourMs)
  for (const stop of stops) {
    let [at, left] = [stop.startedAt, stop.durationMin]
    while (left > 0) {
      const hour = Math.floor((at - history.from) / hourMs)
      const part = Math.min(left, (history.from + (hour + 1) * hourMs - at) / minuteMs)
      if (hour >= 0 && hour < hours.length) hours[hour] = Math.min(60, (hours[hour] ?? 0) + part)
      left -= part
      at += part * minuteMs
    }
  }
  return hours
}
