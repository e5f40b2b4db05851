import { formatNumber } from '../docx/number-format.ts'
import { elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { classesOf } from './block-elements.ts'

/** An item of a list with the marker that a browser prints. */
export interface ListEntry {
  readonly element: XmlElement
  readonly marker: string
  readonly isOrdered: boolean
}

const formats: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}

/** Asciidoctor tells the numbering by class. */
const formatOf = (list: XmlElement): string => {
  const byClass = { loweralpha: 'a', upperalpha: 'A', lowerroman: 'i', upperroman: 'I' } as const
  const name = classesOf(list).find((other): other is keyof typeof byClass => other in byClass)
  return formats[list.attributes['type'] ?? (name ? byClass[name] : '')] ?? 'decimal'
}

const numberOr = (text: string | undefined, fallback: number): number => {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isNaN(number) ? fallback : number
}

/** Items of a list; what stands in it beside its items is taken for items too, but for lists, which are nested. */
export const entriesOfList = (list: XmlElement): ListEntry[] => {
  const isOrdered = list.name === 'ol'
  const children = elementsOf(list)
  const isReversed = list.attributes['reversed'] !== undefined
  const step = isReversed ? -1 : 1
  let next = numberOr(
    list.attributes['start'],
    isReversed ? children.filter(child => child.name === 'li').length : 1,
  )
  return children.map(element => {
    if (element.name !== 'li') return { element, marker: '', isOrdered }
    const number = numberOr(element.attributes['value'], next)
    next = number + step
    return { element, marker: isOrdered ? `${formatNumber(number, formatOf(list))}.` : '•', isOrdered }
  })
}
