import type { LatenessCue } from './cue.ts'
import { limitOf, unitOf } from './lateness-pattern.ts'
import type { Groups, LatenessPattern } from './lateness-pattern.ts'
import { numberOfWord } from '../text/index.ts'

const number =
  '\\d+(?:\\.\\d+)?|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|a couple of'
const operator =
  'more than|over|longer than|at least|no less than|not less than|less than|under|fewer than|exactly|up to|within|at most|no more than|a full'
const unit = 'minutes?|mins?|hours?|hrs?|days?|weeks?'
const amount = `(?:(?<operator>${operator}) )?(?<number>${number}) (?<unit>${unit})(?<more> or (?:more|longer|later|over))? `
const asked = `(?:by )?how (?:many (?<asked>minutes|hours|days)|(?<open>much|long|far|late|early)) `
const work =
  '(?:(?:actually|only|really) )?(?:(?<begin>start(?:ed|ing|s)?|beg[aiu]n(?:ning|s)?|kick(?:ed)? off|launched|commenced|got (?:going|under ?way))|(?<end>finish(?:ed|ing|es)?|end(?:ed|ing|s)?|complet(?:ed|ion)|wrapped up|closed|delivered|shipped|arrived)) '
const planned =
  '(?:(?:it|they|that|was|were|had|been|is|are|originally|initially|the|its|their|his|what|as) )*(?:planned|scheduled|schedule|plan|promised|expected)(?: (?:for|to(?: (?:start|begin|finish|end))?|start(?:ing)?|begin(?:ning)?|end|finish|completion|date|time))*'
const late = 'later than|behind|after|past'
const early = 'earlier than|sooner than|ahead of|before'

const wayOf = (words: string): LatenessCue['way'] =>
  /on time|on schedule|as (?:planned|scheduled)|punctual/.test(words)
    ? 'on-time'
    : /earl|soon|ahead|before/.test(words)
      ? 'early'
      : 'late'

const numberOf = (words: string): number => {
  if (/^\d/.test(words)) return Number(words)
  if (words.startsWith('half')) return 0.5
  if (words.startsWith('a couple')) return 2
  return /^an?$/.test(words) ? 1 : (numberOfWord(words) ?? Number.NaN)
}

const operators: readonly (readonly [RegExp, '>' | '>=' | '<' | '<=' | '='])[] = [
  [/more than|over|longer/, '>'],
  [/exactly/, '='],
  [/less than|under|fewer/, '<'],
  [/up to|within|at most/, '<='],
]

const toCue = (g: Groups, words: string): LatenessCue | undefined => {
  const said = g['operator'] ?? ''
  const isNot = /^(?:no|not) /.test(said)
  const found = isNot ? undefined : operators.find(([pattern]) => pattern.test(said))?.[1]
  const limit = limitOf(
    g['number'] && numberOf(g['number']),
    found ?? (said.startsWith('no more') ? '<=' : '>='),
  )
  if (limit === 'none') return undefined
  return {
    cue: 'lateness',
    way: wayOf(words),
    ...(g['begin'] ? { of: 'begin' } : g['end'] ? { of: 'end' } : {}),
    ...(limit ? { limit } : {}),
    ...unitOf(g['unit'] ?? g['asked']),
    ...(g['asked'] || g['open'] ? { asks: true } : {}),
  }
}

const pattern = (source: string): LatenessPattern => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}_-])${source.replaceAll(' ', '\\s+')}(?![\\p{L}\\p{N}_])`, 'giu'),
  toCue,
})

/** "started more than two hours later than planned", "finished a day late", "behind schedule", "how late did they start". */
export const englishLateness: readonly LatenessPattern[] = [
  pattern(`(?:${work})?(?:${amount}|${asked})?(?:${late}|${early}) ${planned}`),
  // "later than planned by more than two hours"
  pattern(`(?:${work})?(?:${late}|${early}) ${planned} by ${amount.trimEnd()}`),
  pattern(
    `${work}(?:${amount}|${asked})?(?:too )?(?:late|early|on time|on schedule|as planned|as scheduled)(?! (?:at night|in the|shift))`,
  ),
  // "how late did orders start"
  pattern(
    `how (?<open>late|early)(?= (?:did|do|does|was|were|have|has) [^.?!]{1,60}(?:(?<begin>start|begin|began|kick)|(?<end>finish|end|complete|close|deliver|ship)))`,
  ),
]
