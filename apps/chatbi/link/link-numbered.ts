import { findField } from '../query/find-in-model.ts'
import type { Atom, Link } from './link.ts'
import type { ValueLinkOptions } from './link-values.ts'

/** What a thing is named by, beside its number, and where the question says it. */
interface Kind {
  readonly from: number
  readonly to: number
  readonly name: string
  readonly dataset: string
}

interface Numbered {
  readonly from: number
  readonly to: number
  readonly number: number
}

const besideScore = 0.95
const listedScore = 0.92
const apartScore = 0.86

/**
 * Things that are named by their kind and a number, of which the question says less than the name: "lathe 7" and 7号车床 of
 * "CNC lathe 7", and all numbers of a list ("lines 1 and 3", 3号和5号车床, "which furnace used more, 1 or 2"). `values` are
 * the values that are linked already.
 */
export const linkNumbered = (options: ValueLinkOptions, values: readonly Link[]): readonly Link[] => {
  const kinds = [...kindsOf(options, values), ...nounsOf(options, values)]
  const beside = kinds.flatMap(kind => [
    ...linksOf(options, kind, numbersAfter(options.atoms, kind)),
    ...linksOf(options, kind, numbersBefore(options.atoms, kind)),
  ])
  const best = new Map<string, Link>()
  for (const link of beside.length > 0 ? beside : linksApart(options, kinds)) {
    const key = JSON.stringify([link.from, link.to, link.target])
    if ((best.get(key)?.score ?? 0) < link.score) best.set(key, link)
  }
  return [...best.values()].filter(link => !isLinked(link, values))
}

const isLinked = ({ from, to, target }: Link, links: readonly Link[]): boolean =>
  links.some(
    other =>
      other.from === from && other.to === to && JSON.stringify(other.target) === JSON.stringify(target),
  )

/** "lathe": the value of a column that says which kind a thing is. */
const kindsOf = ({ model }: ValueLinkOptions, values: readonly Link[]): readonly Kind[] =>
  values.flatMap(({ from, to, target, score }) => {
    if (target.kind !== 'value' || score < 0.8) return []
    const isKind = findField(model, target.field)?.role === 'dimension'
    return isKind ? [{ from, to, name: String(target.value), dataset: target.field.dataset }] : []
  })

/** The noun of "line 1", which stands for the numbers behind it too. */
const nounsOf = ({ question, atoms }: ValueLinkOptions, values: readonly Link[]): readonly Kind[] =>
  values.flatMap(({ from, to, target }) => {
    if (target.kind !== 'value' || to - from < 2) return []
    const [first, last] = [atoms[from], atoms[to - 1]]
    const isBehind = last?.value !== undefined && first?.value === undefined
    const isBefore = first?.value !== undefined && last?.value === undefined
    if (!isBehind && !isBefore) return []
    const at = isBehind
      ? { from, to: to - 1 }
      : { from: isNumberMark(atoms[from + 1]) ? from + 2 : from + 1, to }
    const name = question.slice(atoms[at.from]?.from ?? 0, atoms[at.to - 1]?.to ?? 0)
    return name === '' ? [] : [{ ...at, name, dataset: target.field.dataset }]
  })

