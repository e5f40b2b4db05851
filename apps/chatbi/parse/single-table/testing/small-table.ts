import { dataset, field, semanticModel } from '../../../compile/testing/model-builder.ts'
import { compileQuery } from '../../../compile/compile-query.ts'
import { linkQuestion } from '../../../link/link-question.ts'
import type { SemanticModel } from '../../../model/semantic-model.ts'
import type { Query } from '../../../query/query.ts'
import { createValueIndex } from '../../../values/index.ts'
import { viewOf } from '../../model-view.ts'
import { plantCalendar } from '../../testing/plant-model.ts'
import { composeFloating } from '../compose.ts'
import { floatingTableOf } from '../rank-table.ts'
import type { FloatingTable } from '../row-set.ts'

/** A column by its specification as in the model builder, its label where that is another, and its cells from the top. */
export interface SmallColumn {
  readonly spec: string
  readonly label?: string
  readonly cells: readonly (string | number)[]
}

/** A table that someone wrote, with all that is asked of it in tests. */
export const smallTable = (name: string, columns: readonly SmallColumn[]) => {
  const fields = columns.map(({ spec, label, cells }) => {
    const numbers = cells.filter(cell => typeof cell === 'number')
    return field(spec, {
      samples: [...cells],
      distinctCount: new Set(cells).size,
      ...(label === undefined ? {} : { label: { en: label, zh: label } }),
      ...(numbers.length > 0 ? { minimum: Math.min(...numbers), maximum: Math.max(...numbers) } : {}),
    })
  })
  const rowCount = columns[0]?.cells.length ?? 0
  const model: SemanticModel = semanticModel('duckdb', {
    datasets: [dataset(name, name, fields, { rowCount })],
    relationships: [],
  })
  const texts = columns.flatMap(({ cells }, i) =>
    cells.every(cell => typeof cell === 'string')
      ? [{ field: fields[i]?.name ?? '', values: [...new Set(cells)] }]
      : [],
  )
  const index = createValueIndex(
    {
      format: 'millwright-values',
      version: 1,
      sourceId: 'test',
      modelVersion: 1,
      builtAt: '2026-01-01T00:00:00Z',
      fields: texts.map(one => ({ dataset: name, ...one, grade: 'internal', nouns: [], truncated: false })),
      skipped: [],
    },
    { role: 'administrator', model },
  )
  const tableOf = (question: string): FloatingTable => {
    const lattice = linkQuestion({ question, model, index, times: [] })
    const table = floatingTableOf(lattice, viewOf(model), index)
    if (!table) throw new Error('bug: the table of a test is a small one')
    return table
  }
  const sqlOf = (query: Query): string => {
    const compiled = compileQuery(query, model, { calendar: plantCalendar })
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    return compiled.sql.replace(/\s+/g, ' ')
  }
  return {
    model,
    index,
    tableOf,
    /** The SQL of everything that is composed for the question. */
    composed: (question: string): readonly string[] => composeFloating(tableOf(question)).map(sqlOf),
  }
}
