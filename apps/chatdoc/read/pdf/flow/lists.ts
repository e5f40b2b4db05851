import type { Box, NewBlock } from '../../../document/block.ts'
import type { ListMarker } from '../../text/list-marker.ts'

/** The list that is open: its name, and where the items of its levels stand with their last markers. JSON. */
export interface OpenList {
  readonly list: string
  readonly levels: readonly { readonly indent: number; readonly marker: string }[]
}

/** Items whose indents differ by less are of one level. Points. */
const sameIndent = 5

/** Number of an item ("3.", "b)", "③"), where it can be told. */
const ordinalOf = (marker: string): number | undefined => {
  const digits = /\d+/.exec(marker)?.[0]
  if (digits !== undefined) return Number(digits)
  const circled = /[①-⑳]/u.exec(marker)?.[0]
  if (circled !== undefined) return circled.charCodeAt(0) - 0x245f
  const letter = /[a-z]/i.exec(marker)?.[0]
  return letter === undefined ? undefined : letter.toLowerCase().charCodeAt(0) - 96
}

/** Marker without its number, so that "1." and "2." are of one kind. */
const kindOfMarker = (marker: string): string =>
  marker.replace(/\d+|[①-⑳]|[a-z]+|[一二三四五六七八九十]+/giu, '#')

/** Items and their lists: a list goes on while its items follow each other, or where one counts on after other text. */
export class Lists {
  #open: OpenList | undefined
  #count: number
  #isBroken = false

  constructor(open: OpenList | undefined, count: number) {
    this.#open = open
    this.#count = count
  }

  get open(): OpenList | undefined {
    return this.#open
  }

  get count(): number {
    return this.#count
  }

  /** Other text stands between. A heading ends the list. */
  interrupt(isHeading: boolean): void {
    if (isHeading) this.#open = undefined
    this.#isBroken = true
  }

  item({ marker, text, isOrdered }: ListMarker, indent: number, boxes: Box[]): NewBlock {
    if (!this.#goesOn(marker, isOrdered, indent)) this.#open = undefined
    this.#isBroken = false
    const open = this.#open ?? { list: `list-${++this.#count}`, levels: [] }
    const levels = [...open.levels.filter(level => level.indent < indent - sameIndent), { indent, marker }]
    this.#open = { list: open.list, levels }
    return { kind: 'item', list: open.list, level: levels.length, isOrdered, marker, text, boxes }
  }

  #goesOn(marker: string, isOrdered: boolean, indent: number): boolean {
    const own = this.#open?.levels.find(level => Math.abs(level.indent - indent) <= sameIndent)
    if (own === undefined) return this.#open !== undefined && !this.#isBroken
    if (kindOfMarker(own.marker) !== kindOfMarker(marker)) return false
    if (!isOrdered) return !this.#isBroken
    const [last, next] = [ordinalOf(own.marker), ordinalOf(marker)]
    return last !== undefined && next !== undefined && (next === last + 1 || (!this.#isBroken && next > last))
  }
}
