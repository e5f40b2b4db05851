import type { SemanticModel } from '../model/semantic-model.ts'
import { findField } from '../query/find-in-model.ts'
import type { Atom, Link } from './link.ts'
import { countriesOf } from './nationalities.ts'
import { strongestLinks } from './strongest-links.ts'
import type { Mentions } from './strongest-links.ts'
import { toKeys } from './to-atoms.ts'
import type { ValueIndex, ValueMatch } from './value-index.ts'

export interface ValueLinkOptions {
  readonly question: string
  readonly atoms: readonly Atom[]
  readonly model: SemanticModel
  readonly index: ValueIndex
  /** Atoms that carry no meaning of their own, or are function words. */
  readonly isPlain: readonly boolean[]
  readonly mentions: Mentions
}

const longestSpan = 9
const longestHanSpan = 16
const perSpan = 10
/** Read for each span, of which {@link perSpan} are kept: as many tables may hold the same value. */
const readPerSpan = 120

/** Words of the question that are values of the data, whole phrases first. The value index decides. */
export const linkValues = (options: ValueLinkOptions): readonly Link[] => {
  const { atoms, index } = options
  const reach = Math.max(1, Math.min(longestSpan, index.longestPhrase + 1))
  return atoms.flatMap((atom, from) => {
    if (atom.kind === 'quoted') return linkQuoted(options, from)
    const links: Link[] = [...linkParted(options, from)]
    const limit = atom.kind === 'han' ? longestHanSpan : reach
    for (let to = from + 1; to <= Math.min(atoms.length, from + limit); to++) {
      const last = atoms[to - 1]
      if (!last || last.kind === 'quoted') break
      if (atom.kind === 'punct' || last.kind === 'punct') continue
      links.push(...linkSpan(options, from, to))
    }
    return links
  })
}

const phraseOf = ({ question, atoms }: ValueLinkOptions, from: number, to: number): string =>
  question.slice(atoms[from]?.from ?? 0, atoms[to - 1]?.to ?? 0)

const linkSpan = (options: ValueLinkOptions, from: number, to: number): readonly Link[] => {
  const { atoms, isPlain } = options
  const span = atoms.slice(from, to)
  const phrase = phraseOf(options, from, to)
  if (span.length === 1 && (span[0]?.kind === 'number' || span[0]?.value !== undefined)) return []
  if (span.length === 1 && span[0]?.kind === 'han') return []
  // two characters that are function words each may still be a name: 日本
  const isHanName = span.length > 1 && span.every(atom => atom.kind === 'han')
  const plain = !isHanName && isPlain.slice(from, to).every(Boolean)
  const isName = /^\p{Lu}/u.test(phrase) && from > 0
  if (plain && !isName) return []
  const exact = options.index.find(phrase, { limit: readPerSpan })
  const matches =
    exact.length > 0
      ? exact
      : [
          ...findSingular(options, phrase, span),
          ...findPast(options, span),
          ...findCountry(options, phrase, span),
        ]
  const links = matches.map(match =>
    toLink(options, match, { from, to, factor: plausibility(phrase, match, plain) }),
  )
  return strongestLinks(links, perSpan, options.mentions)
}

/** 断过刀 says that 断刀 happened. */
const findPast = ({ index }: ValueLinkOptions, span: readonly Atom[]): readonly ValueMatch[] => {
  const [verb, past, ...rest] = span
  const isPast = verb?.kind === 'han' && /^[过了]$/.test(past?.norm ?? '') && rest.length > 0
  return isPast ? index.find([verb, ...rest].map(atom => atom.text).join(''), { limit: readPerSpan }) : []
}

const timesInside = /^[了过]?(?:几|多少)[次回趟遍]$/u

/** 换了几次刀 counts what 换刀 names: both of its parts stand for it, and the count between them counts. */
const linkParted = (options: ValueLinkOptions, from: number): readonly Link[] => {
  const { atoms, index } = options
  return [3, 4].flatMap(length => {
    const inside = atoms.slice(from + 1, from + length).map(atom => atom.text)
    const end = atoms[from + length]
    if (atoms[from]?.kind !== 'han' || end?.kind !== 'han' || !timesInside.test(inside.join(''))) return []
    const matches = index.find(`${atoms[from].text}${end.text}`, { limit: readPerSpan })
    return matches.flatMap(match => [
      toLink(options, match, { from, to: from + 1, factor: 1 }),
      toLink(options, match, { from: from + length, to: from + length + 1, factor: 1 }),
    ])
  })
}

/** "retailers" may mean the value "Retailer". */
const findSingular = (
  { index }: ValueLinkOptions,
  phrase: string,
  span: readonly Atom[],
): readonly ValueMatch[] => {
  const last = span.at(-1)
  if (last?.kind !== 'word' || !/[a-z]{3}s$/i.test(phrase)) return []
  const forms = [phrase.replace(/s$/i, ''), phrase.replace(/es$/i, ''), phrase.replace(/ies$/i, 'y')]
  const found = forms
    .map(form => index.find(form, { limit: readPerSpan }))
    .find(matches => matches.length > 0)
  return (found ?? []).map(match => ({ ...match, score: match.score * 0.92 }))
}

