import type { Link, LinkResult } from '../../link/link.ts'
import type { ValueIndex, ValueMatch } from '../../link/value-index.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { ComparisonOperator, Condition, RowExpression, TimeRange } from '../../query/query.ts'
import { isNumeric } from '../model-view.ts'
import { yearConditions } from '../rules/year-conditions.ts'
import type { Column } from './column.ts'
import { formsOf, resultLetterOf } from './other-forms.ts'

/** Words of the question that may restrict rows, and how. Atom positions, end exclusive. */
export interface Anchor {
  readonly from: number
  readonly to: number
  readonly column: Column
  readonly kind: 'equal' | 'part' | 'amount' | 'time'
  /** Of an amount. */
  readonly operator?: ComparisonOperator
  readonly condition: Condition
  /** 0..1, as of links. */
  readonly score: number
}

interface AnchorOptions {
  readonly lattice: LinkResult
  readonly index: ValueIndex
  readonly columns: readonly Column[]
}

const mostAnchors = 28

/** Everything in the question that may restrict rows, the most telling first. */
export const findAnchors = (options: AnchorOptions): readonly Anchor[] => {
  const all = [
    ...byValue(options),
    ...byPart(options),
    ...byMeaning(options),
    ...byAmount(options),
    ...byRange(options),
    ...byNone(options),
    ...byTime(options),
    ...byMonth(options),
    ...byDecade(options),
  ]
  const best = new Map<string, Anchor>()
  for (const anchor of all) {
    const key = JSON.stringify(anchor.condition)
    const known = best.get(key)
    if (!known || worthOf(anchor) > worthOf(known)) best.set(key, anchor)
  }
  return [...best.values()].toSorted((a, b) => worthOf(b) - worthOf(a)).slice(0, mostAnchors)
}

const worthOf = ({ from, to, score, column }: Anchor): number =>
  (to - from) * score + (column.namings.some(naming => naming.score > 0.8) ? 0.3 : 0)

const compare = (
  left: RowExpression,
  operator: ComparisonOperator,
  value: string | number | boolean,
): Condition => ({ kind: 'compare', left, operator, right: { kind: 'value', value } })

const byValue = ({ lattice, columns }: AnchorOptions): readonly Anchor[] =>
  lattice.links.flatMap(link => {
    const { from, to, target, score, reason } = link
    if (target.kind !== 'value' || score < 0.5 || /prefix|token/.test(reason)) return []
    if (score < 0.85 && isOneOfSeveral(lattice, link)) return []
    const column = columns.find(one => sameRef(one.ref, target.field))
    if (!column) return []
    const condition = compare({ kind: 'field', field: column.ref }, '=', target.value)
    return [{ from, to, column, kind: 'equal' as const, condition, score }]
  })

/** Conditions that take one of several values that the words are equally like: nobody means one of them. */
export const arbitraryConditions = ({ links }: LinkResult): readonly Condition[] =>
  links.flatMap(link =>
    link.target.kind === 'value' && link.score < 0.85 && isOneOfSeveral({ links }, link)
      ? [compare({ kind: 'field', field: link.target.field }, '=', link.target.value)]
      : [],
  )

/** "presses" is like Press 4 and like Press 6: then both are meant, which {@link byPart} says. */
const isOneOfSeveral = ({ links }: Pick<LinkResult, 'links'>, { from, to, target }: Link): boolean =>
  target.kind === 'value' &&
  links.some(
    other =>
      other.from === from &&
      other.to === to &&
      other.target.kind === 'value' &&
      sameRef(other.target.field, target.field) &&
      other.target.value !== target.value,
  )

const longestPart = 4
const mostValues = 30

/** Words that are a part of values: "Virginia" of "Virginia 1", "Norwich" of "Norwich City". */
const byPart = (options: AnchorOptions): readonly Anchor[] => {
  const { lattice } = options
  return lattice.atoms.flatMap((_, from) =>
    Array.from(
      { length: Math.min(longestPart, lattice.atoms.length - from) },
      (_, i) => from + i + 1,
    ).flatMap(to => (isTelling(lattice, from, to) ? partsAt(options, from, to) : [])),
  )
}

/** Neither end is a small word, none is a mark. */
const isTelling = ({ atoms, isStop }: LinkResult, from: number, to: number): boolean =>
  !isStop[from] && !isStop[to - 1] && atoms.slice(from, to).every(atom => atom.kind !== 'punct')

const partsAt = ({ lattice, index, columns }: AnchorOptions, from: number, to: number): readonly Anchor[] => {
  const { atoms, question } = lattice
  const phrase = question.slice(atoms[from]?.from ?? 0, atoms[to - 1]?.to ?? 0).replaceAll('"', '')
  if (phrase.length < (/^\p{Script=Han}+$/u.test(phrase) ? 2 : 3)) return []
  const found = index
    .find(phrase, { fuzzy: true, limit: mostValues })
    .filter(({ method }) => method === 'token' || method === 'prefix' || method === 'exact')
  return [...Map.groupBy(found, match => match.field.field).values()].flatMap(matches => {
    const column = columns.find(one => matches[0] && sameRef(one.ref, matches[0].field))
    if (!column || matches.every(match => match.method === 'exact')) return []
    const condition = partCondition(column, phrase, matches)
    const score = 0.35 + 0.5 * Math.max(...matches.map(match => match.score))
    return [{ from, to, column, kind: 'part' as const, condition, score }]
  })
}

