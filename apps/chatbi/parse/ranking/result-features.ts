import type { Cell } from '@millwright/spec'
import type { Query } from '../../query/query.ts'
import type { Emit, QuestionFacts } from './question-facts.ts'
import { headOf, orderOf } from './signature.ts'

/** Rows that a reading gives, only so many as are needed to judge it. */
export type Rows = readonly (readonly Cell[])[]

const sizeOf = (count: number): string =>
  count <= 1 ? String(count) : count <= 5 ? 'few' : count < 100 ? 'some' : 'many'

/** What the rows of a reading say for or against it: nothing found, rows that repeat, columns that say nothing. */
export const emitResultFeatures = (facts: QuestionFacts, query: Query, rows: Rows, emit: Emit): void => {
  const size = sizeOf(rows.length)
  const head = headOf(query)
  emit(`result:${size}`, 1)
  emit(`result:${size}:${head}`, 1)
  emit(`result:${size}:${facts.asks}`, 1)
  if (rows.length === 0) return
  const texts = rows.map(row => JSON.stringify(row))
  const different = new Set(texts).size
  if (rows.length > 1) {
    const repeats = different === rows.length ? 'none' : different === 1 ? 'only' : 'some'
    emit(`result repeats:${repeats}:${head}`, 1)
    emit(`result repeats:${repeats}:${orderOf(query)}`, 1)
  }
  emitColumns(facts, rows, emit)
  emitNumber(rows, head, emit)
}

const emitColumns = ({ lattice }: QuestionFacts, rows: Rows, emit: Emit): void => {
  const width = rows[0]?.length ?? 0
  const question = lattice.question.toLowerCase()
  for (let at = 0; at < width; at++) {
    const cells = rows.map(row => row[at] ?? null)
    const nulls = cells.filter(cell => cell === null).length
    if (nulls === cells.length) emit('result column empty', 1)
    else if (nulls > 0) emit('result column has gaps', 1)
    const [first] = cells
    if (typeof first === 'string' && first.length > 2 && question.includes(first.toLowerCase()))
      emit(
        `result echo:${cells.every(cell => cell === first) ? 'all' : 'some'}:${width > 1 ? 'beside' : 'alone'}`,
        1,
      )
    else if (rows.length > 2 && cells.every(cell => cell === first)) emit('result column the same', 1)
  }
}

const emitNumber = (rows: Rows, head: string, emit: Emit): void => {
  const only = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined
  if (typeof only !== 'number') return
  emit(`result ${only === 0 ? 'zero' : only === 1 ? 'one' : 'number'}:${head}`, 1)
}
