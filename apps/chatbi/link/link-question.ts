import type { Language } from '@millwright/spec'
import type { SemanticModel } from '../model/semantic-model.ts'
import { findDataset, findField } from '../query/find-in-model.ts'
import type { FieldRef } from '../query/query.ts'
import type { TimeExpression } from '../time/time-expression.ts'
import { applyChoices } from './choices.ts'
import { linkChineseSynonyms } from './thesaurus-zh.ts'
import { linkForeign } from './link-foreign.ts'
import { linkLateness } from './lateness.ts'
import { linkCues } from './link-cues.ts'
import { linkNames } from './link-names.ts'
import { linkNumbers } from './link-numbers.ts'
import { linkPartedNames } from './link-parted.ts'
import { linkProduced } from './link-produced.ts'
import { linkRowNouns } from './link-row-nouns.ts'
import { linkSounds } from './link-sounds.ts'
import { linkTranslations } from './link-translations.ts'
import { linkNumbered } from './link-numbered.ts'
import { linkUnknown, linkValues } from './link-values.ts'
import type { Atom, Link, LinkResult } from './link.ts'
import { withoutDays } from './without-days.ts'
import { uses } from './reading-parts.ts'
import type { ReadingPart } from './reading-parts.ts'
import { englishStopWords } from './lexicon-en.ts'
import { chineseStopWords } from './lexicon-zh.ts'
import { isInStopPhrase } from './stop-phrases.ts'
import { mentionsOf } from './strongest-links.ts'
import { toAtoms } from './to-atoms.ts'
import type { ValueIndex } from './value-index.ts'

export interface LinkOptions {
  readonly question: string
  readonly model: SemanticModel
  readonly index: ValueIndex
  /** What the time finder found in the question. */
  readonly times: readonly TimeExpression[]
  readonly language?: Language | undefined
  /** The plant's time when it was asked, `YYYY-MM-DDTHH:mm:ss`. */
  readonly now?: string | undefined
  /** Meanings of words that a person chose, by `wordsKey`. */
  readonly choices?: Readonly<Record<string, string>> | undefined
  readonly without?: readonly ReadingPart[] | undefined
}

/** Chinese where the question has any Han character, else English. */
export const detectLanguage = (question: string): Language => (/\p{Script=Han}/u.test(question) ? 'zh' : 'en')

/**
 * The lattice of a question over one model: every span of words with everything it may stand for, each link with
 * its score and reason. Pure; nothing is decided here.
 */
