/** The plant that never changes: where it is and what stands in it. */

export interface Area {
  readonly id: string
  readonly name: string
}
export interface Line {
  readonly id: string
  readonly name: string
  readonly areaId: string
}
export type EquipmentType =
  | 'CNC lathe'
  | 'Drilling station'
  | 'Balancing machine'
  | 'Coating booth'
  | 'Induction furnace'
  | 'Moulding machine'
  | 'Casting machine'
  | 'Shot blaster'
  | 'Coolant unit'
export interface Equipment {
  readonly id: string
  readonly name: string
  readonly type: EquipmentType
  readonly lineId: string
  readonly commissionedOn: string
  /** Parts an hour at full speed; 0 for units that count none. */
  readonly partsPerHour: number
  readonly idleKw: number
  readonly loadKw: number
}

export const areas: readonly Area[] = [
  { id: 'A1', name: 'Foundry' },
  { id: 'A2', name: 'Machining' },
]

export const lines: readonly Line[] = [
  { id: 'L1', name: 'Line 1', areaId: 'A1' },
  { id: 'L2', name: 'Line 2', areaId: 'A1' },
  { id: 'L3', name: 'Line 3', areaId: 'A2' },
  { id: 'L4', name: 'Line 4', areaId: 'A2' },
  { id: 'L5', name: 'Line 5', areaId: 'A2' },
  { id: 'L6', name: 'Line 6', areaId: 'A2' },
]

interface Kind {
  readonly type: EquipmentType
  readonly prefix: string
  readonly partsPerHour: number
  readonly idleKw: number
  readonly loadKw: number
}
const kinds = {
  lathe: { type: 'CNC lathe', prefix: 'CNC', partsPerHour: 24, idleKw: 3, loadKw: 14 },
  drill: { type: 'Drilling station', prefix: 'DRL', partsPerHour: 0, idleKw: 1.5, loadKw: 6 },
  balancer: { type: 'Balancing machine', prefix: 'BAL', partsPerHour: 0, idleKw: 1, loadKw: 3 },
  booth: { type: 'Coating booth', prefix: 'COT', partsPerHour: 0, idleKw: 6, loadKw: 22 },
  furnace: { type: 'Induction furnace', prefix: 'FUR', partsPerHour: 0, idleKw: 60, loadKw: 420 },
  moulder: { type: 'Moulding machine', prefix: 'MLD', partsPerHour: 0, idleKw: 5, loadKw: 35 },
  caster: { type: 'Casting machine', prefix: 'CST', partsPerHour: 55, idleKw: 8, loadKw: 40 },
  blaster: { type: 'Shot blaster', prefix: 'SHB', partsPerHour: 0, idleKw: 2, loadKw: 28 },
  coolant: { type: 'Coolant unit', prefix: 'CLT', partsPerHour: 0, idleKw: 9, loadKw: 9 },
} as const satisfies Record<string, Kind>

const foundryLine = ['furnace', 'moulder', 'caster', 'caster', 'blaster'] as const
const machiningLine = ['lathe', 'lathe', 'lathe', 'lathe', 'drill', 'balancer', 'booth'] as const

/** 40 units: 5 on each foundry line, 7 on each machining line, and two coolant units. */
export const equipment: readonly Equipment[] = (() => {
  const counters = new Map<string, number>()
  const create = (kind: Kind, lineId: string): Equipment => {
    const index = (counters.get(kind.prefix) ?? 0) + 1
    counters.set(kind.prefix, index)
    const number = String(index).padStart(2, '0')
    return {
      id: `${kind.prefix}-${number}`,
      name: `${kind.type} ${index}`,
      type: kind.type,
      lineId,
      commissionedOn: `${2012 + ((index * 7 + kind.prefix.length) % 12)}-0${1 + (index % 9)}-15`,
      partsPerHour: kind.partsPerHour,
      idleKw: kind.idleKw,
      loadKw: kind.loadKw,
    }
  }
  return [
    ...lines.flatMap(line =>
      (line.areaId === 'A1' ? foundryLine : machiningLine).map(kind => create(kinds[kind], line.id)),
    ),
    create(kinds.coolant, 'L4'),
    create(kinds.coolant, 'L5'),
  ]
})()

export const products = [
  { id: 'BD-280V', name: 'Brake disc 280 vented', family: 'Vented' },
  { id: 'BD-300V', name: 'Brake disc 300 vented', family: 'Vented' },
  { id: 'BD-320V', name: 'Brake disc 320 vented', family: 'Vented' },
  { id: 'BD-345D', name: 'Brake disc 345 drilled', family: 'Drilled' },
  { id: 'BD-370D', name: 'Brake disc 370 drilled', family: 'Drilled' },
  { id: 'BD-260S', name: 'Brake disc 260 solid', family: 'Solid' },
  { id: 'BD-240S', name: 'Brake disc 240 solid', family: 'Solid' },
  { id: 'BD-400C', name: 'Brake disc 400 composite', family: 'Composite' },
] as const

export const suppliers = [
  { id: 'S01', name: 'Hengli Iron', country: 'China' },
  { id: 'S02', name: 'Baoshan Castings', country: 'China' },
  { id: 'S03', name: 'Tatra Metal', country: 'Slovakia' },
  { id: 'S04', name: 'Ruhr Guss', country: 'Germany' },
  { id: 'S05', name: 'Kansai Foundry Supply', country: 'Japan' },
  { id: 'S06', name: 'Northgate Foundry', country: 'United Kingdom' },
] as const

export const stopReasons = [
  { code: 'R01', name: 'Changeover', category: 'Organisation', planned: true, weight: 0, medianMin: 25 },
  {
    code: 'R02',
    name: 'Preventive maintenance',
    category: 'Maintenance',
    planned: true,
    weight: 0,
    medianMin: 70,
  },
  { code: 'R03', name: 'Tool change', category: 'Tooling', planned: true, weight: 0, medianMin: 12 },
  { code: 'R04', name: 'Spindle overheat', category: 'Equipment', planned: false, weight: 8, medianMin: 26 },
  { code: 'R05', name: 'Tool breakage', category: 'Tooling', planned: false, weight: 14, medianMin: 18 },
  { code: 'R06', name: 'Material shortage', category: 'Material', planned: false, weight: 16, medianMin: 22 },
  { code: 'R07', name: 'Sensor fault', category: 'Equipment', planned: false, weight: 18, medianMin: 9 },
  { code: 'R08', name: 'Hydraulic leak', category: 'Equipment', planned: false, weight: 7, medianMin: 45 },
  { code: 'R09', name: 'Chip jam', category: 'Equipment', planned: false, weight: 20, medianMin: 8 },
  {
    code: 'R10',
    name: 'Operator absent',
    category: 'Organisation',
    planned: false,
    weight: 8,
    medianMin: 15,
  },
  { code: 'R11', name: 'Quality hold', category: 'Quality', planned: false, weight: 9, medianMin: 30 },
] as const

export const defectTypes = [
  'Porosity',
  'Surface scratch',
  'Crack',
  'Bore out of tolerance',
  'Chipped edge',
  'Runout',
] as const
/** Measured on every sampled disc; deviations are normal with this spread when nothing is wrong. */
export const characteristics = [
  { name: 'Bore diameter', nominalMm: 68, toleranceUm: 30, spreadUm: 8 },
  { name: 'Disc thickness', nominalMm: 28, toleranceUm: 50, spreadUm: 14 },
  { name: 'Lateral runout', nominalMm: 0, toleranceUm: 40, spreadUm: 11 },
] as const
