import type { Having } from '../query/query.ts'
import { binary, call, column, number, toQuery } from '../sql/build.ts'
import type { SqlExpression, SqlQuery } from '../sql/tree.ts'

type OfAllGroups = Having['right'] & { readonly kind: 'groups-average' }

/** What a column of the groups comes to over all of them: its mean or median, or so many times that. */
export const ofAllGroups = (
  grouped: string,
  name: string,
  { statistic = 'avg', times = 1 }: OfAllGroups,
): SqlExpression => {
  const query = statistic === 'avg' ? meanOf(grouped, name) : medianOf(grouped, name)
  const value: SqlExpression = { kind: 'subquery', query }
  return times === 1 ? value : binary(value, '*', number(times))
}

const meanOf = (grouped: string, name: string): SqlQuery =>
  toQuery({
    kind: 'select',
    items: [{ value: call('AVG', column(name)) }],
    from: [{ kind: 'table', name: grouped, alias: grouped }],
  })

/** The mean of the middle one or two in order, as every dialect can count them. */
const medianOf = (grouped: string, name: string): SqlQuery => {
  const value = column(name)
  const isKnown: SqlExpression = { kind: 'is', operand: value, test: 'null', negated: true }
  const ranked = toQuery({
    kind: 'select',
    items: [
      { value, alias: 'value_1' },
      {
        value: {
          kind: 'call',
          name: 'ROW_NUMBER',
          arguments: [],
          over: { orderBy: [{ value, direction: 'asc' }] },
        },
        alias: 'row_no',
      },
      { value: { kind: 'call', name: 'COUNT', arguments: [], star: true, over: {} }, alias: 'row_total' },
    ],
    from: [{ kind: 'table', name: grouped, alias: grouped }],
    where: isKnown,
  })
  const middle = (offset: number): SqlExpression =>
    call('FLOOR', binary(binary(column('row_total'), '+', number(offset)), '/', number(2)))
  return toQuery({
    kind: 'select',
    items: [{ value: call('AVG', column('value_1')) }],
    from: [{ kind: 'derived', query: ranked, alias: 'ranked_groups' }],
    where: { kind: 'in', operand: column('row_no'), values: [middle(1), middle(2)] },
  })
}
