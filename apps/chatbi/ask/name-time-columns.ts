import type { Localized } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'
import type { SemanticModel } from '../model/index.ts'
import type { Query, TimeGrain } from '../query/query.ts'

const names: Readonly<Record<TimeGrain, Localized>> = {
  hour: { en: 'Hour', zh: '小时' },
  day: { en: 'Day', zh: '日' },
  week: { en: 'Week', zh: '周' },
  month: { en: 'Month', zh: '月' },
  quarter: { en: 'Quarter', zh: '季度' },
  year: { en: 'Year', zh: '年' },
}

/**
 * A grouping by the time that everything of a table is counted by needs no name of that time: its column is headed
 * "Week", not "Produced at (week)". Another time of the table keeps its name.
 */
export const nameTimeColumns = (
  outputs: readonly ResultTableColumn[],
  query: Query,
  model: SemanticModel,
): ResultTableColumn[] => {
  const grains = query.dimensions.filter(({ grain }) => grain !== undefined).map(({ grain }) => grain)
  return outputs.map(column => {
    const dimension = query.dimensions.find(({ id }) => id === column.id)
    if (!dimension?.grain || grains.filter(grain => grain === dimension.grain).length > 1) return column
    const dataset = model.datasets.find(({ name }) => name === dimension.field.dataset)
    return dataset?.defaultTime === dimension.field.field
      ? { ...column, label: names[dimension.grain] }
      : column
  })
}
