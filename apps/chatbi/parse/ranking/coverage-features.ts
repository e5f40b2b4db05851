import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef } from '../../query/query.ts'
import type { QueryUse } from './query-use.ts'
import type { Emit, Mention, QuestionFacts } from './question-facts.ts'

/** How well a word fits a name. */
export const bucket = (score: number): string =>
  score >= 0.95 ? 'whole' : score >= 0.75 ? 'well' : score >= 0.5 ? 'partly' : score > 0 ? 'barely' : 'not'

const covers = ({ from, to }: Mention, at: number): boolean => from <= at && at < to

/** Words that something in the query stands for, and those that it passes over. */
export const emitCoverage = (facts: QuestionFacts, use: QueryUse, emit: Emit): void => {
  const { atoms } = facts.lattice
  const used = usedMentions(facts, use)
  let missed = 0
  let worth = 0
  atoms.forEach((atom, at) => {
    if (!facts.isTelling[at]) {
      emitMissedName(facts, used, at, emit)
      return
    }
    const best = Math.max(0, ...used.filter(one => covers(one, at)).map(one => one.score))
    worth += best
    if (best > 0) return
    missed++
    if (atom.kind === 'number') emit('missed number', 1)
    else if (atom.kind === 'quoted') emit('missed quoted', 1)
    else if (/^\p{Lu}/u.test(atom.text) && at > 0) emit('missed capital', 1)
    const field = facts.fields.find(one => covers(one, at))
    if (field) emit(`missed field:${bucket(field.score)}`, 1)
    else if (facts.datasets.some(one => covers(one, at))) emit('missed dataset', 1)
    else if (facts.values.some(one => covers(one, at))) emit('missed value', 1)
    else emit('missed unknown', 1)
  })
  const total = facts.isTelling.filter(Boolean).length
  emit('missed', missed)
  emit(`missed:${Math.min(3, missed)}`, 1)
  emit('missed share', missed / Math.max(1, total))
  emit('said worth', worth / Math.max(1, total))
}

/** "customers who never placed an order": a word of the grammar that is the name of something as well, and passed over. */
const emitMissedName = (facts: QuestionFacts, used: readonly Mention[], at: number, emit: Emit): void => {
  const isNamed = (one: Mention): boolean => one.score >= 0.75 && covers(one, at)
  if (used.some(one => covers(one, at))) return
  if (facts.datasets.some(isNamed)) emit('missed table in a word of the grammar', 1)
  else if (facts.fields.some(isNamed)) emit('missed field in a word of the grammar', 1)
}

/** Words that something in the query stands for. */
export const usedMentions = (facts: QuestionFacts, use: QueryUse): readonly Mention[] => {
  const isUsed = (ref: FieldRef): boolean => use.fields.some(one => sameRef(one.ref, ref))
  const numbers = new Set(use.numbers)
  const texts = use.texts.map(text => text.toLowerCase())
  return [
    ...facts.fields.filter(one => isUsed(one.ref)),
    ...facts.datasets.filter(one => use.datasets.has(one.dataset)),
    ...facts.values.filter(one =>
      use.values.some(value => sameRef(value.ref, one.ref) && value.value === one.value),
    ),
    ...facts.numbers.filter(
      one =>
        numbers.has(one.value) ||
        use.values.some(({ value }) => Number(value) === one.value) ||
        texts.some(text => text.includes(String(one.value))) ||
        use.numbers.some(number => Math.abs(number - one.value) <= 1),
    ),
    ...facts.lattice.links.filter(({ target, text }) => {
      if (target.kind === 'time') return use.hasTime
      if (target.kind === 'metric') return use.metrics.has(target.metric)
      return target.kind === 'literal' && texts.some(one => one.includes(text.toLowerCase()))
    }),
  ]
}
