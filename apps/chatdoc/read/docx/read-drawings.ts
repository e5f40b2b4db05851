import type { Draft, EmbeddedDraft } from '../drafts/draft.ts'
import { descendantsOf, elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import type { WordContext } from './word-context.ts'

type ReadBody = (elements: readonly XmlElement[], context: WordContext) => Draft[]

const partOf = (id: string | undefined, { relations }: WordContext): string => {
  const relation = id === undefined ? undefined : relations.get(id)
  return relation === undefined || relation.isExternal ? '' : relation.target
}

const embedded = (what: EmbeddedDraft['what'], part: string, text: string): EmbeddedDraft => ({
  kind: 'embedded',
  what,
  part,
  text,
  boxes: [],
})

const automaticDescription =
  /\s*(?:(?:AI-generated content|Description) (?:may be incorrect|automatically generated).*|自动生成的说明)\s*$/su

/** An automatic name ("Picture 3", "图片 1") or a file's name says nothing. */
const meaningful = (text: string | undefined): string => {
  const words = (text ?? '').replace(automaticDescription, '').trim()
  return /^(?:picture|image|graphic|图片|图像|shape|group|diagram|chart|grafik|bild)?\s*\d*$/i.test(words) ||
    /\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?)$/i.test(words)
    ? ''
    : words
}

export const alternativeText = (properties: XmlElement | undefined): string =>
  meaningful(properties?.attributes['descr']) || meaningful(properties?.attributes['title'])

const drawingMl = (drawing: XmlElement, context: WordContext): Draft[] => {
  const text = alternativeText(descendantsOf(drawing, 'docPr')[0])
  const pictures = descendantsOf(drawing, 'pic').map(picture => {
    const own = alternativeText(elementAt(picture, 'nvPicPr', 'cNvPr'))
    const blip = descendantsOf(picture, 'blip')[0]?.attributes
    return embedded('picture', partOf(blip?.['r:embed'], context), own || text)
  })
  const charts = descendantsOf(drawing, 'chart').map(chart =>
    embedded('chart', partOf(chart.attributes['r:id'], context), text),
  )
  const diagrams = descendantsOf(drawing, 'relIds').map(ids =>
    embedded('diagram', partOf(ids.attributes['r:dm'], context), text),
  )
  return [...pictures, ...charts, ...diagrams]
}

const vml = (picture: XmlElement, context: WordContext): Draft[] =>
  descendantsOf(picture, 'imagedata').map(data =>
    embedded('picture', partOf(data.attributes['r:id'], context), meaningful(data.attributes['title'])),
  )

const hasContent = (element: XmlElement | undefined): boolean =>
  element !== undefined &&
  ['txbxContent', 'pic', 'chart', 'relIds', 'imagedata', 'drawing'].some(
    name => descendantsOf(element, name).length > 0,
  )

/** Of two renderings of the same thing the newer, unless it holds nothing that is read. */
const chosen = (alternatives: XmlElement): readonly XmlElement[] => {
  const choice = elementAt(alternatives, 'Choice')
  const fallback = elementAt(alternatives, 'Fallback')
  return elementsOf(hasContent(choice) ? choice : fallback)
}

/** Pictures, charts, diagrams and text boxes anchored in a paragraph, in order; text boxes are read as bodies. */
export const readDrawings = (element: XmlElement, context: WordContext, readBody: ReadBody): Draft[] =>
  elementsOf(element).flatMap((child): Draft[] => {
    if (child.name === 'del' || child.name === 'moveFrom') return []
    if (child.name === 'AlternateContent')
      return chosen(child).flatMap(one => wrapped(one, context, readBody))
    if (child.name === 'drawing' || child.name === 'pict' || child.name === 'object')
      return wrapped(child, context, readBody)
    return readDrawings(child, context, readBody)
  })

const wrapped = (element: XmlElement, context: WordContext, readBody: ReadBody): Draft[] => {
  const boxes = descendantsOf(element, 'txbxContent').flatMap(box => readBody(elementsOf(box), context))
  if (element.name === 'drawing') return [...drawingMl(element, context), ...boxes]
  if (element.name === 'pict' || element.name === 'object') return [...vml(element, context), ...boxes]
  return readDrawings({ name: '', attributes: {}, children: [element] }, context, readBody)
}
