import type { Dataset } from '../../model/semantic-model.ts'
import type { Condition, FieldRef } from '../../query/query.ts'
import { defaultTimeOf } from '../default-time.ts'
import { conditionNode, reduce, row } from './condition.ts'
import { cueOf, skipBack } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { isTime, refOf } from '../model-view.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const firstOfWeekend = 6

/** Days of the week are counted from Monday, 1 to 7. */
const ofTime = (field: FieldRef, isWeekend: boolean): Condition => ({
  kind: 'compare',
  left: { kind: 'time-part', part: 'day-of-week', of: row(field) },
  operator: isWeekend ? '>=' : '<',
  right: { kind: 'value', value: firstOfWeekend },
})

/** A column that keeps the names of days. */
const dayFieldOf = (dataset: Dataset): FieldRef | undefined => {
  const field = dataset.fields.find(
    one => !one.hidden && one.type === 'text' && one.samples.some(sample => days.includes(String(sample))),
  )
  return field && refOf(dataset, field)
}

/** "stops on weekends", 工作日的产量: rows of those days, by the time that they are kept by or the day that they name. */
export const weekdays: Rule = (nodes, at, { view, datasets }) => {
  const cue = cueOf(nodes[at], 'weekend')
  // "weekends and weekdays": no row is both
  const isBoth = nodes.some(node => cueOf(node, 'weekend')?.isWeekend === !cue?.isWeekend)
  if (!cue || isBoth) return undefined
  const words = nodes.slice(at, at + 1)
  const said = nodes[skipBack(nodes, at)]
  if (said?.type === 'field' && isTime(said.field))
    return reduce(at + 1, conditionNode(words, ofTime(said.ref, cue.isWeekend), [said.ref]))
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const time = dataset && defaultTimeOf(dataset)
    const day = dataset && dayFieldOf(dataset)
    if (day) {
      const values = cue.isWeekend ? days.slice(5) : days.slice(0, 5)
      return reduce(at + 1, conditionNode(words, { kind: 'in', field: day, values }, [day]))
    }
    if (dataset && time) {
      const field = refOf(dataset, time)
      return reduce(at + 1, conditionNode(words, ofTime(field, cue.isWeekend), [field]))
    }
  }
  return undefined
}
