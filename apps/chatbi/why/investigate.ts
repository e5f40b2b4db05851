import { sameRef } from '../query/fields-of.ts'
import type { Condition } from '../query/query.ts'
import { claimsOf, levelFor, narrowestOf, widerThan } from './claims.ts'
import type { Claim } from './claims.ts'
import { compareGroups } from './compare-groups.ts'
import type { Comparison, GroupEffect } from './compare-groups.ts'
import type { ComparisonFrame, GroupedDays } from './grouped-days.ts'

/** Reads every dimension in both periods, of the rows that meet all `conditions`. */
export type LoadGroups = (conditions: readonly Condition[]) => Promise<readonly GroupedDays[]>

/** What explains a part of the change; `within` narrows it to one value of a second dimension. */
export interface Cause {
  readonly effect: GroupEffect
  readonly within?: GroupEffect
}

export interface Investigation extends Comparison {
  /** Independent of each other: each was found among the rows without those before it. */
  readonly causes: readonly Cause[]
  /** What moved most clearly against the change of all. */
  readonly against?: GroupEffect | undefined
  readonly testCount: number
}

const mostCauses = 3
/** A second dimension narrows a cause where one of its values makes up this part of it. */
const leastShareWithin = 0.6

/**
 * Finds what explains the change: the value that stands out most, what within it stands out, then the same among the
 * rows without it (forward selection), until nothing does. What is tested later counts as tested with all before.
 */
export const investigate = async (load: LoadGroups, frame: ComparisonFrame): Promise<Investigation> => {
  const all = compareGroups(await load([]), frame)
  const below = levelFor(all.total)
  const { isExchange } = frame
  const causes: Cause[] = []
  const without: Condition[] = []
  let testCount = all.effects.length
  let current = all
  const lookInside = async (effect: GroupEffect): Promise<Comparison> => {
    const inside = compareGroups(await load([...without, isValue(effect)]), frame, testCount)
    testCount += inside.effects.length
    return inside
  }
  for (;;) {
    const claims = claimsOf(current.effects, { change: all.total.change, below, isExchange })
    const found = await findWidest(claims, lookInside, { below, isExchange })
    if (!found) break
    const { effect, inside } = found
    const narrower = findWithin(effect, inside, { change: all.total.change, below })
    causes.push({ effect, ...(narrower ? { within: narrower } : {}) })
    if (causes.length === mostCauses) break
    without.push(isNotValue(effect))
    current = compareGroups(await load(without), frame, testCount)
    testCount += current.effects.length
  }
  const [against] = claimsOf(all.effects, { change: -all.total.change, below, isExchange })
  return { ...all, causes, against, testCount }
}

/** So many values that have more of the change are looked into. */
const mostWider = 2

/**
 * The strongest value, or a wider one that explains more of the change and within which nothing stands out: both shot blasters
 * rose, not the first and then the second.
 */
const findWidest = async (
  claims: readonly GroupEffect[],
  lookInside: (effect: GroupEffect) => Promise<Comparison>,
  { below, isExchange }: Pick<Claim, 'below' | 'isExchange'>,
): Promise<{ readonly effect: GroupEffect; readonly inside: Comparison } | undefined> => {
  const effect = narrowestOf(claims)
  if (!effect) return undefined
  for (const wider of widerThan(effect, claims).slice(0, mostWider)) {
    const inside = await lookInside(wider)
    const { effects, total } = inside
    const isUniform = claimsOf(effects, { change: total.change, below, isExchange }).length === 0
    if (effects.length > 0 && isUniform) return { effect: wider, inside }
  }
  return { effect, inside: await lookInside(effect) }
}

const findWithin = (
  effect: GroupEffect,
  { effects, total }: Comparison,
  { change, below }: Pick<Claim, 'change' | 'below'>,
): GroupEffect | undefined =>
  total.change * change <= 0
    ? undefined
    : claimsOf(effects, { change: total.change, below, share: leastShareWithin }).find(
        ({ dimension }) => !sameRef(dimension.field, effect.dimension.field),
      )

const isValue = ({ dimension: { field }, value }: GroupEffect): Condition =>
  value === null ? { kind: 'is-null', field } : { kind: 'in', field, values: [value] }

/** Rows without any value there stay. */
const isNotValue = ({ dimension: { field }, value }: GroupEffect): Condition =>
  value === null
    ? { kind: 'is-null', field, negated: true }
    : {
        kind: 'or',
        conditions: [
          { kind: 'in', field, values: [value], negated: true },
          { kind: 'is-null', field },
        ],
      }
