import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { formatCell } from '../narrate/format-cell.ts'
import type { Narration } from '../narrate/narration.ts'
import { named, toSentence } from '../narrate/sentence.ts'
import type { Piece } from '../narrate/sentence.ts'
import { dayMs, formatWallTime } from '../time/local-time.ts'
import { rowOfAgainst, rowsOfCauses } from './explanation-table.ts'
import type { Period } from './periods.ts'
import type { CompareOutput } from './why-outputs.ts'

interface WhyNarrationOptions {
  readonly compared: CompareOutput
  readonly language: Language
  /** Which way the asker says that it went. */
  readonly direction?: 'up' | 'down' | undefined
}

/** What was compared and how it changed, what explains it or that nothing does, and what reverses within groups. */
export const narrateWhy = (table: ResultTable, options: WhyNarrationOptions): Narration => {
  const { compared, language } = options
  const column = (id: string): ResultTableColumn => {
    const found = table.columns.find(item => item.id === id)
    if (!found) throw new Error(`bug: a table of explanations has no column ${id}`)
    return found
  }
  const sentences = [
    options.compared.cohort ? describeDifference(column, options) : describeChange(column, options),
    ...(compared.rate === undefined ? [] : [[byRate[language]]]),
    ...(compared.causes.length > 0 ? describeCauses(column, options) : [describeNothing(options)]),
    ...describeAgainst(column, options),
    ...describeReversals(options),
  ]
  return { language, sentences: sentences.map(pieces => toSentence(pieces, table, language)) }
}

const byRate = {
  en: 'The total asked about moved with this rate, while there was about as much of everything as before.',
  zh: '所问的总量随该比率变化，而总体规模与之前相近。',
} as const

type ColumnOf = (id: string) => ResultTableColumn

/** One value and an average other one, in one period. */
const describeDifference = (
  column: ColumnOf,
  { compared, language }: WhyNarrationOptions,
): readonly Piece[] => {
  const own: Piece = { row: 0, column: column('after') }
  const others: Piece = { row: 0, column: column('before') }
  const period = toWords(compared.periods.after, language)
  const label = named(column('after'), language)
  return language === 'zh'
    ? [label, '在', period, '为 ', own, '，其他取值平均为 ', others, '。']
    : [label, ' was ', own, ' in the period ', period, ', and ', others, ' for an average one of the others.']
}

const describeChange = (column: ColumnOf, options: WhyNarrationOptions): readonly Piece[] => {
  const { compared, language } = options
  const { after, before } = compared.periods
  const now: Piece = { row: 0, column: column('after') }
  const then: Piece = { row: 0, column: column('before') }
  const isUsual = compared.total.p >= 0.05
  const went = describeDirection(options)
  if (language === 'zh')
    return [
      named(column('after'), language),
      '在',
      toWords(after, language),
      '为 ',
      now,
      '，在',
      toWords(before, language),
      '为 ',
      then,
      `，${went}`,
      isUsual ? '，幅度属于日常波动。' : '。',
    ]
  return [
    named(column('after'), language),
    ' was ',
    now,
    ' in the period ',
    toWords(after, language),
    ' and ',
    then,
    ' in the period ',
    toWords(before, language),
    `: ${went}`,
    isUsual ? ', by no more than it usually does from day to day.' : '.',
  ]
}

/** The asker is told where it went the other way. */
const describeDirection = ({ compared, language, direction }: WhyNarrationOptions): string => {
  const { change } = compared.total
  const actual = change > 0 ? 'up' : change < 0 ? 'down' : undefined
  const isContrary = direction !== undefined && actual !== direction
  const words = {
    en: { up: 'it rose', down: 'it fell', same: 'it did not change', contrary: 'other than asked, ' },
    zh: { up: '上升了', down: '下降了', same: '没有变化', contrary: '与提问相反，' },
  }[language]
  return `${isContrary ? words.contrary : ''}${words[actual ?? 'same']}`
}

