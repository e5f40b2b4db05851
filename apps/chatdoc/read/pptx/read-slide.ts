import type { Box, NewBlock } from '../../document/block.ts'
import { alternativeText } from '../docx/read-drawings.ts'
import { headingOf, paragraphOf } from '../draft-blocks.ts'
import type { EmbeddedDraft } from '../drafts/draft.ts'
import type { Relationship } from '../office/office-package.ts'
import { descendantsOf, elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { ancestorsOf, isBody, isTitle, type SlideLayout } from './slide-layout.ts'
import { drawingProperties, inReadingOrder, shapesOf, type Frame, type SlideShape } from './slide-shapes.ts'
import { slideTable } from './slide-table.ts'
import { slideParagraphText, slideTextBlocks, type ListStyles } from './slide-text.ts'

/** What a slide refers to. `page` is its number, from 1. */
export interface SlideContext {
  readonly page: number
  readonly layout: SlideLayout
  readonly relations: ReadonlyMap<string, Relationship>
  /** Level of the slide's heading. */
  readonly titleLevel: number
}

type Draft = NewBlock | EmbeddedDraft

/** English Metric Units to the point. */
export const emuPerPoint = 12_700

const boxOf = ({ x, y, width, height }: Frame, page: number): Box => ({
  page,
  left: x / emuPerPoint,
  top: y / emuPerPoint,
  right: (x + width) / emuPerPoint,
  bottom: (y + height) / emuPerPoint,
})

/** A placeholder without a frame stands where its layout or master puts it. */
const withFrame = (shape: SlideShape, { layout }: SlideContext): SlideShape => {
  if (shape.frame || !shape.placeholder) return shape
  const frame = ancestorsOf(layout, shape.placeholder).find(ancestor => ancestor.frame)?.frame
  return { ...shape, frame }
}

const stylesFor = (shape: SlideShape, { layout }: SlideContext): ListStyles => {
  const own = elementAt(shape.element, 'txBody', 'lstStyle')
  if (!shape.placeholder) return [own]
  const inherited = ancestorsOf(layout, shape.placeholder).map(ancestor =>
    elementAt(ancestor.element, 'txBody', 'lstStyle'),
  )
  const kind = isTitle(shape.placeholder)
    ? 'titleStyle'
    : isBody(shape.placeholder)
      ? 'bodyStyle'
      : 'otherStyle'
  return [own, ...inherited, elementAt(layout.textStyles, kind)]
}

const embedded = (
  what: EmbeddedDraft['what'],
  id: string | undefined,
  shape: SlideShape,
  context: SlideContext,
): EmbeddedDraft => {
  const relation = context.relations.get(id ?? '')
  const part = relation && !relation.isExternal ? relation.target : ''
  const boxes = shape.frame ? [boxOf(shape.frame, context.page)] : []
  return { kind: 'embedded', what, part, text: alternativeText(drawingProperties(shape.element)), boxes }
}

const readFrame = (shape: SlideShape, context: SlideContext, boxes: Box[]): Draft[] => {
  const data = elementAt(shape.element, 'graphic', 'graphicData')
  const tables = elementsOf(data, 'tbl').flatMap(table => slideTable(table, boxes))
  const charts = elementsOf(data, 'chart').map(chart =>
    embedded('chart', chart.attributes['r:id'], shape, context),
  )
  const diagrams = elementsOf(data, 'relIds').map(ids =>
    embedded('diagram', ids.attributes['r:dm'], shape, context),
  )
  return [...tables, ...charts, ...diagrams]
}

/** Dates, footers and slide numbers are repeated on every slide. */
const repeated = new Set(['dt', 'ftr', 'sldNum', 'hdr'])

const readShape = (shape: SlideShape, at: number, context: SlideContext): Draft[] => {
  const { element, placeholder, frame } = shape
  if (repeated.has(placeholder?.type ?? '')) return []
  const boxes = frame ? [boxOf(frame, context.page)] : []
  if (element.name === 'graphicFrame') return readFrame(shape, context, boxes)
  if (element.name === 'pic')
    return [embedded('picture', descendantsOf(element, 'blip')[0]?.attributes['r:embed'], shape, context)]
  const body = elementAt(element, 'txBody')
  if (isTitle(placeholder)) {
    const text = elementsOf(body, 'p').map(slideParagraphText).join(' ').trim()
    return text === '' ? [] : [headingOf(context.titleLevel, text, boxes)]
  }
  return slideTextBlocks(body, { styles: stylesFor(shape, context), boxes, list: `${context.page}-${at}` })
}

/** On a slide without a title placeholder a short line at the top is its title. */
const withHeading = (drafts: readonly Draft[], titleLevel: number): Draft[] => {
  const [first, ...rest] = drafts
  const isTitleLike =
    first?.kind === 'paragraph' && first.text.length <= 80 && !/[.。;；,，:：]$|\n/u.test(first.text)
  return isTitleLike && rest.length > 0
    ? [headingOf(titleLevel, first.text, first.boxes), ...rest]
    : [...drafts]
}

/** The blocks of a slide: its title first, then its shapes from top to bottom and left to right. */
export const readSlide = (slide: XmlElement | undefined, context: SlideContext): Draft[] => {
  const shapes = shapesOf(elementAt(slide, 'cSld', 'spTree')).map(shape => withFrame(shape, context))
  const titles = shapes.filter(shape => isTitle(shape.placeholder))
  const others = inReadingOrder(shapes.filter(shape => !isTitle(shape.placeholder)))
  const drafts = [...titles, ...others].flatMap((shape, at) => readShape(shape, at, context))
  return drafts.some(draft => draft.kind === 'heading') ? drafts : withHeading(drafts, context.titleLevel)
}

/** A speaker's notes, without the slide's picture and number. */
export const readNotes = (notes: XmlElement | undefined): NewBlock[] =>
  shapesOf(elementAt(notes, 'cSld', 'spTree'))
    .filter(shape => shape.placeholder?.type === 'body')
    .flatMap(shape => elementsOf(elementAt(shape.element, 'txBody'), 'p').map(slideParagraphText))
    .filter(text => text !== '')
    .map(text => paragraphOf(text))