/** Contains the words as they are written where some value does; else is one of those that have them in another form. */
const partCondition = ({ ref }: Column, phrase: string, matches: readonly ValueMatch[]): Condition => {
  const values = matches.map(match => match.value)
  return values.some(value => String(value).toLowerCase().includes(phrase.toLowerCase()))
    ? { kind: 'text', match: 'contains', field: ref, text: phrase }
    : { kind: 'in', field: ref, values }
}

/** Words that tables write in another form: "won" as W, "American" as United States. */
const byMeaning = ({ lattice, index, columns }: AnchorOptions): readonly Anchor[] =>
  lattice.atoms.flatMap((atom, from) => [
    ...columns.flatMap(column => resultIn(column, atom.norm.toLowerCase(), from)),
    ...formsOf(atom.norm.toLowerCase()).flatMap(form =>
      index.find(form, { limit: mostValues }).flatMap(match => {
        const column = columns.find(one => sameRef(one.ref, match.field))
        if (!column || match.method !== 'exact') return []
        const condition = compare({ kind: 'field', field: column.ref }, '=', match.value)
        return [{ from, to: from + 1, column, kind: 'equal' as const, condition, score: 0.72 }]
      }),
    ),
  ])

/** "W 23–10": a column of results that begin with what happened. */
const resultIn = (column: Column, word: string, from: number): readonly Anchor[] => {
  const letter = resultLetterOf(word)
  const isOfResults =
    column.field.type === 'text' &&
    column.field.samples.filter(sample => /^[WLDT]\b/.test(String(sample))).length >=
      0.6 * column.field.samples.length
  if (letter === undefined || !isOfResults || column.field.samples.length === 0) return []
  const condition: Condition = { kind: 'text', match: 'starts-with', field: column.ref, text: letter }
  return [{ from, to: from + 1, column, kind: 'part', condition, score: 0.86 }]
}

/** Numbers against every column that holds amounts, by the words of comparison around them. */
const byAmount = (options: AnchorOptions): readonly Anchor[] =>
  options.lattice.links.flatMap(({ from, to, target, score }) => {
    if (target.kind !== 'number') return []
    const said = comparisonAt(options.lattice, from, to)
    return options.columns.flatMap(column => {
      const left = column.kind === 'time' ? undefined : column.amount
      if (!left) return []
      const operators: readonly ComparisonOperator[] = said ? [said.operator, '='] : ['=']
      return operators.map(operator => ({
        from: said && operator !== '=' ? Math.min(from, said.from) : from,
        to: said && operator !== '=' ? Math.max(to, said.to) : to,
        column,
        kind: 'amount' as const,
        operator,
        condition: compare(left, operator, target.value),
        score: isWithin(column, target.value, operator) ? 0.9 * score : 0.3,
      }))
    })
  })

/** "between 5 and 10", "from 1998 to 2012", "1998-2012". */
const byRange = ({ lattice, columns }: AnchorOptions): readonly Anchor[] => {
  const { atoms } = lattice
  return atoms.flatMap((atom, from) => {
    const [joiner, end] = [atoms[from + 1]?.norm ?? '', atoms[from + 2]]
    if (atom.value === undefined || end?.value === undefined || atom.value >= end.value) return []
    if (!/^(and|to|-|–|through|until)$/.test(joiner)) return []
    if (joiner === 'and' && !/^(between|from)$/.test(atoms[from - 1]?.norm ?? '')) return []
    const [low, high] = [atom.value, end.value]
    return columns.flatMap(({ amount, ...column }) => {
      if (!amount) return []
      const left: RowExpression =
        column.kind === 'time' ? { kind: 'time-part', part: 'year', of: amount } : amount
      const condition: Condition = { kind: 'between', left, low, high }
      const whole = { ...column, amount }
      return [
        {
          from,
          to: from + 3,
          column: columns.find(one => sameRef(one.ref, whole.ref)) ?? whole,
          kind: 'amount' as const,
          operator: '>=' as const,
          condition,
          score: isWithin(whole, low, '=') ? 0.9 : 0.4,
        },
      ]
    })
  })
}

/** "no gold medals", "did not win any": none of an amount that is named. */
const byNone = ({ lattice, columns }: AnchorOptions): readonly Anchor[] =>
  lattice.atoms.flatMap((atom, from) => {
    if (!/^(no|any|none|never|without|nobody|nothing|zero)$/.test(atom.norm)) return []
    return columns.flatMap(column => {
      const isNamed = column.namings.some(naming => naming.from > from && naming.from - from <= 3)
      if (!isNamed || column.kind === 'time' || !column.amount) return []
      return [
        {
          from,
          to: from + 1,
          column,
          kind: 'amount' as const,
          operator: '=' as const,
          condition: compare(column.amount, '=', 0),
          score: 0.7,
        },
      ]
    })
  })

