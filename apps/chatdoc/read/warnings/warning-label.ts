import type { Severity } from '../../document/block.ts'

/** Signal words after ISO 3864-2 and GB 2894, with those that software manuals use beside them. */
const severities: Readonly<Record<string, Severity>> = {
  danger: 'danger',
  危险: 'danger',
  warning: 'warning',
  警告: 'warning',
  attention: 'caution',
  caution: 'caution',
  小心: 'caution',
  当心: 'caution',
  注意: 'caution',
  注意事项: 'caution',
  important: 'notice',
  notice: 'notice',
  note: 'notice',
  tip: 'notice',
  hint: 'notice',
  info: 'notice',
  提示: 'notice',
  重要: 'notice',
  重要提示: 'notice',
  备注: 'notice',
  说明: 'notice',
  警示: 'warning',
}

/** The severity that a signal word or a name of an admonition stands for ("WARNING", "tip", "危险"). */
export const severityOf = (word: string): Severity | undefined => severities[word.trim().toLowerCase()]

const words = Object.keys(severities).toSorted((a, b) => b.length - a.length)
const english = words.filter(word => /^[a-z]/.test(word)).join('|')
const chinese = words.filter(word => !/^[a-z]/.test(word)).join('|')
const sign = '[⚠△▲☠ℹ️!！*\\s\\[【<]*'
const labelled = new RegExp(
  `^${sign}(?:(?<english>${english})S?|(?<chinese>${chinese}))[*>\\t \\u3000]*(?<mark>[:：!！—–\\]】]|-\\s|\\n|$)`,
  'iu',
)
/** In capitals the word alone is the label: "WARNING Hot surface". */
const shouted = /^[⚠△▲!\s]*(DANGER|WARNING|CAUTION|NOTICE)\s+(?=\p{Lu})/u

export interface WarningLabel {
  readonly severity: Severity
  /** Nothing follows the label: the text of the warning comes after it. */
  readonly isAlone: boolean
}

/** Whether a text begins with a signal word set apart by a colon, a line end, or capitals. */
export const warningLabelOf = (text: string): WarningLabel | undefined => {
  const found = labelled.exec(text)
  const word = found?.groups?.['english'] ?? found?.groups?.['chinese'] ?? shouted.exec(text)?.[1]
  const severity = word === undefined ? undefined : severityOf(word)
  if (severity === undefined) return undefined
  const rest = text.slice((found ?? shouted.exec(text))?.[0].length ?? 0)
  return { severity, isAlone: rest.trim() === '' }
}