const isNumberMark = (atom: Atom | undefined): boolean => /^(号|#|＃)$/.test(atom?.norm ?? '')
const isJoiner = (atom: Atom | undefined): boolean =>
  /^(and|or|vs|versus|against|&|,|，|、|\/|和|与|跟|或|及|对|还是)$/.test(atom?.norm ?? '')

/** Position behind the joiners from `at`; `at` where there are none. */
const skipJoiners = (atoms: readonly Atom[], at: number): number => {
  let to = at
  while (
    to - at < 3 &&
    (isJoiner(atoms[to]) || /^(的?还|是|者|\.)$/.test(to > at ? (atoms[to]?.norm ?? '') : ''))
  )
    to++
  return to
}

const isWhole = (atom: Atom | undefined): atom is Atom & { readonly value: number } =>
  atom?.value !== undefined && atom.percent !== true && atom.ordinal !== true && Number.isInteger(atom.value)

/** "lathe 7", "lathe no. 7", 车床7号, "lathes 3, 5 and 7". */
const numbersAfter = (atoms: readonly Atom[], kind: Kind): readonly Numbered[] => {
  let at = kind.to
  while (at - kind.to < 2 && /^(no|nr|number|num|#|＃|-|\.|°)$/.test(atoms[at]?.norm ?? '')) at++
  const found: Numbered[] = []
  for (;;) {
    const atom = atoms[at]
    if (!isWhole(atom)) break
    const to = isNumberMark(atoms[at + 1]) ? at + 2 : at + 1
    found.push({ from: found.length === 0 ? kind.from : at, to, number: atom.value })
    at = skipJoiners(atoms, to)
    if (at === to) break
  }
  return found
}

/** 7号车床, 7#车床, 3号和5号车床, "no. 7 lathe". A number without a mark counts: "3 lathes". */
const numbersBefore = (atoms: readonly Atom[], kind: Kind): readonly Numbered[] => {
  const found: Numbered[] = []
  let end = kind.from
  for (;;) {
    const isMarked = isNumberMark(atoms[end - 1])
    const at = isMarked ? end - 2 : end - 1
    const atom = atoms[at]
    const led = /^(no|nr|number|#|＃)$/.test(atoms[at - 1]?.norm ?? '')
      ? at - 1
      : atoms[at - 1]?.norm === '.' && /^(no|nr)$/.test(atoms[at - 2]?.norm ?? '')
        ? at - 2
        : undefined
    if (!isWhole(atom) || (found.length === 0 && !isMarked && led === undefined)) break
    const from = led ?? at
    found.push({ from, to: found.length === 0 ? kind.to : end, number: atom.value })
    end = from
    while (isJoiner(atoms[end - 1])) end--
    if (end === from) break
  }
  return found
}

/** Of a list only what exists is meant: "line 1 and 3 stops". */
const linksOf = (options: ValueLinkOptions, kind: Kind, numbers: readonly Numbered[]): readonly Link[] =>
  numbers.flatMap((one, i) => linksTo(options, kind, { ...one, score: i === 0 ? besideScore : listedScore }))

const linksTo = (
  { atoms, index, model }: ValueLinkOptions,
  { name, dataset }: Kind,
  { from, to, number, score }: Numbered & { readonly score: number },
): readonly Link[] =>
  index
    .find(`${name} ${number}`)
    .filter(match => match.field.dataset === dataset || refersTo(model, match.field.dataset, dataset))
    .map(match => ({
      from,
      to,
      text: textOf(atoms.slice(from, to)),
      target: { kind: 'value', field: match.field, value: match.value },
      score: score * match.score,
      reason: 'kind and number',
    }))

const refersTo = (model: ValueLinkOptions['model'], a: string, b: string): boolean =>
  model.relationships.some(one => (one.from === a && one.to === b) || (one.from === b && one.to === a))

const textOf = (atoms: readonly Atom[]): string =>
  atoms.map(atom => atom.text).join(atoms.some(atom => atom.kind === 'han') ? '' : ' ')

/** "which furnace used more, 1 or 2": two numbers set against each other, the kind said before. */
const linksApart = (options: ValueLinkOptions, kinds: readonly Kind[]): readonly Link[] => {
  const { atoms } = options
  return atoms.flatMap((atom, from): readonly Link[] => {
    const opens = from > 0 && (isJoiner(atoms[from - 1]) || atoms[from - 1]?.kind === 'punct')
    if (!isWhole(atom) || !opens) return []
    const numbers = numbersAfter(atoms, { from, to: from, name: '', dataset: '' })
    const last = numbers.at(-1)
    const after = last && atoms[last.to]
    if (!last || numbers.length < 2 || (after !== undefined && after.kind !== 'punct')) return []
    return kinds
      .filter(kind => kind.to <= from)
      .flatMap(kind => {
        const links = numbers.map(one => linksTo(options, kind, { ...one, score: apartScore }))
        return links.every(found => found.length > 0) ? links.flat() : []
      })
  })
}
