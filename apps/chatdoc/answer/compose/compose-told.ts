import { calculationOf } from '../../understand/calculation.ts'
import type { Operation } from '../../understand/operation.ts'
import { composeSentences } from './compose-sentences.ts'
import { composeValue } from './compose-value.ts'
import type { Composer } from './answer-input.ts'

/** Words by which a document tells the result itself. */
const told: Readonly<Record<Operation, RegExp>> = {
  change: /\b(?:change|increase|decrease|grow|grew|rose|fell|decline|up|down|by)|变化|增|减|降|升/i,
  'percent-change':
    /(?=.*(?:%|percent|百分之)).*(?:\b(?:change|increase|decrease|grow|grew|rose|fell|decline|up|down|by)|变化|增|减|降|升)/is,
  difference: /\bdifferences?\b|\b(?:more|less|higher|lower)\b|差/i,
  sum: /\b(?:total|sum|aggregate|combined)|合计|总/i,
  average: /\b(?:average|mean)|平均/i,
  ratio: /\bratio\b|比/i,
  share: /%|percent|百分/i,
}

/**
 * What the document tells of the result itself: "revenue increased by 14 %", a row "Average price". Nothing that is one
 * value among others.
 */
export const composeTold: Composer = input => {
  const { language, question } = input.understood
  const asked = calculationOf(question, language)
  const [best] = input.read.candidates
  if (!asked || !best || !/\d/.test(best.quote)) return undefined
  const composed = composeValue(input) ?? composeSentences(input)
  const words = composed?.parts[0]?.text ?? ''
  const isSame = asked.periods.every(period => words.includes(period) || words.includes(period.slice(2)))
  return isSame && told[asked.operation].test(words) ? composed : undefined
}
