import type { SemanticModel } from '../model/semantic-model.ts'
import { dictionary } from './dictionary.ts'
import type { Atom, Link, LinkTarget } from './link.ts'
import { nameIndexOf } from './name-index.ts'
import type { NameForm } from './name-index.ts'
import { toKeys } from './to-atoms.ts'
import type { ValueIndex } from './value-index.ts'

export interface TranslationOptions {
  readonly question: string
  readonly atoms: readonly Atom[]
  readonly model: SemanticModel
  readonly index: ValueIndex
}

/** What a translated name is worth beside one in the language of the question. */
const factor = 0.84

interface Phrase {
  readonly text: string
  readonly keys: readonly string[]
}

const toPhrase = (text: string): Phrase => ({ text, keys: toKeys(text) })
const entries = dictionary.map(({ zh, en }) => ({ zh: zh.map(toPhrase), en: en.map(toPhrase) }))

/** Words of one language that name tables, columns or values of the other, by the dictionary. */
export const linkTranslations = (options: TranslationOptions): readonly Link[] => {
  const said = entries.flatMap(({ zh, en }) =>
    zh.flatMap(phrase => spansOf(options, phrase).map(span => ({ span, phrases: en }))),
  )
  return [
    ...said.flatMap(({ span, phrases }) => linksTo(options, span, phrases)),
    ...pairsOf(said).flatMap(({ span, phrases }) => linksTo(options, span, phrases)),
    ...entries.flatMap(({ zh, en }) =>
      en.flatMap(phrase => spansOf(options, phrase).flatMap(span => linksTo(options, span, zh))),
    ),
  ]
}

interface Said {
  readonly span: Span
  readonly phrases: readonly Phrase[]
}

/** 钢板厚度 is "plate thickness": words that stand side by side name one thing together. */
const pairsOf = (said: readonly Said[]): readonly Said[] =>
  said.flatMap(first =>
    said
      .filter(second => second.span.from === first.span.to)
      .map(second => ({
        span: { from: first.span.from, to: second.span.to },
        phrases: first.phrases.flatMap(a =>
          second.phrases.map(b => ({ text: `${a.text} ${b.text}`, keys: [...a.keys, ...b.keys] })),
        ),
      })),
  )

interface Span {
  readonly from: number
  readonly to: number
}

/** Places where the question says a word or phrase of the dictionary. */
const spansOf = ({ question, atoms }: TranslationOptions, { text: said, keys }: Phrase): readonly Span[] => {
  if (/\p{Script=Han}/u.test(said)) {
    const at = question.indexOf(said)
    const from = at < 0 ? -1 : atoms.findIndex(atom => atom.from === at)
    const to = atoms.findIndex(atom => atom.to === at + said.length)
    return from < 0 || to < from ? [] : [{ from, to: to + 1 }]
  }
  return atoms.flatMap((_, from) =>
    keys.every((key, i) => atoms[from + i]?.stem === key) ? [{ from, to: from + keys.length }] : [],
  )
}

const linksTo = (
  { atoms, model, index }: TranslationOptions,
  { from, to }: Span,
  phrases: readonly Phrase[],
): readonly Link[] => {
  const text = atoms
    .slice(from, to)
    .map(atom => atom.text)
    .join(atoms[from]?.kind === 'han' ? '' : ' ')
  const link = (target: LinkTarget, score: number): Link => ({
    from,
    to,
    text,
    target,
    score: score * factor,
    reason: 'translation',
  })
  return phrases.flatMap(phrase => [
    ...namedBy(model, phrase.keys).map(({ form, coverage }) =>
      link(form.target, form.score * (coverage === 1 ? 1 : 0.3 + 0.62 * coverage)),
    ),
    ...index
      .find(phrase.text, { limit: 4 })
      .map(match => link({ kind: 'value', field: match.field, value: match.value }, match.score)),
  ])
}

const minimumCoverage = 0.5

/** Whether the source itself names it in Chinese; a drafted translation of an English name adds nothing. */
const isNamedInHan = (model: SemanticModel, { target }: NameForm): boolean => {
  if (target.kind === 'metric') return false
  const dataset = model.datasets.find(
    one => one.name === (target.kind === 'dataset' ? target.dataset : target.field.dataset),
  )
  const name =
    target.kind === 'dataset'
      ? dataset?.table.name
      : dataset?.fields.find(one => one.name === target.field.field)?.column
  return /\p{Script=Han}/u.test(name ?? '')
}

/** Names that hold all the keys, with the part of the name that they are. */
const namedBy = (
  model: SemanticModel,
  keys: readonly string[],
): readonly { readonly form: NameForm; readonly coverage: number }[] => {
  const [first] = keys
  if (first === undefined) return []
  const best = new Map<string, { readonly form: NameForm; readonly coverage: number }>()
  for (const form of nameIndexOf(model).byKey.get(first) ?? []) {
    const places = keys.map(key => form.keys.indexOf(key))
    if (places.includes(-1) || (form.isHan && !isNamedInHan(model, form))) continue
    const coverage = places.reduce((sum, place) => sum + (form.weights[place] ?? 0), 0) / form.weight
    const key = JSON.stringify(form.target)
    const known = best.get(key)
    if (coverage >= minimumCoverage && (!known || known.coverage < coverage))
      best.set(key, { form, coverage })
  }
  return [...best.values()]
}
