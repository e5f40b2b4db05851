/** Spellings of units in names, and how each is shown. Keys are compared without case unless mixed case decides. */
const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kwh: 'kWh',
    mwh: 'MWh',
    wh: 'Wh',
    kw: 'kW',
    mw: 'MW',
    kvarh: 'kVarh',
    kva: 'kVA',
    kg: 'kg',
    mg: 'mg',
    ton: 't',
    tons: 't',
    tonnes: 't',
    lb: 'lb',
    lbs: 'lb',
    mm: 'mm',
    cm: 'cm',
    km: 'km',
    um: 'µm',
    µm: 'µm',
    inch: 'in',
    inches: 'in',
    feet: 'ft',
    ft: 'ft',
    meter: 'm',
    meters: 'm',
    metres: 'm',
    miles: 'mi',
    mph: 'mph',
    kmh: 'km/h',
    rpm: 'rpm',
    nm: 'Nm',
    hz: 'Hz',
    khz: 'kHz',
    mhz: 'MHz',
    ghz: 'GHz',
    min: 'min',
    mins: 'min',
    minutes: 'min',
    sec: 's',
    secs: 's',
    seconds: 's',
    ms: 'ms',
    hours: 'h',
    hour: 'h',
    hrs: 'h',
    days: 'd',
    pct: '%',
    percent: '%',
    percentage: '%',
    '%': '%',
    celsius: '°C',
    degc: '°C',
    '°c': '°C',
    fahrenheit: '°F',
    '°f': '°F',
    kelvin: 'K',
    bar: 'bar',
    mbar: 'mbar',
    kpa: 'kPa',
    mpa: 'MPa',
    psi: 'psi',
    volts: 'V',
    amps: 'A',
    liter: 'L',
    liters: 'L',
    litres: 'L',
    ml: 'mL',
    usd: 'USD',
    dollar: 'USD',
    dollars: 'USD',
    eur: 'EUR',
    euros: 'EUR',
    pounds: 'GBP',
    cny: 'CNY',
    rmb: 'CNY',
    yuan: 'CNY',
    ppm: 'ppm',
    db: 'dB',
    mib: 'MiB',
    kb: 'kB',
    gb: 'GB',
    mb: 'MB',
    millions: 'million',
    million: 'million',
    billion: 'billion',
    billions: 'billion',
    分钟: 'min',
    小时: 'h',
    公斤: 'kg',
    千克: 'kg',
    吨: 't',
    毫米: 'mm',
    元: 'CNY',
    万元: '10k CNY',
    度: '°C',
  }),
)
/** Only units inside brackets; bare, they are letters or words of their own. */
const bracketUnits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    k: 'K',
    c: '°C',
    f: '°F',
    m: 'm',
    g: 'g',
    s: 's',
    h: 'h',
    v: 'V',
    a: 'A',
    w: 'W',
    n: 'N',
    t: 't',
    l: 'L',
    $: 'USD',
    '€': 'EUR',
    '¥': 'CNY',
    件: '件',
  }),
)
/** Last words that are a unit only after another word that is a quantity (`duration_min`, not `min_price`). */
const doubtful = new Set(
  'hours hour days minutes seconds percent percentage pounds million millions billion billions dollar dollars euros inches feet meter meters metres miles bar db ms nm sec ton tons'.split(
    ' ',
  ),
)

/** Name of a column without its unit, and the unit as shown. */
export interface NameWithUnit {
  readonly name: string
  readonly unit?: string
}

const bracketed = /^(?<name>.*?\S)\s*[([（【［](?<unit>[^()[\]（）【】［］]{1,14})[)\]）】］]\s*$/u

/** Whether text in brackets is a unit: a known one, a compound of them (`m/s`, `kg/m3`), or one with a prefix. */
const bracketUnit = (text: string): string | undefined => {
  const trimmed = text.trim()
  const lower = trimmed.toLowerCase()
  const known = units.get(lower) ?? bracketUnits.get(lower)
  if (known !== undefined) return known
  const isCompound = /^[\p{L}°µ%$]{1,6}[\d²³]?(?:[/·*][\p{L}]{1,4}[\d²³]?)+$/u.test(trimmed)
  const hasSubject = /^[a-zµ]{1,2}(?:CO2|CO2e|H2O)$/u.test(trimmed)
  return isCompound || hasSubject ? trimmed : undefined
}

/**
 * Finds the unit that a column's name carries: `Air temperature [K]`, `CO2(tCO2)`, `Usage_kWh`, `duration_min`,
 * `weight_kg`, `Price_in_Dollar`, `长度(mm)`. A unit alone is not taken: a column named `min` is a minimum.
 */
export const splitUnit = (name: string): NameWithUnit => {
  const found = bracketed.exec(name)?.groups
  const inBrackets = found === undefined ? undefined : bracketUnit(found['unit'] ?? '')
  if (found !== undefined && inBrackets !== undefined)
    return { name: found['name'] ?? name, unit: inBrackets }
  const tail = /^(?<rest>.+?)(?<link>[_\s]+(?:in[_\s]+)?)(?<unit>[A-Za-z%µ°]+)$/u.exec(name)?.groups
  if (tail === undefined) return { name }
  const written = tail['unit'] ?? ''
  const unit = units.get(written.toLowerCase())
  if (unit === undefined) return { name }
  const saysIn = /in[_\s]+$/iu.test(tail['link'] ?? '')
  const isWord = doubtful.has(written.toLowerCase())
  // `labour_hours`, `tax_percent`: the word is what people say, so it stays in the name and is the unit too
  return saysIn || !isWord ? { name: tail['rest'] ?? name, unit } : { name, unit }
}
