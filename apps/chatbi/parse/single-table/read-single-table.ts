import type { LinkResult } from '../../link/link.ts'
import type { Cover } from '../cover.ts'
import type { Parts } from '../collect.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import type { ModelView } from '../model-view.ts'
import { besides, sameAs } from './alike.ts'
import { difference, eitherOr } from './contrast.ts'
import { countOfRows, extremeRow, mostRows } from './counting.ts'
import { endOfTable, neighbour } from './row-order.ts'
import { lookUp } from './look-up.ts'
import type { Operator } from './table-question.ts'

const operators: readonly Operator[] = [
  neighbour,
  endOfTable,
  eitherOr,
  difference,
  besides,
  sameAs,
  countOfRows,
  mostRows,
  extremeRow,
  lookUp,
]

/**
 * Readings that only a table by itself has: by the order of its rows, by contrast of two of them, by counting rows
 * whatever they are called. The operators are those of Pasupat and Liang (2015). Only files keep their rows in the order
 * in which someone wrote them, so other sources have none of these.
 */
export const readSingleTable = (
  cover: Cover,
  parts: Parts,
  options: { readonly lattice: LinkResult; readonly view: ModelView; readonly style: OutputStyle },
): readonly Draft[] => {
  const { lattice, view, style } = options
  const [dataset, second] = view.model.datasets.filter(one => !one.hidden)
  if (!dataset || second || view.model.dialect !== 'duckdb' || lattice.language !== 'en') return []
  const table = { lattice, nodes: cover.nodes, parts, view, dataset, style }
  return operators.flatMap(operator => operator(table))
}
