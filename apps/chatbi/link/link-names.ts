import type { SemanticModel } from '../model/semantic-model.ts'
import { isShortFor } from './abbreviation.ts'
import { englishStopWords } from './lexicon-en.ts'
import type { Atom, Link } from './link.ts'
import { nameIndexOf, targetKey } from './name-index.ts'
import type { NameForm, NameIndex } from './name-index.ts'
import { uses } from './reading-parts.ts'
import type { ReadingPart } from './reading-parts.ts'
import { jaroWinkler, sharesRoot } from './string-similarity.ts'
import { mentionsOf, strongestLinks } from './strongest-links.ts'
import { linkWholeNames } from './link-whole-names.ts'
import { oppositesOf, synonymsOf } from './thesaurus.ts'

/** A key that an atom may be read as, and what the reading is worth. */
interface Variant {
  readonly key: string
  readonly factor: number
  readonly reason: string
}

interface Matching {
  readonly atoms: readonly Atom[]
  readonly variants: readonly (readonly Variant[])[]
  readonly isSkippable: readonly boolean[]
}

/** Words that are no name by themselves, though some column is called so (`no`, `in`). */
const functionWords = new Set(
  'no in on a at by to is as it us or an do does did we me my of the so if how what who when where why which'.split(
    ' ',
  ),
)
/** Words that say how to sum up, and name nothing by themselves. */
const aggregateWords = new Set(
  'average avg mean total sum maximum minimum max min count number median'.split(' '),
)
const minimumCoverage = 0.34
const mostPerSpan = 12

export interface NameLinkOptions {
  /** Stop words and function words, which name nothing by likeness. */
  readonly isKnownWord: (atom: Atom) => boolean
  readonly without?: readonly ReadingPart[] | undefined
}

/**
 * Links of words to names of metrics, fields and datasets. A name matches by its words in any order, with small
 * words between them; each word by itself, its stem, a word of the same meaning, the same root, or a likely
 * misspelling. The score is the part of the name that was said.
 */
