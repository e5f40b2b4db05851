import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'

/** A place on a slide in EMU (914,400 to the inch). */
export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Placeholder {
  readonly type: string
  readonly index: string
}
/** A shape, table, picture or chart of a slide, its frame in the slide's coordinates. */
export interface SlideShape {
  readonly element: XmlElement
  readonly placeholder: Placeholder | undefined
  readonly frame: Frame | undefined
}

const numberAt = (element: XmlElement | undefined, name: string): number =>
  Number(element?.attributes[name] ?? 0)

const frameOf = (transform: XmlElement | undefined): Frame | undefined => {
  const offset = elementAt(transform, 'off')
  const extent = elementAt(transform, 'ext')
  if (!offset || !extent) return undefined
  return {
    x: numberAt(offset, 'x'),
    y: numberAt(offset, 'y'),
    width: numberAt(extent, 'cx'),
    height: numberAt(extent, 'cy'),
  }
}

/** A shape's non-visual properties lie in `nvSpPr`, `nvPicPr`, `nvGraphicFramePr`. */
const nonVisual = (shape: XmlElement): XmlElement | undefined =>
  elementsOf(shape).find(child => /^nv.*Pr$/.test(child.name))

export const placeholderOf = (shape: XmlElement): Placeholder | undefined => {
  const element = elementAt(nonVisual(shape), 'nvPr', 'ph')
  return element && { type: element.attributes['type'] ?? 'obj', index: element.attributes['idx'] ?? '0' }
}

export const drawingProperties = (shape: XmlElement): XmlElement | undefined =>
  elementAt(nonVisual(shape), 'cNvPr')

/** Maps a group's inner coordinates to those around it (ECMA-376 part 1, 20.1.7.5: `chOff` and `chExt`). */
const intoGroup = (group: XmlElement): ((frame: Frame) => Frame) => {
  const transform = elementAt(group, 'grpSpPr', 'xfrm')
  const outer = frameOf(transform)
  const inner = {
    x: numberAt(elementAt(transform, 'chOff'), 'x'),
    y: numberAt(elementAt(transform, 'chOff'), 'y'),
  }
  const width = numberAt(elementAt(transform, 'chExt'), 'cx')
  const height = numberAt(elementAt(transform, 'chExt'), 'cy')
  if (!outer || width === 0 || height === 0) return frame => frame
  const [scaleX, scaleY] = [outer.width / width, outer.height / height]
  return frame => ({
    x: outer.x + (frame.x - inner.x) * scaleX,
    y: outer.y + (frame.y - inner.y) * scaleY,
    width: frame.width * scaleX,
    height: frame.height * scaleY,
  })
}

const shapeNames = new Set(['sp', 'pic', 'graphicFrame', 'cxnSp', 'contentPart'])

const isHidden = (shape: XmlElement): boolean =>
  /^(?:1|true)$/.test(drawingProperties(shape)?.attributes['hidden'] ?? '')

/** The shapes of a tree, those in groups among them, in drawing order. */
export const shapesOf = (
  tree: XmlElement | undefined,
  place: (frame: Frame) => Frame = frame => frame,
): SlideShape[] =>
  elementsOf(tree).flatMap((element): SlideShape[] => {
    if (element.name === 'AlternateContent')
      return shapesOf(elementAt(element, 'Choice') ?? elementAt(element, 'Fallback'), place)
    if (isHidden(element)) return []
    if (element.name === 'grpSp') {
      const inner = intoGroup(element)
      return shapesOf(element, frame => place(inner(frame)))
    }
    if (!shapeNames.has(element.name)) return []
    const own = frameOf(elementAt(element, 'spPr', 'xfrm') ?? elementAt(element, 'xfrm'))
    return [{ element, placeholder: placeholderOf(element), frame: own && place(own) }]
  })

const isBeside = (a: Frame, b: Frame): boolean => {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return overlap > 0.5 * Math.min(a.height, b.height)
}

/** Rows of shapes from top to bottom, each from left to right; shapes without a place keep theirs at the end. */
export const inReadingOrder = (shapes: readonly SlideShape[]): SlideShape[] => {
  const rows: SlideShape[][] = []
  const placed = shapes.filter(shape => shape.frame !== undefined)
  for (const shape of placed.toSorted((a, b) => (a.frame?.y ?? 0) - (b.frame?.y ?? 0))) {
    const first = rows.at(-1)?.[0]?.frame
    if (first && shape.frame && isBeside(first, shape.frame)) rows.at(-1)?.push(shape)
    else rows.push([shape])
  }
  const ordered = rows.flatMap(row => row.toSorted((a, b) => (a.frame?.x ?? 0) - (b.frame?.x ?? 0)))
  return [...ordered, ...shapes.filter(shape => shape.frame === undefined)]
}
