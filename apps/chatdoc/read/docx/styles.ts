import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'

/** What a paragraph style means for the document's structure. `headingLevel` counts from 1. */
export interface ParagraphStyle {
  readonly headingLevel?: number
  readonly isTitle: boolean
  readonly isCode: boolean
  /** In a monospaced font, as code is, but also a typist's prose. */
  readonly isTyped: boolean
  readonly isCaption: boolean
  readonly isContents: boolean
  readonly numId?: string
  readonly numLevel?: number
}

interface RawStyle {
  readonly id: string
  readonly name: string
  readonly basedOn: string | undefined
  readonly element: XmlElement
}

const val = (element: XmlElement | undefined): string | undefined => element?.attributes['val']

const chainOf = (styles: ReadonlyMap<string, RawStyle>, id: string): readonly RawStyle[] => {
  const chain: RawStyle[] = []
  for (
    let at = styles.get(id);
    at && chain.length < 20;
    at = at.basedOn === undefined ? undefined : styles.get(at.basedOn)
  )
    chain.push(at)
  return chain
}

const firstIn = <T>(chain: readonly RawStyle[], get: (style: RawStyle) => T | undefined): T | undefined => {
  for (const style of chain) {
    const found = get(style)
    if (found !== undefined) return found
  }
  return undefined
}

const monospaced = /courier|consolas|mono|menlo|monaco|lucida console|source code|fixedsys|andale/i

export const isMonospaced = (runProperties: XmlElement | undefined): boolean => {
  const fonts = elementAt(runProperties, 'rFonts')?.attributes
  return monospaced.test(fonts?.['ascii'] ?? fonts?.['hAnsi'] ?? '')
}

const headingName = /^(?:heading|标题|überschrift|titre|título|rubrik|заголовок)\s*(\d)$/i

const codeName =
  /^(?:source ?code|code ?(?:block|text|sample|example|listing)?|(?:html )?preformatted(?: text)?|listing|verbatim|macro(?: text)?|plain text|program|代码|程序|源代码)$/i

/** Outline level 9 is body text (ECMA-376 part 1, 17.3.1.20). */
export const outlineLevelOf = (properties: XmlElement | undefined): number | undefined => {
  const level = Number(val(elementAt(properties, 'outlineLvl')) ?? Number.NaN)
  return level >= 0 && level < 9 ? level + 1 : undefined
}

const styleOf = (chain: readonly RawStyle[]): ParagraphStyle => {
  const names = chain.map(style => style.name)
  const named = names.map(name => Number(headingName.exec(name)?.[1] ?? 0)).find(level => level > 0)
  const outline = firstIn(chain, style => outlineLevelOf(elementAt(style.element, 'pPr')))
  const headingLevel = named ?? outline
  const numId = firstIn(chain, style => val(elementAt(style.element, 'pPr', 'numPr', 'numId')))
  const numLevel = firstIn(chain, style => val(elementAt(style.element, 'pPr', 'numPr', 'ilvl')))
  const own = names[0] ?? ''
  return {
    ...(headingLevel === undefined ? {} : { headingLevel }),
    isTitle: /^(?:title|标题|titel|titre)$/i.test(own),
    isCode: names.some(name => codeName.test(name)),
    isTyped: chain.some(style => isMonospaced(elementAt(style.element, 'rPr'))),
    isCaption: names.some(name => /^(?:caption|题注|beschriftung|légende|图注|表注)$/i.test(name)),
    isContents: names.some(name => /^(?:toc(?: heading)?|目录|table of figures|index)\s*\d*$/i.test(name)),
    ...(numId === undefined ? {} : { numId }),
    ...(numLevel === undefined ? {} : { numLevel: Number(numLevel) }),
  }
}

/** The paragraph styles by id, each with what it inherits; under "" the document's default style. */
export const parseStyles = (root: XmlElement | undefined): ReadonlyMap<string, ParagraphStyle> => {
  const raw = elementsOf(root, 'style')
    .filter(element => (element.attributes['type'] ?? 'paragraph') === 'paragraph')
    .map((element): RawStyle => ({
      id: element.attributes['styleId'] ?? '',
      name: val(elementAt(element, 'name')) ?? '',
      basedOn: val(elementAt(element, 'basedOn')),
      element,
    }))
  const byId = new Map(raw.map(style => [style.id, style]))
  return new Map(raw.map(style => [style.id, styleOf(chainOf(byId, style.id))]))
}