/** "Chinese suppliers" are those of China. */
const findCountry = (
  { index }: ValueLinkOptions,
  phrase: string,
  span: readonly Atom[],
): readonly ValueMatch[] =>
  span.length === 1 ? countriesOf(phrase).flatMap(name => index.find(name, { limit: readPerSpan })) : []

/** A lower-case word of the question that equals a capitalised value by chance is worth less. */
const plausibility = (phrase: string, match: ValueMatch, plain: boolean): number => {
  if (/\p{Script=Han}/u.test(phrase)) return 1
  if (plain) return 0.6
  const value = String(match.value)
  if (value === phrase) return 1
  // "machines" is not the area "Machining", though their stems are one
  const isOther = match.method === 'exact' && /ing$/i.test(value) !== /ing$/i.test(phrase)
  if (isOther) return 0.5
  const sameCase = /^\p{Lu}/u.test(phrase) === /^\p{Lu}/u.test(value)
  const short = phrase.length <= 2
  return (sameCase ? 0.98 : 0.93) * (short ? 0.6 : 1)
}

const linkQuoted = (options: ValueLinkOptions, at: number): readonly Link[] => {
  const { atoms, index } = options
  const text = atoms[at]?.text.slice(1, -1).trim() ?? ''
  const exact = index.find(text, { limit: readPerSpan })
  const found = exact.length > 0 ? exact : index.find(text, { limit: 5, fuzzy: true })
  const links = found
    .filter(match => match.score >= 0.6)
    .map(match => toLink(options, match, { from: at, to: at + 1, factor: 1 }))
  return [
    ...strongestLinks(links, perSpan, options.mentions),
    { from: at, to: at + 1, text, target: { kind: 'literal', text }, score: 0.75, reason: 'quoted' },
  ]
}

/** Values for words that nothing else explains: near matches of each unexplained run. */
export const linkUnknown = (options: ValueLinkOptions, isUnknown: readonly boolean[]): readonly Link[] => {
  const links: Link[] = []
  const { atoms, index } = options
  for (let from = 0; from < atoms.length; from++) {
    if (!isUnknown[from]) continue
    let to = from + 1
    while (isUnknown[to]) to++
    for (const [start, end] of to - from > 1
      ? [[from, to] as const, ...singles(from, to)]
      : [[from, to] as const]) {
      const phrase = phraseOf(options, start, end)
      if (phrase.length < 3 && !/\p{Script=Han}{2}/u.test(phrase)) continue
      const near = index.find(phrase, { fuzzy: true, limit: readPerSpan })
      const only = onlyNamedBy(phrase, near)
      if (only.length > 0) {
        links.push(...only.map(match => toLink(options, match, { from: start, to: end, factor: 1 })))
        continue
      }
      const found = near.slice(0, 6).filter(match => match.score >= (/^\p{Ll}+$/u.test(phrase) ? 0.78 : 0.55))
      links.push(...found.map(match => toLink(options, match, { from: start, to: end, factor: 0.85 })))
      if (/^\p{Lu}/u.test(phrase) && start > 0)
        links.push({
          from: start,
          to: end,
          text: phrase,
          target: { kind: 'literal', text: phrase },
          score: 0.4,
          reason: 'proper noun',
        })
    }
    from = to
  }
  return links
}

/** What a part of a name is worth that only one value begins or ends with. */
const pointing = 0.9

/**
 * The one value that words say a part of: the first of a proper name ("Ruhr" of "Ruhr Guss"), the last of a common one
 * ("furnaces" of "Induction furnace"). None where several values have it.
 */
const onlyNamedBy = (phrase: string, near: readonly ValueMatch[]): readonly ValueMatch[] => {
  const said = toKeys(phrase)
  const letters = said.join('')
  if (letters.length < 4 || !/^[a-z]+$/.test(letters)) return []
  const found = near.filter(({ value }) => {
    const keys = toKeys(String(value))
    const isProper = /^\P{L}*\p{Lu}.*\s\p{Lu}/u.test(String(value))
    const part = isProper ? keys.slice(0, said.length) : keys.slice(-said.length)
    return keys.length > said.length && part.join(' ') === said.join(' ')
  })
  const values = new Set(found.map(({ value }) => value))
  return values.size === 1 ? found.map(match => ({ ...match, score: pointing })) : []
}

const singles = (from: number, to: number): readonly (readonly [number, number])[] =>
  Array.from({ length: to - from }, (_, i) => [from + i, from + i + 1] as const)

const toLink = (
  { atoms, model }: ValueLinkOptions,
  match: ValueMatch,
  { from, to, factor }: { readonly from: number; readonly to: number; readonly factor: number },
): Link => {
  const field = findField(model, match.field)
  const keyed = field?.role === 'key' && field.valueKind !== 'name' ? 0.97 : 1
  const text = atoms
    .slice(from, to)
    .map(atom => atom.text)
    .join(atoms[from]?.kind === 'han' ? '' : ' ')
  return {
    from,
    to,
    text,
    target: { kind: 'value', field: match.field, value: match.value },
    score: match.score * factor * keyed,
    reason: `value (${match.method})`,
  }
}