export const linkQuestion = (options: LinkOptions): LinkResult => {
  const { question, model, index, without } = options
  const atoms = toAtoms(question)
  const isInPhrase = isInStopPhrase(atoms)
  const isStop = atoms.map((atom, i) => isInPhrase[i] === true || isStopAtom(atom, atoms, i))
  const cues = [...linkCues(atoms), ...linkLateness(question, atoms, model)]
  // "weekends" may be a value of the data as well
  const isCue = covered(
    atoms,
    cues.filter(({ target }) => target.kind !== 'cue' || target.cues.every(one => one.cue !== 'weekend')),
  )
  const isPlain = atoms.map((atom, i) => isStop[i] === true || (isCue[i] === true && atom.kind !== 'han'))
  const times = linkTimes(atoms, options.times, options).map(time => asRemark(time, question))
  const periods = times.filter(isGrouping)
  const isPeriod = ({ from, to, target, score }: Link): boolean =>
    target.kind === 'field' &&
    (isTimeField(model, target.field) || score < 0.9) &&
    // 每个小时: the unit is of the grouping, not the column that keeps the hour
    (to - from === 1 || (isTimeField(model, target.field) && atoms[from]?.kind === 'han')) &&
    periods.some(period => period.from <= from && to <= period.to)
  // 花了多少钱 asks for what was spent, a running total for no run time; no word within them names a column
  const isWithinPhrase = ({ from, to }: Link): boolean =>
    cues.some(
      cue =>
        cue.target.kind === 'cue' &&
        cue.target.cues.some(
          one => one.cue === 'money' || (one.cue === 'running' && cue.to - cue.from > 1),
        ) &&
        cue.from <= from &&
        to <= cue.to,
    )
  const names = [
    ...linkNames(atoms, model, {
      isKnownWord: atom => isPlain[atoms.indexOf(atom)] === true,
      without,
    }).filter(link => !isPeriod(link) && !isUnitOfTime(link, atoms, model)),
    ...linkPartedNames(atoms, model),
    ...(uses('thesaurus', without)
      ? [...linkChineseSynonyms(question, atoms, model), ...linkProduced(atoms, model)]
      : []),
  ].filter(link => !isWithinPhrase(link))
  const mentions = mentionsOf(names, model)
  const valueOptions = { question, atoms, model, index, isPlain, mentions }
  const values = uses('values', without)
    ? [...linkValues(valueOptions).filter(link => !isGrainWord(link, times)), ...linkForeign(atoms, index)]
    : []
  const translated = (uses('dictionary', without) ? linkTranslations(valueOptions) : []).filter(
    link => !isSaid(link, [...names, ...values]),
  )
  // "still running", where rows say "Running"
  const isValue = (cue: Link): boolean =>
    values.some(value => value.from >= cue.from && value.to <= cue.to && value.score >= 0.8)
  const said = cues.filter(
    cue =>
      !isNameInside(cue, names, atoms) &&
      !isTailOfName(cue, names) &&
      !(
        cue.target.kind === 'cue' &&
        cue.target.cues.some(one => one.cue === 'unfinished' || one.cue === 'weekend') &&
        isValue(cue)
      ),
  )
  const named = names.map(name => asInflected(name, values, model))
  const known = [...said, ...times, ...linkNumbers(question, atoms), ...named, ...values, ...translated]
  const isKnown = covered(atoms, known)
  const isUnknown = atoms.map((atom, i) => !isKnown[i] && !isStop[i] && atom.kind !== 'punct')
  const partial = uses('values', without) ? linkUnknown(valueOptions, isUnknown) : []
  const found = [...values, ...partial]
  const numbered = linkNumbered(valueOptions, found)
  const links = applyChoices(
    [
      ...known.filter(link => !times.includes(link)),
      ...withoutDays(times, numbered).filter(time => !isKept(time, named)),
      ...numbered,
      ...linkRowNouns(valueOptions, found),
      ...(uses('likeness', without) ? linkSounds(atoms, isUnknown, model) : []),
      ...partial,
    ],
    options.choices,
  )
  const language = options.language ?? detectLanguage(question)
  return { question, language, atoms, links, isStop, now: options.now }
}

/** "by state": a word that asks only where a sentence begins is a name where one is called so. */
const isNameInside = (cue: Link, names: readonly Link[], atoms: readonly Atom[]): boolean =>
  cue.from > 0 &&
  atoms[cue.from - 1]?.kind !== 'punct' &&
  cue.target.kind === 'cue' &&
  cue.target.cues.every(one => one.cue === 'ask') &&
  names.some(name => name.from === cue.from && name.to === cue.to && name.score >= 0.95)

/** "per maintenance order by type": the order is the last word of a name, and sorts nothing. */
const isTailOfName = (cue: Link, names: readonly Link[]): boolean =>
  cue.target.kind === 'cue' &&
  cue.target.cues.every(one => one.cue === 'order') &&
  names.some(name => name.from < cue.from && name.to > cue.from && name.score >= 0.95)

/** Words that are a name in their own language need no other. */
const isSaid = (link: Link, links: readonly Link[]): boolean =>
  links.some(other => other.from <= link.from && link.to <= other.to && other.score >= 0.85)

/** "in Machining", an area: machines are no more than an inflection of the word, which is the value itself. */
const asInflected = (name: Link, values: readonly Link[], model: SemanticModel): Link => {
  const word = name.text.toLowerCase()
  const isValue = values.some(
    ({ from, to, target }) =>
      from === name.from &&
      to === name.to &&
      target.kind === 'value' &&
      String(target.value).toLowerCase() === word,
  )
  const called = isValue ? callingsOf(name, model) : undefined
  return called && !called.some(one => one.toLowerCase().includes(word))
    ? { ...name, score: 0.5 * name.score }
    : name
}

/** What a column or a table is called. */
const callingsOf = ({ target }: Link, model: SemanticModel): readonly string[] | undefined => {
  const found =
    target.kind === 'field'
      ? findField(model, target.field)
      : target.kind === 'dataset'
        ? findDataset(model, target.dataset)
        : undefined
  return found && [found.name, found.label.en, ...found.synonyms]
}

