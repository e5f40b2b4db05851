import { sameRef } from '../query/fields-of.ts'
import type { ComparedTotal, GroupEffect } from './compare-groups.ts'

/** A cause is claimed below this false discovery rate … */
const level = 0.05
/** … and below this one where all together moved by no more than it usually does, so that nothing asks for a cause. */
const levelOfUsual = 0.01

/** The false discovery rate below which something is claimed of such a change. */
export const levelFor = ({ p }: Pick<ComparedTotal, 'p'>): number => (p < level ? level : levelOfUsual)

/** What a claim must reach. */
export interface Claim {
  /** The change that is explained. */
  readonly change: number
  /** The part of the change that it must make up; a tenth where it is not said. */
  readonly share?: number
  readonly below: number
  /** What one value gains others may lose. */
  readonly isExchange?: boolean | undefined
}

const leastShare = 0.1

/** Effects that chance does not make, in the direction of `change` and a good part of it; strongest first. */
export const claimsOf = (
  effects: readonly GroupEffect[],
  { change, share = leastShare, below, isExchange = false }: Claim,
): readonly GroupEffect[] =>
  effects.filter(
    effect =>
      effect.adjustedP < below &&
      effect.t * change > 0 &&
      effect.contribution * change > 0 &&
      effect.contribution / change >= share &&
      !(isExchange && isExchanged(effect, effects, { change, isUsual: below <= levelOfUsual })),
  )

/** A value that moved many times as much as all did was made up for by the others. */
const mostShare = 3
/** Others of the dimension that stand out even so little count as having lost what one gained … */
const levelOfLoss = 0.2
/** … and where they lost this part of it, work went from one to another. */
const mostLost = 0.3
/** Where all together moved by no more than usual, whatever others lost counts, and this part of it is too much. */
const mostLostOfUsual = 0.5

/** The orders of one day were of another product than those of the day before: that the one came explains as little as that the other went. */
const isExchanged = (
  { dimension, contribution }: GroupEffect,
  effects: readonly GroupEffect[],
  { change, isUsual }: { readonly change: number; readonly isUsual: boolean },
): boolean => {
  const lost = effects
    .filter(
      other =>
        other.contribution * contribution < 0 &&
        (isUsual || other.adjustedP < levelOfLoss) &&
        sameRef(other.dimension.field, dimension.field),
    )
    .reduce((sum, other) => sum + Math.abs(other.contribution), 0)
  const most = isUsual ? mostLostOfUsual : mostLost
  return lost >= most * Math.abs(contribution) || contribution / change > mostShare
}

/** A value has all that another has where it makes up this part of it, as clearly to this part. */
const sameShare = 0.9

/**
 * The strongest value of its dimension, or the smallest value that has all of it: the machine where all of its line's rise is its own. Fewest rows that
 * explain as much are the better explanation (succinctness: Bhagwan et al., NSDI 2014).
 */
export const narrowestOf = (claims: readonly GroupEffect[]): GroupEffect | undefined => {
  const [clearest] = claims
  if (!clearest) return undefined
  const strongest = largestBeside(clearest, claims)
  const isAsMuch = ({ contribution, t }: GroupEffect): boolean =>
    contribution / strongest.contribution >= sameShare && t / strongest.t >= sameShare
  return claims.filter(isAsMuch).reduce((best, one) => (one.size < best.size * sameShare ? one : best))
}

/** Of values that stand out about as clearly beside each other the one is told first that most of the change is of. */
const largestBeside = (clearest: GroupEffect, claims: readonly GroupEffect[]): GroupEffect =>
  claims
    .filter(
      ({ dimension, t }) =>
        sameRef(dimension.field, clearest.dimension.field) && t / clearest.t >= leastAsClear,
    )
    .reduce((best, one) => (Math.abs(one.contribution) > Math.abs(best.contribution) ? one : best), clearest)

const leastAsClear = 0.5

/** A wider value has so much more of the change, and stands out at least so far. */
const leastMore = 1.25
const leastClear = 0.4

/** Values with more of the change that stand out nearly as clearly, clearest first. */
export const widerThan = (effect: GroupEffect, claims: readonly GroupEffect[]): readonly GroupEffect[] =>
  claims.filter(
    ({ contribution, t }) => contribution / effect.contribution >= leastMore && t / effect.t >= leastClear,
  )
