import type { ExpectedAnswer } from '../../step-outputs.ts'

/** A stretch of a text that looks like one kind of answer. */
export interface TypedSpan {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly kind: SpanKind
}
export type SpanKind =
  | 'date'
  | 'percent'
  | 'money'
  | 'duration'
  | 'quantity'
  | 'number'
  | 'name'
  | 'quoted'
  | 'code'

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
const figure = '[+-]?\\d[\\d,]*(?:\\.\\d+)?'
const numberWord =
  '(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|' +
  'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|a third|two thirds|several|once|twice)' +
  '(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion|and)\\b)*)'
const scaled = `${figure}(?:\\s?(?:hundred|thousand|million|billion|trillion|万亿|亿|万|千|百))?`
const hanFigure = '[零〇一二两三四五六七八九十百千万亿几数半]+'
const time =
  '(?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|ms|decades?|centur(?:y|ies)|times)'
const unit =
  '(?:°\\s?[CF]|℃|℉|°|%|‰|mm²|cm²|km²|m²|m³|mm|cm|km|µm|μm|nm|kg|mg|lbs?|tons?|tonnes?|N·m|N\\.m|Nm|kN|kPa|MPa|Pa|bar|psi|kWh|kW|MW|mW|W|kV|mV|V|mA|A|' +
  'kHz|MHz|GHz|Hz|rpm|r/min|mm/s²|mm/s|mm/min|m/s²|m/s|km/h|mph|miles?|feet|foot|ft|inch(?:es)?|in|yards?|met(?:er|re)s?|kilomet(?:er|re)s?|' +
  'square (?:miles|feet|meters|kilometers)|acres?|hectares?|degrees?|kb|MB|GB|TB|kbps|Mbps|bits?|bytes?|L|mL|gallons?|Ω|ohms?|volts?|amps?|watts?|' +
  'steps?|points|yards|g)'
const hanUnit =
  '(?:毫米|厘米|公里|千米|平方千米|平方公里|平方米|立方米|公顷|英里|英尺|英寸|海里|米|千克|公斤|克|吨|磅|毫升|升|摄氏度|华氏度|度|伏特?|安培?|毫安|瓦特?|千瓦|兆瓦|' +
  '赫兹|兆赫|帕|兆帕|牛[·]?米|转|码|岁|倍|层|亩)'
const hanCounter =
  '(?:个|名|位|人|种|次|家|座|所|条|本|部|篇|项|支|届|场|类|级|只|张|台|件|分|颗|艘|辆|架|枚|户|票|球|集|期|章|节|组|队|所|处|棵|对|片|口|代|卷)'

const patterns: readonly { readonly kind: SpanKind; readonly pattern: RegExp }[] = [
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b(?:(?:\\d{1,2}(?:st|nd|rd|th)?\\s)?${month}\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${month}(?:,?\\s\\d{4})?|${month},?\\s\\d{4})\\b`,
      'g',
    ),
  },
  {
    kind: 'date',
    pattern:
      /(?:公元前?|前)?\d{1,4}\s?年(?:代)?(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)?(?:至\d+年)?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\d{1,2}\s?世纪(?:\d+年代)?|[一二三四五六七八九十]+世纪/g,
  },
  {
    kind: 'date',
    pattern:
      /\b(?:1[0-9]|20)\d\d(?:s|[-–](?:\d{4}|\d{2}))?\b(?![,.]\d)|\b\d{4}-\d{2}-\d{2}\b|\b(?:\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth))[ -]centur(?:y|ies)\b|\b\d{1,4} (?:BC|AD|BCE|CE)\b/gi,
  },
  {
    kind: 'money',
    pattern: new RegExp(
      `(?:US|A|C|HK)?[$€£¥]\\s?${scaled}|${scaled}\\s?(?:dollars|euros|pounds|USD|EUR|美元|欧元|英镑|日元|港元|人民币|元)`,
      'g',
    ),
  },
  {
    kind: 'percent',
    pattern: new RegExp(
      `${figure}\\s?(?:%|％|percent\\b|per cent\\b)|百分之[\\d${hanFigure.slice(1, -2)}.]+`,
      'g',
    ),
  },
  {
    kind: 'duration',
    pattern: new RegExp(
      `\\b(?:${figure}|${numberWord})[ -]${time}\\b|\\d[\\d,.]*\\s?(?:多|余)?(?:年|个月|个星期|天|小时|分钟|秒钟?|毫秒|周)(?!代|前|度)`,
      'gi',
    ),
  },
  {
    kind: 'quantity',
    pattern: new RegExp(
      `${scaled}(?:\\s?(?:[-–~±至到]|to)\\s?${figure})?\\s?(?:${unit}(?![A-Za-z])|多?${hanUnit})`,
      'g',
    ),
  },
  {
    kind: 'number',
    pattern: new RegExp(`(?:第\\s?)?(?:${scaled}|${hanFigure})\\s?(?:多|余)?\\s?${hanCounter}`, 'g'),
  },
  {
    kind: 'number',
    pattern: new RegExp(`(?<![\\w.])${scaled}(?:[-–]\\d+)?(?![\\w])|\\b${numberWord}\\b`, 'gi'),
  },
  { kind: 'quoted', pattern: /[“"「『《][^”"」』》]{1,60}[”"」』》]/g },
]

/** Typed stretches of a text, in order; where two overlap, the one of the more telling kind. */
export const typedSpansOf = (text: string): readonly TypedSpan[] => {
  const found: TypedSpan[] = []
  for (const { kind, pattern } of patterns)
    for (const match of text.matchAll(pattern)) {
      const trimmed = match[0].trim()
      const from = match.index + match[0].indexOf(trimmed)
      const to = from + trimmed.length
      if (trimmed !== '' && found.every(other => to <= other.from || other.to <= from))
        found.push({ from, to, text: trimmed, kind })
    }
  return [...found, ...namesOf(text)].toSorted((a, b) => a.from - b.from || b.to - a.to)
}

/** Runs of capitalised words, with the small words that join them; one at the start of a sentence if it is long. */
const namePattern =
  /\p{Lu}[\p{L}\p{N}.'’&-]*(?:\s(?:(?:of|the|and|de|la|du|von|van|for|in|&)\s){0,2}\p{Lu}[\p{L}\p{N}.'’&-]*)*/gu
const namesOf = (text: string): readonly TypedSpan[] =>
  [...text.matchAll(namePattern)].flatMap(({ 0: match, index }) => {
    const name = match.replace(/(?:['’]s)?[.,]?$/, '')
    return /^(?:The|A|An|In|On|At|It|He|She|They|This|These|That|Those|If|When|While|But|And|For|As|To|I|We|You|After|Before|Since|However|Although|There|With|By|From|Some|Many|Most|Other|Another|During|Its|His|Her|Their)$/.test(
      name,
    )
      ? []
      : [{ from: index, to: index + name.length, text: name, kind: 'name' as const }]
  })

const fitting: Readonly<Record<ExpectedAnswer, readonly SpanKind[]>> = {
  person: ['name'],
  place: ['name'],
  date: ['date'],
  number: ['number', 'quantity', 'percent', 'money', 'duration'],
  quantity: ['quantity', 'money', 'percent', 'number', 'duration'],
  money: ['money', 'quantity', 'number'],
  percent: ['percent', 'number'],
  duration: ['duration', 'quantity', 'number', 'date'],
  reason: [],
  manner: [],
  'yes-no': [],
  thing: ['name', 'quoted', 'code'],
}

/** Whether a stretch of this kind may answer what is expected. */
export const fits = (kind: SpanKind, expects: ExpectedAnswer): boolean => fitting[expects].includes(kind)
