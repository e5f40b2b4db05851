/** A column's header taken apart: "Torque (N·m)" is the name "Torque" with the unit "N·m". */
export interface HeaderParts {
  readonly name: string
  readonly unit?: string
}

/** Symbols after SI Brochure (9th edition, tables 2, 4, 8) with the trade's own beside them; prefixes as table 7. */
const prefixed =
  '[yzafpnuµμmcdhkMGT]?(?:m|g|s|A|K|N|Pa|J|W|V|VA|Hz|Ω|Ω|F|H|T|L|l|bar|eV|Wh|Ah|mol|cd|lm|lx|rad|B|bit)'
const plain =
  '°C|°F|℃|℉|°|%|‰|ppm|ppb|rpm|RPM|min|h|d|in|inch|inches|ft|yd|mi|lb|lbs|lbf|ozf?|kgf|gf|psi|ksi|gal|gpm|cfm|hp|HP|t|' +
  'dBA?|pcs|px|pt|mils?|thou|deg|degrees|r|rev|steps?|pulses?|counts?|' +
  'mm|hours?|hrs?|minutes|seconds|secs?|days?|weeks?|months?|years?|meters?|metres?|kgs?|Nm|kNm|Ncm|mmHg|USD|EUR|CNY|RMB|GBP|' +
  '[$€¥£]'
const chinese =
  '毫米|厘米|微米|千米|公里|米|千克|公斤|毫克|克|吨|毫秒|秒钟?|分钟?|小时|天|日|周|月|年|毫?伏特?|毫?安培?|千?瓦时?|牛·?米|牛顿?|' +
  '[兆千]?帕|转|转每分|元|万元|亿元|摄氏度|[兆千]?赫兹?|欧姆?|升|毫升|平方米|立方米|度|个|件|台|次|只|套|人'
const symbol = `(?:${plain}|${chinese}|${prefixed})(?:[⁻⁺\\-^]?[0-9²³¹⁴]+)?`
const unitPattern = new RegExp(`^1?/?(?:${symbol})(?:\\s?[·*×⋅•./-]?\\s?(?:${symbol})){0,3}$`, 'u')
const scalePattern = /^(?:[$€¥£]\s*)?(?:in\s+)?(?:[a-z]{3}\s+)?(?:thousands?|millions?|billions?)$/i

/** Whether the words are a unit of measure: "N·m", "mm/s²", "1/min", "毫米", "in millions". */
export const isUnit = (words: string): boolean =>
  words.length <= 24 && (unitPattern.test(words) || scalePattern.test(words))

const forms: readonly RegExp[] = [
  /^(?<name>.*?)\s*[(（[【［](?<unit>[^()（）[\]【】［］]+)[)）\]】］]\s*\*?$/su,
  /^(?<name>.+?)\s*[,，;:：]\s*(?<unit>[^,，;:：]+)$/su,
  /^(?<name>.+?)\s+(?:in|\/)\s+(?<unit>\S+)$/su,
]

/** "Part(s)" is a plural, not seconds. */
const isPlural = (header: string): boolean => /[\p{L}]\(s\)\s*$/u.test(header)

/** Takes the unit out of a header, where it names one. */
export const partsOfHeader = (header: string): HeaderParts => {
  const words = header.replaceAll(/\s+/g, ' ').trim()
  if (isPlural(words)) return { name: words }
  for (const form of forms) {
    const { name = '', unit = '' } = form.exec(words)?.groups ?? {}
    const trimmed = unit.trim().replace(/^(?:unit|单位)\s*[:：]\s*/i, '')
    if (trimmed && isUnit(trimmed)) return { name: name.trim() || words, unit: trimmed }
  }
  return { name: words }
}
