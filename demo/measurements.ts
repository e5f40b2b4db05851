import { causes } from './causes.ts'
import { characteristics } from './layout.ts'
import type { GeneratedCell } from './generated-table.ts'
import type { LineHistory, MachineHour } from './production.ts'
import { toolAgeHours } from './production.ts'
import { createRandom, seedOf } from './random.ts'
import type { History } from './stops.ts'

const samplesPerHour = 3

/** Sampled discs of every lathe hour that ran at least a third: one row for each characteristic. */
export function* inspectionRows(
  lineHistories: readonly LineHistory[],
  history: History,
): Generator<readonly GeneratedCell[]> {
  let id = 0
  for (const { line, hours } of lineHistories) {
    const random = createRandom(seedOf(history.seed, 'inspection', line.id))
    for (const hour of hours) {
      if (hour.unit.type !== 'CNC lathe' || hour.runMin < 20) continue
      for (let sample = 0; sample < samplesPerHour; sample++) {
        const at = hour.hour + Math.floor(random.between(sample * 20, sample * 20 + 20)) * 60_000
        for (const characteristic of characteristics) {
          const shiftUm = characteristic.name === 'Bore diameter' ? boreShiftUm(hour, history) : 0
          const deviationUm = Math.round(random.normal(shiftUm, characteristic.spreadUm) * 10) / 10
          yield [
            ++id,
            hour.order.no,
            hour.unit.id,
            hour.order.lot.id,
            at,
            characteristic.name,
            characteristic.nominalMm,
            Math.round((characteristic.nominalMm + deviationUm / 1000) * 10_000) / 10_000,
            deviationUm,
            Math.abs(deviationUm) <= characteristic.toleranceUm ? 'OK' : 'NOK',
          ]
        }
      }
    }
  }
}

/** A worn boring tool cuts a wider bore; every other tool is changed before it shows. */
const boreShiftUm = (hour: MachineHour, history: History): number =>
  hour.unit.id === causes.toolWear.equipmentId
    ? toolAgeHours(hour.unit, hour.hour, history) * causes.toolWear.driftUmPerHour
    : 0
