import { targetOf, type OfficePackage } from '../office/office-package.ts'
import { elementAt, elementsOf, textOf, type XmlElement } from '../xml/parse-xml.ts'
import { parseStyles, type CellFormat } from './number-format.ts'

export interface SheetRef {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
  readonly isChart: boolean
}

export interface Workbook {
  readonly sheets: readonly SheetRef[]
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly is1904: boolean
}

/** A shared string may be in runs; its phonetic guide (`rPh`) is no text. */
const stringOf = (element: XmlElement): string =>
  elementsOf(element)
    .map(child =>
      child.name === 't' ? textOf(child) : child.name === 'r' ? textOf(elementAt(child, 't')) : '',
    )
    .join('')

export const loadWorkbook = async (parts: OfficePackage): Promise<Workbook> => {
  const main = await parts.mainPart()
  const relations = await parts.relationships(main)
  const root = await parts.xml(main)
  const strings = elementsOf(await parts.xml(targetOf(relations, 'sharedStrings')), 'si').map(stringOf)
  const sheets = elementsOf(elementAt(root, 'sheets'), 'sheet').map(({ attributes }): SheetRef => {
    const relation = relations.get(attributes['r:id'] ?? '')
    return {
      name: attributes['name'] ?? '',
      part: relation?.target ?? '',
      isHidden: (attributes['state'] ?? 'visible') !== 'visible',
      isChart: relation?.type === 'chartsheet',
    }
  })
  return {
    sheets,
    strings,
    formats: parseStyles(await parts.xml(targetOf(relations, 'styles'))),
    is1904: /^(?:1|true)$/.test(elementAt(root, 'workbookPr')?.attributes['date1904'] ?? ''),
  }
}