const isWithin = ({ field }: Column, value: number, operator: ComparisonOperator): boolean =>
  operator !== '=' ||
  !isNumeric(field) ||
  ((typeof field.minimum !== 'number' || value >= field.minimum) &&
    (typeof field.maximum !== 'number' || value <= field.maximum))

/** "more than 5", "5 or more": the comparison that stands beside a number. */
const comparisonAt = (
  { links }: LinkResult,
  from: number,
  to: number,
): { readonly from: number; readonly to: number; readonly operator: ComparisonOperator } | undefined => {
  for (const link of links) {
    if (link.target.kind !== 'cue') continue
    for (const cue of link.target.cues) {
      const isBefore = cue.cue === 'compare' && link.to <= from && from - link.to <= 1
      const isAfter = cue.cue === 'compare-after' && link.from === to
      if (isBefore || isAfter) return { from: link.from, to: link.to, operator: cue.operator }
    }
  }
  return undefined
}

const byTime = ({ lattice, columns }: AnchorOptions): readonly Anchor[] =>
  lattice.links.flatMap(({ from, to, target }) => {
    if (target.kind === 'number')
      return Number.isInteger(target.value) && target.value >= 1500 && target.value <= 2100
        ? columns.flatMap(column => inYear(column, target.value, from, to))
        : []
    const { range, shift } = target.kind === 'time' ? target.expression : {}
    // a table that someone wrote has its shifts in a column of their own
    if (!range || shift !== undefined) return []
    return columns.flatMap(column => {
      const condition = withinRange(column, range)
      // a table that someone wrote knows no "last month"
      const score = /\d{2}/.test(lattice.question.slice(lattice.atoms[from]?.from, lattice.atoms[to - 1]?.to))
        ? 0.9
        : 0.4
      return condition ? [{ from, to, column, kind: 'time' as const, condition, score }] : []
    })
  })

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)

/** "in October": that month of any year. */
const byMonth = ({ lattice, columns }: AnchorOptions): readonly Anchor[] =>
  lattice.atoms.flatMap((atom, from) => {
    const month = months.indexOf(atom.norm.toLowerCase()) + 1
    if (month === 0) return []
    return columns
      .filter(column => column.kind === 'time' && column.field.type !== 'integer')
      .map(column => ({
        from,
        to: from + 1,
        column,
        kind: 'time' as const,
        condition: compare(
          { kind: 'time-part', part: 'month-of-year', of: { kind: 'field', field: column.ref } },
          '=',
          month,
        ),
        score: 0.85,
      }))
  })

/** "in the 1970s". */
const byDecade = ({ lattice, columns }: AnchorOptions): readonly Anchor[] => {
  const { atoms } = lattice
  return atoms.flatMap((atom, from) => {
    const start = atom.value ?? 0
    const end = atoms[from + 1]?.kind === 'punct' ? from + 2 : from + 1
    if (start < 1500 || start > 2090 || start % 10 !== 0 || atoms[end]?.norm !== 's') return []
    const common = { from, to: end + 1, kind: 'time' as const, score: 0.95 }
    return columns.flatMap((column): readonly Anchor[] => {
      const value = { kind: 'field', field: column.ref } as const
      const left: RowExpression =
        column.kind === 'time' ? { kind: 'time-part', part: 'year', of: value } : value
      if (!column.isYear) return []
      if (column.kind === 'time' || column.kind === 'number')
        return [{ ...common, column, condition: { kind: 'between', left, low: start, high: start + 9 } }]
      const text = String(start).slice(0, 3)
      return [{ ...common, column, condition: { kind: 'text', match: 'contains', field: column.ref, text } }]
    })
  })
}

const inYear = (column: Column, year: number, from: number, to: number): readonly Anchor[] => {
  const value = { kind: 'field', field: column.ref } as const
  const common = { from, to, column, kind: 'time' as const }
  if (column.kind === 'time')
    return [
      {
        ...common,
        condition: compare({ kind: 'time-part', part: 'year', of: value }, '=', year),
        score: 0.9,
      },
    ]
  if (column.field.type !== 'text' || !column.isYear) return []
  return [
    {
      ...common,
      condition: { kind: 'text', match: 'contains', field: column.ref, text: String(year) },
      score: 0.8,
    },
  ]
}

const withinRange = (column: Column, range: TimeRange): Condition | undefined => {
  const { ref, field } = column
  if (column.kind === 'number') return column.isYear ? oneOf(yearConditions(ref, range)) : undefined
  if (column.kind === 'time') {
    const left = { kind: 'field', field: ref } as const
    const at = (time: string): string => (field.type === 'date' ? time.slice(0, 10) : time)
    return oneOf([
      ...(range.from === undefined ? [] : [compare(left, '>=', at(range.from))]),
      ...(range.to === undefined ? [] : [compare(left, '<', at(range.to))]),
    ])
  }
  if (field.type !== 'text' || !column.isYear) return undefined
  return { kind: 'text', match: 'contains', field: ref, text: range.from?.slice(0, 4) ?? '' }
}

const oneOf = (conditions: readonly Condition[]): Condition | undefined =>
  conditions.length > 1 ? { kind: 'and', conditions } : conditions[0]
