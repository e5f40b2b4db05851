import type { Cell, Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import { hashRows } from '../execute/execute-query.ts'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { sameRef } from '../query/fields-of.ts'
import type { MeasureColumn } from './measure-column.ts'
import type { CompareOutput } from './why-outputs.ts'

type Effect = CompareOutput['effects'][number]
type Cause = CompareOutput['causes'][number]

/** Values shown besides the causes. */
const shownOthers = 12

/**
 * The first row is the whole, then one row a cause in the order they were found, each with the second dimension that
 * narrows it in the row after, then what moved against it, then the values that stood out most of those that explain nothing.
 */
export const toExplanationTable = (
  { total, causes, against, effects, isRatio, isPerBlock, grain, cohort }: CompareOutput,
  measure: MeasureColumn,
  language: Language,
): ResultTable => {
  const columns = columnsOf(isPerBlock ? perBlock(measure, grain) : measure, isRatio).map(column =>
    cohort ? relabel(column, cohort) : column,
  )
  const rowOf = (effect: Effect, verdict: string, prefix = ''): Cell[] => [
    prefix + localize(effect.dimension.label, language),
    effect.value === null ? null : String(effect.value),
    effect.before,
    effect.after,
    effect.contribution,
    total.change === 0 ? null : effect.contribution / total.change,
    ...(isRatio ? [effect.mixEffect, effect.rateEffect] : []),
    Math.min(1, effect.adjustedP),
    verdict,
  ]
  const words = verdicts[language]
  const whole = [words.all, words.all, total.before, total.after, total.change, 1]
  const rows = [
    [...whole, ...(isRatio ? [null, null] : []), Math.min(1, total.p), total.p < 0.05 ? '' : words.usual],
    ...causes.flatMap(({ effect, within }) => [
      rowOf(effect, words.explains),
      ...(within ? [rowOf(within, words.within, '└ ')] : []),
    ]),
    ...(against ? [rowOf(against, words.against)] : []),
    ...othersOf(effects, [...causes.map(cause => cause.effect), ...(against ? [against] : [])]).map(effect =>
      rowOf(effect, causes.length > 0 ? verdictOf(effect, total.change, words) : words.chance),
    ),
  ]
  return {
    columns,
    rows,
    rowCount: rows.length,
    truncated: false,
    elapsedMs: 0,
    rowHash: hashRows(columns, rows),
  }
}

/** "Energy per day". */
const perBlock = (measure: MeasureColumn, grain: CompareOutput['grain']): MeasureColumn => {
  const { en, zh } = measure.label
  const isDay = grain === 'day'
  return {
    ...measure,
    label: { en: `${en} per ${grain}`, zh: `${isDay ? '每日' : '每小时'}${zh ?? en}` },
  }
}

/** The row of what moved against the change. */
export const rowOfAgainst = (causes: readonly Cause[]): number =>
  1 + causes.reduce((rows, { within }) => rows + (within ? 2 : 1), 0)

/** Rows of the causes in a table of explanations. */
export const rowsOfCauses = (
  causes: readonly Cause[],
): readonly { readonly row: number; readonly cause: Cause }[] => {
  let row = 1
  return causes.map(cause => {
    const at = row
    row += cause.within ? 2 : 1
    return { row: at, cause }
  })
}

const othersOf = (effects: readonly Effect[], shown: readonly Effect[]): readonly Effect[] =>
  effects.filter(effect => !shown.some(other => isSame(other, effect))).slice(0, shownOthers)

const isSame = (a: Effect, b: Effect): boolean =>
  a.value === b.value && sameRef(a.dimension.field, b.dimension.field)

const verdicts = {
  en: {
    all: 'all',
    explains: 'explains',
    within: 'mostly there',
    usual: 'within what is usual',
    related: 'stands out with the above',
    against: 'moved the other way',
    chance: 'no more than chance',
  },
  zh: {
    all: '全部',
    explains: '解释变化',
    within: '主要在此',
    usual: '属正常波动',
    related: '随上述原因而显著',
    against: '方向相反',
    chance: '未超出偶然',
  },
} as const

const verdictOf = ({ adjustedP, t }: Effect, change: number, words: (typeof verdicts)[Language]): string =>
  adjustedP >= 0.05 ? words.chance : t * change < 0 ? words.against : words.related

/** Where heights are compared, `before` is an average other value and the change is a difference. */
const relabel = (
  column: ResultTableColumn,
  { value }: NonNullable<CompareOutput['cohort']>,
): ResultTableColumn => {
  const labels: Readonly<Record<string, ResultTableColumn['label']>> = {
    before: { en: 'average other', zh: '其他的平均' },
    contribution: { en: 'part of the difference', zh: '对差异的贡献' },
    share: { en: 'share of the difference', zh: '占差异的比例' },
  }
  if (column.id === 'after')
    return {
      ...column,
      label: {
        en: `${column.label.en}, ${String(value)}`,
        zh: `${column.label.zh ?? column.label.en}（${String(value)}）`,
      },
    }
  return { ...column, label: labels[column.id] ?? column.label }
}

const columnsOf = (measure: MeasureColumn, isRatio: boolean): ResultTableColumn[] => {
  const change = {
    ...measure,
    comparison: 'change' as const,
    type: 'float' as const,
    role: 'measure' as const,
  }
  return [
    { id: 'dimension', label: { en: 'by', zh: '维度' }, type: 'text', role: 'dimension' },
    { id: 'value', label: { en: 'value', zh: '取值' }, type: 'text', role: 'dimension' },
    {
      ...measure,
      id: 'before',
      label: { en: 'before', zh: '之前' },
      type: 'float',
      role: 'measure',
      comparison: 'before',
    },
    { ...measure, id: 'after', type: 'float', role: 'measure' },
    { ...change, id: 'contribution', label: { en: 'part of the change', zh: '对变化的贡献' } },
    {
      id: 'share',
      label: { en: 'share of the change', zh: '占变化的比例' },
      type: 'float',
      role: 'measure',
      percent: true,
      decimals: 0,
    },
    ...(isRatio
      ? [
          { ...change, id: 'mix_effect', label: { en: 'by its weight', zh: '构成影响' } },
          { ...change, id: 'rate_effect', label: { en: 'by its own rate', zh: '自身影响' } },
        ]
      : []),
    {
      id: 'adjusted_p',
      label: { en: 'chance, corrected', zh: '校正后的偶然概率' },
      type: 'float',
      role: 'measure',
      decimals: 4,
    },
    { id: 'verdict', label: { en: 'verdict', zh: '结论' }, type: 'text', role: 'dimension' },
  ]
}
