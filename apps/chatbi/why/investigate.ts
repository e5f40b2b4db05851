import { sameRef } from '../query/fields-of.ts'
import type { Condition } from '../query/query.ts'
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
/** A cause is claimed below this false discovery rate … */
const level = 0.05
/** … and below this one where all together moved by no more than it usually does, so that nothing asks for a cause. */
const levelOfUsual = 0.001
/** … and where it makes up this part of the change. */
const leastShare = 0.1
/** A value that moved many times as much as all did was made up for by the others: work went from one to another. */
const mostShare = 3
/** A value has all that another has where it makes up this part of it, as clearly to this part. */
const sameShare = 0.9
/** A second dimension narrows a cause where one of its values makes up this part of it. */
const leastShareWithin = 0.6

/**
 * Finds what explains the change: the value that stands out most, what within it stands out, then the same among the
 * rows without it (forward selection), until nothing does. What is tested later counts as tested with all before.
 */
export const investigate = async (load: LoadGroups, frame: ComparisonFrame): Promise<Investigation> => {
  const all = compareGroups(await load([]), frame)
  const below = all.total.p < level ? level : levelOfUsual
  const causes: Cause[] = []
  const without: Condition[] = []
  let testCount = all.effects.length
  let current = all
  for (;;) {
    const claims = claimsOf(current.effects, { change: all.total.change, share: leastShare, below }).filter(
      ({ contribution }) => !frame.isExchange || contribution / all.total.change <= mostShare,
    )
    const effect = narrowestOf(claims)
    if (!effect) break
    const inside = compareGroups(await load([...without, isValue(effect)]), frame, testCount)
    testCount += inside.effects.length
    const narrower = findWithin(effect, inside, { change: all.total.change, below })
    causes.push({ effect, ...(narrower ? { within: narrower } : {}) })
    if (causes.length === mostCauses) break
    without.push(isNotValue(effect))
    current = compareGroups(await load(without), frame, testCount)
    testCount += current.effects.length
  }
  const [against] = claimsOf(all.effects, { change: -all.total.change, share: leastShare, below })
  return { ...all, causes, against, testCount }
}

/**
 * The strongest, or the smallest value that has all of it: the machine where all of its line's rise is its own. Fewest rows that
 * explain as much are the better explanation (succinctness: Bhagwan et al., NSDI 2014).
 */
const narrowestOf = (claims: readonly GroupEffect[]): GroupEffect | undefined => {
  const [strongest] = claims
  if (!strongest) return undefined
  const isAsMuch = ({ contribution, t }: GroupEffect): boolean =>
    contribution / strongest.contribution >= sameShare && t / strongest.t >= sameShare
  return claims.filter(isAsMuch).reduce((best, one) => (one.size < best.size * sameShare ? one : best))
}

interface Claim {
  readonly change: number
  /** The part of the change that it must make up. */
  readonly share: number
  readonly below: number
}

/** Effects that chance does not make, in the direction of `change` and a good part of it; strongest first. */
const claimsOf = (effects: readonly GroupEffect[], { change, share, below }: Claim): readonly GroupEffect[] =>
  effects.filter(
    ({ adjustedP, t, contribution }) =>
      adjustedP < below && t * change > 0 && contribution * change > 0 && contribution / change >= share,
  )

const findWithin = (
  effect: GroupEffect,
  { effects, total }: Comparison,
  { change, below }: Omit<Claim, 'share'>,
): GroupEffect | undefined =>
  total.change * change <= 0
    ? undefined
    : claimsOf(effects, { change: total.change, share: leastShareWithin, below }).find(
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