/** "the most hours", "how many minutes": an amount of time, not the column that keeps the hour of a row. */
const isUnitOfTime = ({ from, to, target }: Link, atoms: readonly Atom[], model: SemanticModel): boolean =>
  target.kind === 'field' &&
  to - from === 1 &&
  /^(hours?|minutes?|mins?|times)$/.test(atoms[from]?.norm ?? '') &&
  (atoms[from - 1]?.norm !== 'by' || atoms[from]?.norm !== 'hour') &&
  !/^(per|each|every|which|what|of|the)$/.test(atoms[from - 1]?.norm ?? '') &&
  isTimeField(model, target.field)

const isTimeField = (model: SemanticModel, ref: FieldRef): boolean => {
  const type = findField(model, ref)?.type
  return type === 'timestamp' || type === 'date'
}

/** Groups by periods, or by what repeats of a time. */
const isGrouping = ({ target }: Link): boolean =>
  target.kind === 'time' && (target.expression.grain !== undefined || target.expression.part !== undefined)

/** "per day" groups by days, "by hour of day" by hours; neither names the day shift. */
const isGrainWord = (value: Link, times: readonly Link[]): boolean =>
  value.to - value.from === 1 &&
  times.some(time => isGrouping(time) && time.from <= value.from && value.to <= time.to)

/** "by weekday", where a column keeps it. */
const isKept = ({ from, to, target }: Link, names: readonly Link[]): boolean =>
  target.kind === 'time' &&
  target.expression.part !== undefined &&
  names.some(
    name =>
      name.from >= from &&
      name.to <= to &&
      name.score >= 0.9 &&
      /week ?day|day of|hour of|time of|星期|周几|时段|钟点/i.test(name.text),
  )

const isStopAtom = (atom: Atom, atoms: readonly Atom[], at: number): boolean => {
  if (atom.kind === 'punct') return true
  if (atom.kind !== 'han') return englishStopWords.has(atom.norm)
  if (chineseStopWords.has(atom.norm)) return true
  const word = atoms.filter((other, i) => other.word === atom.word && Math.abs(i - at) < 8)
  return chineseStopWords.has(word.map(other => other.norm).join(''))
}

const covered = (atoms: readonly Atom[], links: readonly Link[]): readonly boolean[] => {
  const is = atoms.map(() => false)
  for (const link of links) is.fill(true, link.from, link.to)
  return is
}

/** "the past 30 days, inclusive of 30 days ago": a remark on the bounds of the period before, not another one. */
const asRemark = (time: Link, question: string): Link => {
  if (time.target.kind !== 'time') return time
  const { from, text } = time.target.expression
  const isRemark =
    /\b(inclusive|exclusive|including|excluding)( of)?( the)?\s*$/i.test(question.slice(0, from)) &&
    /\b(ago|today|current|this)\b/i.test(text)
  return isRemark ? { ...time, target: { kind: 'cue', cues: [{ cue: 'preposition' }] } } : time
}

/** Fields that keep the shift of their rows. */
const shiftFields = (model: SemanticModel): readonly FieldRef[] =>
  model.datasets.flatMap(dataset =>
    dataset.fields
      .filter(field => !field.hidden && /^shift|班次/i.test(`${field.label.en} ${field.label.zh ?? ''}`))
      .map(field => ({ dataset: dataset.name, field: field.name })),
  )

/** Other tables call their shifts by other names than the plant's calendar does. */
const holds = (index: ValueIndex, field: FieldRef, value: string): boolean =>
  index.find(value).some(match => match.field.dataset === field.dataset && match.field.field === field.field)

const linkTimes = (
  atoms: readonly Atom[],
  times: readonly TimeExpression[],
  { model, index }: LinkOptions,
): readonly Link[] =>
  times
    .flatMap(one => [one, ...(one.shorter ? [one.shorter] : [])])
    .flatMap((expression): readonly Link[] => {
      const from = atoms.findIndex(atom => atom.to > expression.from)
      const after = atoms.findIndex(atom => atom.from >= expression.to)
      const to = after < 0 ? atoms.length : after
      if (from < 0 || to <= from) return []
      const { shift } = expression
      // a shift alone is a value like any other, where rows keep it
      const fields =
        shift !== undefined && !expression.range && !expression.grain
          ? shiftFields(model).filter(field => holds(index, field, shift))
          : []
      if (shift !== undefined && fields.length > 0)
        return fields.map(field => ({
          from,
          to,
          text: expression.text,
          target: { kind: 'value' as const, field, value: shift },
          score: 1,
          reason: 'shift of the calendar',
        }))
      return [
        {
          from,
          to,
          text: expression.text,
          target: { kind: 'time' as const, expression },
          score: 1,
          reason: 'time',
        },
      ]
    })
