import { targetOf, type OfficePackage } from '../office/office-package.ts'
import { elementAt, type XmlElement } from '../xml/parse-xml.ts'
import { shapesOf, type Placeholder, type SlideShape } from './slide-shapes.ts'

/** What a slide's placeholders inherit: from the layout first, then from the master. */
export interface SlideLayout {
  readonly layout: readonly SlideShape[]
  readonly master: readonly SlideShape[]
  readonly textStyles: XmlElement | undefined
}

const placeholders = (root: XmlElement | undefined): SlideShape[] =>
  shapesOf(elementAt(root, 'cSld', 'spTree')).filter(shape => shape.placeholder !== undefined)

/** Loads the layout of a slide and its master; `cache` keeps them, since slides share them. */
export const loadLayout = async (
  parts: OfficePackage,
  part: string | undefined,
  cache: Map<string, SlideLayout>,
): Promise<SlideLayout> => {
  const known = cache.get(part ?? '')
  if (known) return known
  const layout = await parts.xml(part)
  const masterPart = part === undefined ? undefined : targetOf(await parts.relationships(part), 'slideMaster')
  const master = await parts.xml(masterPart)
  const loaded = {
    layout: placeholders(layout),
    master: placeholders(master),
    textStyles: elementAt(master, 'txStyles'),
  }
  cache.set(part ?? '', loaded)
  return loaded
}

const bodyTypes = new Set(['body', 'obj', 'subTitle', 'tbl', 'chart', 'dgm', 'media'])
const titleTypes = new Set(['title', 'ctrTitle'])

/** A master knows fewer types than a slide: every text is a body there, every title a title. */
const isSameType = (a: string, b: string): boolean =>
  a === b || (bodyTypes.has(a) && bodyTypes.has(b)) || (titleTypes.has(a) && titleTypes.has(b))

/** The placeholders that one inherits from, nearest first. */
export const ancestorsOf = ({ layout, master }: SlideLayout, { type, index }: Placeholder): SlideShape[] => {
  const inLayout =
    layout.find(shape => shape.placeholder?.index === index && isSameType(shape.placeholder.type, type)) ??
    layout.find(shape => shape.placeholder?.type === type)
  const masterType = inLayout?.placeholder?.type ?? type
  const inMaster = master.find(shape => isSameType(shape.placeholder?.type ?? '', masterType))
  return [inLayout, inMaster].filter(shape => shape !== undefined)
}

export const isTitle = (placeholder: Placeholder | undefined): boolean =>
  titleTypes.has(placeholder?.type ?? '')
export const isBody = (placeholder: Placeholder | undefined): boolean =>
  bodyTypes.has(placeholder?.type ?? '')
