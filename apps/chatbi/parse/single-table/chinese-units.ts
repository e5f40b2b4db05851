import type { Atom, Link, LinkResult } from '../../link/link.ts'
import { cueAt } from './chinese-cues.ts'

/** A lattice over other atoms than those of the question, and which of the question's atoms each stands for. */
export interface UnitLattice {
  readonly lattice: LinkResult
  /** Per unit: atom positions of the question, end exclusive. */
  readonly spans: readonly { readonly from: number; readonly to: number }[]
}

interface Unit {
  readonly from: number
  readonly to: number
  /** English words of a function word; undefined for a word that stands for itself. */
  readonly english?: string
}

/**
 * A Chinese question as the composition and the ranking see an English one: names, values and numbers whole, function words
 * by their English, the question word first with what it asks for. What was learned from English then serves both.
 */
export const toUnits = (lattice: LinkResult): UnitLattice => {
  const units = askedFirst(unitsOf(lattice), lattice)
  const atoms: Atom[] = []
  const spans: { readonly from: number; readonly to: number }[] = []
  const isStop: boolean[] = []
  const startAt = new Map<number, number>()
  const endAt = new Map<number, number>()
  for (const [i, unit] of units.entries()) {
    const from = atoms.length
    const isPlural = /how many|which/.test(units[i - 1]?.english ?? '')
    for (const atom of atomsOf(lattice, unit, isPlural)) {
      atoms.push(atom)
      spans.push({ from: unit.from, to: unit.to })
      isStop.push(unit.english !== undefined || lattice.isStop.slice(unit.from, unit.to).every(Boolean))
    }
    startAt.set(unit.from, from)
    endAt.set(unit.to, atoms.length)
  }
  const links = lattice.links.flatMap((link): readonly Link[] => {
    const [from, to] = [startAt.get(link.from), endAt.get(link.to)]
    const isWhole = from !== undefined && to !== undefined && from < to && to - from <= link.to - link.from
    return isWhole && link.target.kind !== 'cue' ? [{ ...link, from, to }] : []
  })
  return { lattice: { ...lattice, atoms, links, isStop }, spans }
}

const isName = ({ target, score }: Link): boolean =>
  (target.kind === 'value' && score >= 0.85) ||
  (target.kind === 'field' && score >= 0.8) ||
  target.kind === 'number'

/** Names, values and numbers first, the longest of them; then function words; then words. */
const unitsOf = ({ atoms, links, question }: LinkResult): readonly Unit[] => {
  const isComparison = question.includes('比')
  const names = links.filter(isName)
  const units: Unit[] = []
  for (let at = 0; at < atoms.length;) {
    const name = names.filter(({ from }) => from === at).toSorted((a, b) => b.to - a.to)[0]
    const cue = cueAt(question, atoms[at]?.from ?? 0, isComparison)
    const isLonger = name && (!cue || (atoms[name.to - 1]?.to ?? 0) - (atoms[at]?.from ?? 0) >= cue.length)
    const unit: Unit =
      name && isLonger
        ? { from: at, to: name.to }
        : cue
          ? { from: at, to: endOf(atoms, at, cue.length), english: cue.english }
          : wordAt(atoms, at, names)
    units.push(unit)
    at = unit.to
  }
  return units
}

/** The atom after so many characters. */
const endOf = (atoms: readonly Atom[], at: number, length: number): number => {
  const end = (atoms[at]?.from ?? 0) + length
  let to = at + 1
  while ((atoms[to]?.from ?? Infinity) < end) to++
  return to
}

/** A word as it was segmented, up to the next name in it. */
const wordAt = (atoms: readonly Atom[], at: number, names: readonly Link[]): Unit => {
  let to = at + 1
  while (
    atoms[to]?.kind === 'han' &&
    atoms[to]?.word === atoms[at]?.word &&
    !names.some(({ from }) => from === to)
  )
    to++
  return { from: at, to }
}

const asking = /^(how |what|which|who|when|where)/

/** English asks first: the question word, what it asks for, and the verb of a question for yes or no. */
const askedFirst = (units: readonly Unit[], { atoms }: LinkResult): readonly Unit[] => {
  const at = units.findIndex(({ english = '' }) => asking.test(english))
  const yesNo = units.findIndex(({ english }) => english === 'is')
  const start = at >= 0 ? at : yesNo
  if (start <= 0) return units
  const next = units[start + 1]
  const isAsked =
    at >= 0 && next !== undefined && next.english === undefined && atoms[next.from]?.kind !== 'punct'
  const end = start + (isAsked ? 2 : 1)
  return [...units.slice(start, end), ...units.slice(0, start), ...units.slice(end)]
}

/** One atom, or one for each English word: the first of them stands where the Chinese does, the others take no room. */
const atomsOf = ({ atoms, question }: LinkResult, unit: Unit, isPlural: boolean): readonly Atom[] => {
  const first = atoms[unit.from]
  const to = atoms[unit.to - 1]?.to ?? 0
  if (!first) return []
  const common = { from: first.from, to, text: question.slice(first.from, to), word: first.word }
  if (unit.english === undefined) {
    if (unit.to - unit.from === 1 && first.kind !== 'han') return [first]
    if (unit.to - unit.from === 1 && first.value !== undefined)
      return [{ ...first, norm: String(first.value), stem: String(first.value), kind: 'number' }]
    const norm = isPlural ? `${common.text}s` : common.text
    return [{ ...common, norm, stem: common.text, kind: 'word' }]
  }
  return unit.english
    .split(' ')
    .filter(word => word !== '')
    .map((word, i) => ({
      ...common,
      ...(i > 0 ? { from: to, text: '' } : {}),
      norm: word,
      stem: word,
      kind: 'word' as const,
    }))
}