export const linkNames = (
  atoms: readonly Atom[],
  model: SemanticModel,
  { isKnownWord, without }: NameLinkOptions,
): readonly Link[] => {
  const names = nameIndexOf(model)
  const isTaken = ({ reason }: Variant): boolean =>
    reason === 'thesaurus'
      ? uses('thesaurus', without)
      : /^(same root|spelling|abbreviation)$/.test(reason)
        ? uses('likeness', without)
        : true
  const variants = atoms.map((atom, i) => {
    const found = variantsOf(atom, names, isKnownWord(atom)).filter(isTaken)
    return isVerb(atoms, i) ? found.filter(variant => variant.factor === 1) : found
  })
  // "hours to unplanned stops" is one name, "the ratio of stops to planned stops" sets two against each other
  const small = atoms.some(atom => /^(ratios?|proportion)$/.test(atom.norm))
    ? /^(of|the|a|an|'s)$/
    : /^(of|the|a|an|to|'s)$/
  const isSkippable = atoms.map(atom => atom.kind === 'word' && small.test(atom.norm))
  const matching: Matching = { atoms, variants, isSkippable }
  const best = new Map<string, Link>()
  atoms.forEach((_, from) => {
    for (const [form, variant] of formsAt(matching, names, from)) {
      const link = matchForm(matching, form, from, variant)
      if (!link) continue
      const key = `${link.from}-${link.to}-${targetKey(form.target)}`
      const known = best.get(key)
      if (!known || known.score < link.score) best.set(key, link)
    }
  })
  const said = withoutGuesses(withoutShadows([...best.values()], model))
  return [...strongestPerSpan(said, model), ...linkSharedNouns(atoms, names), ...linkWholeNames(atoms, model)]
}

/** "they attended", "was not produced": a verb form there says what is done, and names no column by likeness. */
const isVerb = (atoms: readonly Atom[], at: number): boolean =>
  /(ed|ing)$/.test(atoms[at]?.norm ?? '') &&
  /^(they|he|she|it|who|that|which|was|were|is|are|been|has|have|had|not|never|cannot|being)$/.test(
    atoms[at - 1]?.norm ?? '',
  )

const variantsOf = (atom: Atom, names: NameIndex, isKnownWord: boolean): readonly Variant[] => {
  if (atom.kind === 'punct') return []
  const own: Variant[] = [{ key: atom.stem, factor: 1, reason: 'name' }]
  if (atom.kind !== 'word') return own
  const positive = /^(?:un|non)(?=[a-z]{4})/.exec(atom.stem)?.[0]
  if (positive && names.byKey.has(atom.stem.slice(positive.length)))
    own.push({ key: atom.stem.slice(positive.length), factor: 0.95, reason: 'opposite' })
  // "closing" is no opposite of "opening" where both are names
  for (const key of names.byKey.has(atom.stem) ? [] : oppositesOf(atom.stem))
    if (names.byKey.has(key)) own.push({ key, factor: 0.95, reason: 'opposite' })
  // "comes from" names no beginning
  for (const key of atom.norm === 'from' ? [] : synonymsOf(atom.stem))
    if (names.byKey.has(key)) own.push({ key, factor: 0.78, reason: 'thesaurus' })
  if (atom.stem.length < 4 || isKnownWord) return own
  const isName = names.byKey.has(atom.stem)
  for (const key of isName ? [] : names.short)
    if (isShortFor(key, atom.norm) || isShortFor(key, atom.stem))
      own.push({ key, factor: 0.84, reason: 'abbreviation' })
  for (const key of names.vocabulary) {
    if (own.some(variant => variant.key === key)) continue
    if (sharesRoot(atom.stem, key))
      own.push({ key, factor: /(ed|ing)$/.test(atom.norm) ? 0.76 : 0.86, reason: 'same root' })
    else if (!isName && isMisspelt(atom.stem, key)) own.push({ key, factor: 0.85, reason: 'spelling' })
  }
  return own
}

/** "mantenance" for maintenance; short words only where two letters changed places: "naem". */
const isMisspelt = (word: string, key: string): boolean =>
  word.length >= 5
    ? jaroWinkler(word, key) >= 0.92
    : word.length === 4 && key.length === 4 && word[0] === key[0] && jaroWinkler(word, key) >= 0.92

const formsAt = (
  { variants }: Matching,
  names: NameIndex,
  from: number,
): readonly (readonly [NameForm, Variant])[] =>
  (variants[from] ?? []).flatMap(variant =>
    (names.byKey.get(variant.key) ?? []).map(form => [form, variant] as const),
  )

const askedInside = new Set(['了', '过', '掉', '多', '少', '几', '度', '多少', '多少次', '次'])

/** 停了几次机: what stands between counts. */
const timesInside = /(?:几|多少)[次回趟遍]/u

/** 的 between two words, and 用了多少电 of 用电: what a verb takes stands behind how much of it is asked. */
const isInside = (atoms: readonly Atom[], at: number, from: number): boolean => {
  const norm = atoms[at]?.norm ?? ''
  if (norm === '的') return true
  const isVerb = at === from + 1 || askedInside.has(atoms[at - 1]?.norm ?? '')
  return isVerb && askedInside.has(norm)
}

const matchForm = (
  { atoms, variants, isSkippable }: Matching,
  form: NameForm,
  from: number,
  first: Variant,
): Link | undefined => {
  const left = [...form.keys]
  let said = 0
  let reason = form.reason
  let inOrder = true
  let to = from
  let lastPlace = -1
  const take = (variant: Variant): boolean => {
    const place = left.indexOf(variant.key)
    if (place < 0) return false
    left[place] = ''
    said += (form.weights[place] ?? 0) * variant.factor
    if (variant.reason !== 'name') reason = variant.reason
    if (place < lastPlace) inOrder = false
    lastPlace = place
    return true
  }
  if (!take(first)) return undefined
  to = from + 1
  for (let at = to; at < atoms.length && at < to + (form.isHan ? 5 : 3); at++) {
    if ((variants[at] ?? []).some(take)) to = at + 1
    else if (form.isHan ? !isInside(atoms, at, from) : !isSkippable[at]) break
  }
  if (reason === 'opposite' && form.reason === 'name with its table') return undefined
  const coverage = said / form.weight
  if (coverage < minimumCoverage) return undefined
  if (form.isHan && (!inOrder || (form.keys.length > 1 && to - from < 2))) return undefined
  const isWhole = left.every(key => key === '')
  const words = atoms.slice(from, to)
  if (words.every(atom => functionWords.has(atom.norm))) return undefined
  const edges = [words[0]?.norm ?? '', words.at(-1)?.norm ?? '']
  if (/^(no|not)$/.test(edges[0] ?? '') || /^(did|does|do)$/.test(edges[1] ?? '')) return undefined
  if (!isWhole && edges.some(edge => functionWords.has(edge))) return undefined
  if (!isWhole && words.every(atom => englishStopWords.has(atom.norm) || aggregateWords.has(atom.norm)))
    return undefined
  // "number of cards" counts cards; it is not the card's number
  if (!inOrder && /^(number|count|total)$/.test(words[0]?.norm ?? '')) return undefined
  // 停机原因的次数 counts what is named; it is no part of what a metric is called
  if (!isWhole && form.isHan && countNoun.test(words.map(atom => atom.norm).join(''))) return undefined
  const isExactWord = reason === form.reason || reason === 'spelling'
  if (!isWhole && !isExactWord && coverage < (form.isFlag ? 0.4 : 0.6)) return undefined
  const score = form.score * (isWhole ? coverage - (inOrder ? 0 : 0.06) : 0.3 + 0.62 * coverage)
  const text = atoms
    .slice(from, to)
    .map(atom => atom.text)
    .join(form.isHan ? '' : ' ')
  // 停了多少次机 counts what it names; 出了几次 is no part of a name
  const isParted =
    form.isHan && words.some(atom => askedInside.has(atom.norm) && !form.keys.includes(atom.norm))
  const isTimes = isParted && timesInside.test(words.map(atom => atom.norm).join(''))
  if (isParted && (form.target.kind === 'dataset' || isTimes || coverage < 0.6)) return undefined
  const keyed = !isWhole && form.isKey ? 0.75 : 1
  return {
    from,
    to,
    text,
    target: form.target,
    score: score * keyed,
    reason: isWhole ? reason : 'part of a name',
  }
}

/** How many, by itself. */
const countNoun = /^(次数|个数|台数|条数|批数|单数|张数)$/

/** Where words name a dataset, they do not half-name its columns, nor the keys that refer to it. */
const withoutShadows = (links: readonly Link[], model: SemanticModel): readonly Link[] => {
  const named = new Map<string, Set<string>>()
  for (const { from, to, target, score } of links)
    if (target.kind === 'dataset' && score >= 0.9) {
      const span = `${from}-${to}`
      named.set(span, (named.get(span) ?? new Set()).add(target.dataset))
    }
  return links.filter(({ from, to, target, reason }) => {
    const datasets = named.get(`${from}-${to}`)
    if (target.kind !== 'field' || reason !== 'part of a name' || !datasets) return true
    const { dataset, field } = target.field
    return !(
      datasets.has(dataset) ||
      model.relationships.some(
        one => one.from === dataset && one.fromFields.includes(field) && datasets.has(one.to),
      )
    )
  })
}

/** Where words are a name as they stand, parts of other names and likenesses to them say nothing. */
const withoutGuesses = (links: readonly Link[]): readonly Link[] => {
  const exact = new Set(
    links
      .filter(link => link.score >= 0.95 && (link.reason === 'name' || link.reason === 'synonym'))
      .map(link => `${link.from}-${link.to}`),
  )
  return links.filter(
    link => (link.score >= 0.8 && link.reason !== 'same root') || !exact.has(`${link.from}-${link.to}`),
  )
}

/** "first and last name": the noun stands once for both. */
const linkSharedNouns = (atoms: readonly Atom[], names: NameIndex): readonly Link[] =>
  atoms.flatMap((atom, from) => {
    const noun = atoms[from + 3]
    if (atom.kind !== 'word' || noun?.kind !== 'word' || !/^(and|or|,|&)$/.test(atoms[from + 1]?.norm ?? ''))
      return []
    // "scrap and scrap rate": two names
    if (atoms[from + 2]?.stem === atom.stem) return []
    return (names.byKey.get(noun.stem) ?? [])
      .filter(form => form.keys.length === 2 && form.keys[0] === atom.stem && form.keys[1] === noun.stem)
      .map(form => ({
        from,
        to: from + 1,
        text: atom.text,
        target: form.target,
        score: form.score * 0.98,
        reason: 'shared noun',
      }))
  })

const strongestPerSpan = (links: readonly Link[], model: SemanticModel): readonly Link[] => {
  const spans = Map.groupBy(links, link => `${link.from}-${link.to}`)
  const mentions = mentionsOf(links, model)
  return [...spans.values()].flatMap(span => strongestLinks(span, mostPerSpan, mentions))
}
