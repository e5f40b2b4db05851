import type { MeasureExpression, Query } from './query.ts'
import { measuresOf, someMeasure } from './series.ts'

export type OfGroups = MeasureExpression & { readonly kind: 'of-groups' }

/** The one measure of a query that aggregates what another comes to in groups, with its output's id. */
export const ofGroupsOf = ({
  measures,
}: Query): { readonly id: string; readonly expression: OfGroups } | undefined => {
  const [only, other] = measures
  return only?.expression.kind === 'of-groups' && other === undefined
    ? { id: only.id, expression: only.expression }
    : undefined
}

export interface GroupsFault {
  readonly code: 'GROUPS_NOT_ALONE' | 'GROUPS_NESTED'
  readonly message: string
}

/** What keeps a measure of groups from being computed: it stands alone in its query, and is no part of another. */
export const ofGroupsFaults = (query: Query): readonly GroupsFault[] => {
  const measures = measuresOf(query)
  const isOfGroups = (part: MeasureExpression): boolean => part.kind === 'of-groups'
  const [found] = measures.filter(isOfGroups)
  const isPart = measures.some(
    one =>
      someMeasure(one, part => part !== one && isOfGroups(part)) || (isOfGroups(one) && holdsAnother(one)),
  )
  const faults: GroupsFault[] = []
  if (isPart)
    faults.push({
      code: 'GROUPS_NESTED',
      message: 'What is aggregated over groups is a plain measure, and is no part of another one.',
    })
  const isOther = (one: MeasureExpression): boolean => JSON.stringify(one) !== JSON.stringify(found)
  if (
    found &&
    (measures.some(isOther) ||
      query.columns.length > 0 ||
      query.compareTo !== undefined ||
      query.having.some(({ right }) => right.kind !== 'value'))
  )
    faults.push({
      code: 'GROUPS_NOT_ALONE',
      message:
        'A measure that is aggregated over groups stands alone: without other measures, columns or a second period.',
    })
  return faults
}

const holdsAnother = (expression: MeasureExpression): boolean =>
  expression.kind === 'of-groups' &&
  someMeasure(expression.of, part => ['of-groups', 'share', 'series'].includes(part.kind))
