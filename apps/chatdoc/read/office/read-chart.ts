import type { Cell, NewBlock } from '../../document/block.ts'
import { tableOf } from '../draft-blocks.ts'
import { descendantsOf, elementAt, elementsOf, textOf, type XmlElement } from '../xml/parse-xml.ts'

interface Series {
  readonly name: string
  readonly categories: ReadonlyMap<number, string>
  readonly values: ReadonlyMap<number, string>
}

/** The points that the chart keeps of its data, by index. */
const pointsOf = (element: XmlElement | undefined): ReadonlyMap<number, string> =>
  new Map(
    descendantsOf(element, 'pt').map(point => [
      Number(point.attributes['idx'] ?? 0),
      textOf(elementAt(point, 'v')),
    ]),
  )

const rounded = (text: string): string =>
  text !== '' && Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(12))) : text

const seriesOf = (element: XmlElement): Series => ({
  name: textOf(elementAt(element, 'tx', 'v')) || [...pointsOf(elementAt(element, 'tx')).values()].join(' '),
  categories: pointsOf(elementAt(element, 'cat') ?? elementAt(element, 'xVal')),
  values: pointsOf(elementAt(element, 'val') ?? elementAt(element, 'yVal')),
})

const titleIn = (chart: XmlElement | undefined): string =>
  descendantsOf(elementAt(chart, 'title'), 't').map(textOf).join('').trim()

const axisTitle = (chart: XmlElement | undefined): string => titleIn(descendantsOf(chart, 'catAx')[0])

const cell = (row: number, column: number, text: string, isHeader: boolean): Cell => ({
  row,
  column,
  rowSpan: 1,
  columnSpan: 1,
  text,
  isHeader,
})

/** The data of a chart (ECMA-376 part 1, 21.2) as a table: a row for each category, a column for each series. */
export const chartTable = (root: XmlElement | undefined, caption: string): NewBlock[] => {
  const chart = elementAt(root, 'chart')
  const series = descendantsOf(elementAt(chart, 'plotArea'), 'ser').map(seriesOf)
  const indices = [...new Set(series.flatMap(one => [...one.values.keys()]))].toSorted((a, b) => a - b)
  if (indices.length === 0) return []
  const head = [axisTitle(chart), ...series.map(one => one.name)]
  const category = (index: number): string =>
    rounded(
      series.map(one => one.categories.get(index)).find(text => text !== undefined) ?? String(index + 1),
    )
  const cells = [
    ...head.map((text, column) => cell(0, column, text, true)),
    ...indices.flatMap((index, row) => [
      cell(row + 1, 0, category(index), false),
      ...series.map((one, column) => cell(row + 1, column + 1, rounded(one.values.get(index) ?? ''), false)),
    ]),
  ]
  const title = elementsOf(chart).length > 0 ? titleIn(chart) : ''
  return [tableOf({ cells, caption: [title, caption].filter(text => text !== '').join(' – ') })]
}

/** The words of a SmartArt diagram, one for each of its nodes. */
export const diagramTexts = (root: XmlElement | undefined): string[] =>
  descendantsOf(elementAt(root, 'ptLst'), 'pt')
    .filter(point => (point.attributes['type'] ?? 'node') === 'node')
    .map(point =>
      descendantsOf(point, 'p')
        .map(paragraph => descendantsOf(paragraph, 't').map(textOf).join(''))
        .join(' ')
        .trim(),
    )
    .filter(text => text !== '')
