import { addPeriods, formatWallTime, startOf } from '../time/local-time.ts'
import type { TimeExpression } from '../time/time-expression.ts'
import type { Link } from './link.ts'

const day = /^(.*月份?)(?:\d{1,2}|[一二三四五六七八九十]{1,3})号$/u

/**
 * 10月份7号车床: the seventh lathe, all of October. Times whose last day is the number of a thing (`numbered`) are read as their
 * month.
 */
export const withoutDays = (times: readonly Link[], numbered: readonly Link[]): readonly Link[] =>
  times.map(time => {
    const thing = numbered.find(one => one.from > time.from && one.from < time.to && one.to > time.to)
    return (thing && monthOf(time, thing.from)) ?? time
  })

const monthOf = (time: Link, to: number): Link | undefined => {
  const expression = time.target.kind === 'time' ? time.target.expression : undefined
  const month = expression?.range?.from === undefined ? undefined : day.exec(expression.text)?.[1]
  if (!expression || month === undefined) return undefined
  const from = startOf('month', Date.parse(`${expression.range?.from}Z`), 1)
  const range = {
    from: formatWallTime(from),
    to: formatWallTime(addPeriods('month', from, 1)),
    text: month,
  }
  const whole: TimeExpression = { ...expression, to: expression.from + month.length, text: month, range }
  return { ...time, to, text: month, target: { kind: 'time', expression: whole } }
}
