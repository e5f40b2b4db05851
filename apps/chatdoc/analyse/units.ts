/** A unit as a multiple of the base unit of its dimension: base value = (value + `offset`) × `factor`. */
export interface Unit {
  readonly base: string
  readonly factor: number
  readonly offset: number
}

type Spelling = readonly [factor: number, names: string, offset?: number]

/**
 * Factors after the SI Brochure (9th ed.) and NIST SP 811, appendix B. Names separated by spaces; those of one or two
 * letters count only right behind a number.
 */
const spellings: Readonly<Record<string, readonly Spelling[]>> = {
  m: [
    [1e-6, 'μm um micron microns micrometer micrometers 微米'], [1e-3, 'mm millimeter millimeters millimetre millimetres 毫米'],
    [1e-2, 'cm centimeter centimeters centimetre centimetres 厘米'], [1, 'm meter meters metre metres 米'],
    [1e3, 'km kilometer kilometers kilometre kilometres 公里 千米'], [0.0254, 'in inch inches 英寸'],
    [0.3048, 'ft foot feet 英尺'],
  ],
  m2: [[1e-6, 'mm2 平方毫米'], [1e-4, 'cm2'], [1, 'm2 平方米']],
  m3: [
    [1e-6, 'ml mL cc 毫升'], [1e-3, 'l L liter liters litre litres 升'], [1, 'm3 立方米'], [3.785411784e-3, 'gal gallon gallons'],
  ],
  kg: [
    [1e-6, 'mg 毫克'], [1e-3, 'g gram grams 克'], [1, 'kg kilogram kilograms 千克 公斤'],
    [1e3, 't ton tons tonne tonnes 吨'], [0.45359237, 'lb lbs pound pounds 磅'], [0.028349523125, 'oz ounce ounces'],
  ],
  s: [
    [1e-6, 'μs us 微秒'], [1e-3, 'ms millisecond milliseconds 毫秒'], [1, 's sec secs second seconds 秒 秒钟'],
    [60, 'min mins minute minutes 分钟'], [3600, 'h hr hrs hour hours 小时'], [86_400, 'd day days 天'],
  ],
  pa: [
    [1, 'pa Pa 帕'], [1e3, 'kpa kPa 千帕'], [1e6, 'mpa MPa 兆帕'], [1e5, 'bar bars 巴'], [100, 'mbar mBar'],
    [6894.757293, 'psi'], [101_325, 'atm'], [1e6, 'n/mm2 N/mm2'],
  ],
  n: [[1, 'n N newton newtons 牛 牛顿'], [1e3, 'kn kN 千牛']],
  nm: [
    [1, 'n·m N·m n.m N.m N-m n-m Nm 牛米 牛·米 牛顿米'], [1e3, 'kn·m kN·m kNm'], [0.01, 'n·cm N·cm Ncm'],
    [1.3558179483, 'lb·ft lbf·ft ft·lb ft-lb ft-lbs'], [0.112984829, 'in·lb in-lb lbf·in'],
  ],
  c: [
    [1, '°c °C c C 摄氏度 度'], [5 / 9, '°f °F f F 华氏度', -32], [1, 'k K kelvin 开尔文', -273.15],
  ],
  v: [[1e-3, 'mv mV 毫伏'], [1, 'v V vdc vac VDC VAC volt volts 伏 伏特'], [1e3, 'kv kV 千伏']],
  a: [[1e-6, 'μa μA 微安'], [1e-3, 'ma mA 毫安'], [1, 'a A amp amps ampere amperes 安 安培'], [1e3, 'ka kA 千安']],
  w: [[1e-3, 'mw 毫瓦'], [1, 'w W watt watts 瓦 瓦特'], [1e3, 'kw kW kilowatt kilowatts 千瓦'], [1e6, 'MW 兆瓦'], [745.6998716, 'hp 马力']],
  wh: [[1, 'wh Wh'], [1e3, 'kwh kWh 千瓦时'], [1e6, 'MWh']],
  hz: [[1, 'hz Hz hertz 赫兹 赫'], [1e3, 'khz kHz 千赫'], [1e6, 'mhz MHz 兆赫'], [1e9, 'ghz GHz']],
  rpm: [[1, 'rpm RPM r/min rev/min 转/分 转每分 转/分钟'], [60, 'rps r/s']],
  ohm: [[1, 'ω Ω ohm ohms 欧 欧姆'], [1e3, 'kω kΩ'], [1e6, 'mω MΩ 兆欧']],
  f: [[1e-6, 'μf μF 微法'], [1e-9, 'nf nF'], [1e-12, 'pf pF']],
  'mm/s': [[1, 'mm/s'], [1 / 60, 'mm/min'], [1e3, 'm/s'], [1000 / 60, 'm/min']],
  'm3/s': [[1 / 60_000, 'l/min L/min lpm'], [1 / 3600, 'm3/h'], [1e-3, 'l/s L/s']],
  pct: [[1, '% percent 百分']],
  deg: [[1, '° deg degree degrees']],
  db: [[1, 'db dB 分贝']],
  byte: [[1e3, 'kb kB KB'], [1e6, 'mb MB'], [1e9, 'gb GB']],
} // prettier-ignore

const unitsByName: ReadonlyMap<string, Unit> = new Map(
  Object.entries(spellings).flatMap(([base, list]) =>
    list.flatMap(([factor, names, offset = 0]) =>
      names.split(' ').map(name => [name, { base, factor, offset }] as const),
    ),
  ),
)

/** The unit of this name as written, else in lower case (`KPA`); undefined where it is none. */
export const findUnit = (name: string): Unit | undefined =>
  unitsByName.get(name) ?? unitsByName.get(name.toLowerCase())

/** The names of units, longest first, for reading what follows a number. */
export const unitNames: readonly string[] = [...unitsByName.keys()].toSorted((a, b) => b.length - a.length)

/** `0.5` and `MPa` as `500000pa`: six significant digits of the base unit, so that 0.5 MPa is 5 bar. */
export const toBaseQuantity = (value: number, unit: Unit): string =>
  `${Number(((value + unit.offset) * unit.factor).toPrecision(6))}${unit.base}`