/** A day or the first and last day of a period, as the asker's own words. */
const toWords = ({ from, to }: Period, language: Language): Piece => {
  const column: ResultTableColumn = {
    id: 'day',
    label: { en: 'day' },
    type: 'timestamp',
    role: 'time',
  }
  const isDays = from.endsWith('T00:00:00') && to.endsWith('T00:00:00')
  const last = isDays ? formatWallTime(Date.parse(`${to}Z`) - dayMs) : to
  const text = (time: string): string => formatCell(time, column, language)
  return { question: text(from) === text(last) ? text(from) : `${text(from)} – ${text(last)}` }
}

const describeCauses = (column: ColumnOf, options: WhyNarrationOptions): readonly (readonly Piece[])[] => {
  const { compared, language } = options
  const label = (effect: CompareOutput['effects'][number]): string =>
    localize(effect.dimension.label, language)
  return rowsOfCauses(compared.causes).map(({ row, cause }, i): readonly Piece[] => {
    const value: Piece = { row, column: column('value') }
    const part: Piece = { row, column: column('contribution') }
    const share: Piece = { row, column: column('share') }
    const inner: readonly Piece[] = cause.within
      ? [
          language === 'zh' ? `（主要在${label(cause.within)} ` : ` (mostly with ${label(cause.within)} `,
          { row: row + 1, column: column('value') },
          language === 'zh' ? '）' : ')',
        ]
      : []
    if (language === 'zh')
      return [
        i === 0 ? '主要原因是' : '此外还有',
        `${label(cause.effect)} `,
        value,
        ...inner,
        '：贡献 ',
        part,
        compared.cohort ? '，占差异的 ' : '，占变化的 ',
        share,
        '。',
      ]
    return [
      i === 0 ? 'What explains it most is ' : 'Apart from that, ',
      `${label(cause.effect)} `,
      value,
      ...inner,
      ': ',
      part,
      compared.cohort ? ' of the difference, or ' : ' of the change, or ',
      share,
      '.',
    ]
  })
}

const describeAgainst = (
  column: ColumnOf,
  { compared, language }: WhyNarrationOptions,
): readonly (readonly Piece[])[] => {
  const { against, causes } = compared
  if (!against) return []
  const row = rowOfAgainst(causes)
  const label = localize(against.dimension.label, language)
  const value: Piece = { row, column: column('value') }
  const part: Piece = { row, column: column('contribution') }
  return language === 'zh'
    ? [[`与总体方向相反的是${label} `, value, '：贡献 ', part, '。']]
    : [[`Against that, ${label} `, value, ' moved the other way: ', part, '.']]
}

const describeNothing = ({ compared, language }: WhyNarrationOptions): readonly Piece[] => {
  if (compared.testCount === 0)
    return [language === 'zh' ? '没有可供比较的维度。' : 'There is nothing to compare it by.']
  const names = [...new Set(compared.effects.map(({ dimension }) => localize(dimension.label, language)))]
  return language === 'zh'
    ? ['没有任何因素能解释：按', { question: names.join('、') }, '比较，各取值与其余部分相比均未超出偶然。']
    : [
        'Nothing explains it: compared by ',
        { question: names.join(', ') },
        compared.cohort
          ? ', no value has more of the difference than the rest by more than chance.'
          : ', no value changed otherwise than the rest by more than chance.',
      ]
}

const describeReversals = ({ compared, language }: WhyNarrationOptions): readonly (readonly Piece[])[] => {
  if (compared.reversals.length === 0) return []
  const names: Piece = {
    question: compared.reversals
      .map(({ label }) => localize(label, language))
      .join(language === 'zh' ? '、' : ', '),
  }
  return language === 'zh'
    ? [['注意（辛普森悖论）：按', names, '分开看，每个取值都向相反方向变化，总体变化来自构成的变化。']]
    : [
        [
          "Mind Simpson's paradox: within each value of ",
          names,
          ' it went the other way; the whole moved because the mix did.',
        ],
      ]
}
