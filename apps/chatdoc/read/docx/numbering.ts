import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { formatNumber } from './number-format.ts'

interface Level {
  readonly format: string
  readonly text: string
  readonly start: number
  readonly isLegal: boolean
  readonly style: string | undefined
}
interface Numbering {
  readonly abstractId: string
  readonly levels: ReadonlyMap<number, Level>
  readonly restarts: ReadonlyMap<number, number>
}
/** Which list a paragraph belongs to, and how deep it stands in it; `level` counts from 0. */
export interface NumberRef {
  readonly numId: string
  readonly level: number
}
/** What stands between two items of a list. */
export type Interruption = 'heading' | 'text'
/** The number of one paragraph. `list` is new when a list begins again. */
export interface ListNumber {
  readonly marker: string
  readonly isOrdered: boolean
  readonly list: string
}

const val = (element: XmlElement | undefined): string | undefined => element?.attributes['val']

const levelOf = (element: XmlElement): readonly [number, Level] => [
  Number(element.attributes['ilvl'] ?? 0),
  {
    format: val(elementAt(element, 'numFmt')) ?? 'decimal',
    text: val(elementAt(element, 'lvlText')) ?? '',
    start: Number(val(elementAt(element, 'start')) ?? 1),
    isLegal: elementAt(element, 'isLgl') !== undefined,
    style: val(elementAt(element, 'pStyle')),
  },
]

const numberingOf = (num: XmlElement, abstracts: ReadonlyMap<string, XmlElement>): Numbering => {
  const abstractId = val(elementAt(num, 'abstractNumId')) ?? ''
  const overrides = elementsOf(num, 'lvlOverride')
  return {
    abstractId,
    levels: new Map([
      ...elementsOf(abstracts.get(abstractId), 'lvl').map(levelOf),
      ...overrides.flatMap(override => elementsOf(override, 'lvl')).map(levelOf),
    ]),
    restarts: new Map(
      overrides.flatMap(override => {
        const start = val(elementAt(override, 'startOverride'))
        return start === undefined ? [] : [[Number(override.attributes['ilvl'] ?? 0), Number(start)] as const]
      }),
    ),
  }
}

/** Private-use characters of Symbol and Wingdings, as bullets are often stored, and plain letters meant as such. */
const bulletOf = (text: string): string =>
  text === '' || /^[\p{Co}\p{Cn}o§ØüvqÞà]$/u.test(text) ? '•' : text

/** The numbering of a document (ECMA-376 part 1, 17.9): paragraphs ask for their numbers in order. */
export class NumberingCounters {
  readonly #numberings: ReadonlyMap<string, Numbering>
  /** By abstract numbering, since lists that share one count on. */
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()
  readonly #runs = new Map<string, number>()
  readonly #interrupted = new Map<string, Interruption>()

  constructor(root: XmlElement | undefined) {
    const abstracts = new Map(
      elementsOf(root, 'abstractNum').map(element => [element.attributes['abstractNumId'] ?? '', element]),
    )
    this.#numberings = new Map(
      elementsOf(root, 'num').map(num => [num.attributes['numId'] ?? '', numberingOf(num, abstracts)]),
    )
  }

  /** The level of a list that is bound to a paragraph style, as numbered headings have it. */
  levelOfStyle(numId: string, style: string): number | undefined {
    for (const [level, { style: bound }] of this.#numberings.get(numId)?.levels ?? [])
      if (bound === style) return level
    return undefined
  }

  /** Something else stands between items. Lists of bullets end; numbered ones go on, as Word counts them. */
  interrupt(by: Interruption): void {
    for (const numId of this.#runs.keys())
      if (this.#interrupted.get(numId) !== 'heading') this.#interrupted.set(numId, by)
  }

  /** The next number of a list; undefined for a paragraph without one. */
  next({ numId, level }: NumberRef): ListNumber | undefined {
    const numbering = this.#numberings.get(numId)
    const own = numbering?.levels.get(level)
    if (!numbering || !own) return undefined
    const counts = this.#count(numId, numbering, level)
    const isOrdered = own.format !== 'bullet' && own.format !== 'none'
    const marker = isOrdered
      ? markerOf(numbering, own, counts)
      : own.format === 'none'
        ? ''
        : bulletOf(own.text)
    const mayEnd = !isOrdered || (level === 0 && counts[0] === own.start)
    return { marker, isOrdered, list: this.#listOf(numId, level, mayEnd) }
  }

  #count(numId: string, numbering: Numbering, level: number): readonly number[] {
    const counts = this.#counts.get(numbering.abstractId) ?? []
    if (!this.#started.has(numId)) for (const [at, start] of numbering.restarts) counts[at] = start - 1
    this.#started.add(numId)
    for (let at = 0; at <= level; at++)
      counts[at] ??= (numbering.levels.get(at)?.start ?? 1) - (at === level ? 1 : 0)
    counts[level] = (counts[level] ?? 0) + 1
    counts.length = level + 1
    this.#counts.set(numbering.abstractId, counts)
    return counts
  }

  #listOf(numId: string, level: number, mayEnd: boolean): string {
    const by = this.#interrupted.get(numId)
    const isNew = by !== undefined && mayEnd && (by === 'heading' || level === 0)
    const run = (this.#runs.get(numId) ?? 1) + (isNew ? 1 : 0)
    this.#runs.set(numId, run)
    this.#interrupted.delete(numId)
    return `${numId}-${run}`
  }
}

const markerOf = (numbering: Numbering, own: Level, counts: readonly number[]): string =>
  own.text
    .replaceAll(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const format = own.isLegal ? 'decimal' : (numbering.levels.get(at)?.format ?? 'decimal')
      return formatNumber(counts[at] ?? numbering.levels.get(at)?.start ?? 1, format)
    })
    .trim()
