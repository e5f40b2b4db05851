import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'

const isSimple = (text: string): boolean => /^[\p{L}\p{N}.]*$/u.test(text) || /^\([^()]*\)$/.test(text)
const grouped = (text: string): string => (isSimple(text) ? text : `(${text})`)
const valueOf = (element: XmlElement | undefined, ...path: readonly string[]): string | undefined =>
  elementAt(element, ...path)?.attributes['val']

const partOf = (element: XmlElement, name: string): string => mathText(elementAt(element, name))
const script = (mark: string, text: string): string =>
  text.trim() === '' ? '' : `${mark}${grouped(text.trim())}`
const base = (element: XmlElement): string => grouped(partOf(element, 'e'))

const fraction = (element: XmlElement): string => {
  const [above, below] = [partOf(element, 'num'), partOf(element, 'den')]
  return valueOf(element, 'fPr', 'type') === 'noBar'
    ? `${above} over ${below}`
    : `${grouped(above)}/${grouped(below)}`
}

const delimited = (element: XmlElement): string => {
  const open = valueOf(element, 'dPr', 'begChr') ?? '('
  const close = valueOf(element, 'dPr', 'endChr') ?? ')'
  const separator = valueOf(element, 'dPr', 'sepChr') ?? '|'
  return open + elementsOf(element, 'e').map(mathText).join(separator) + close
}

const matrix = (element: XmlElement): string =>
  `[${elementsOf(element, 'mr')
    .map(row => elementsOf(row, 'e').map(mathText).join(', '))
    .join('; ')}]`

const nary = (element: XmlElement): string =>
  (valueOf(element, 'naryPr', 'chr') ?? '∫') +
  script('_', partOf(element, 'sub')) +
  script('^', partOf(element, 'sup')) +
  ` ${partOf(element, 'e')}`

const forms: Readonly<Record<string, (element: XmlElement) => string>> = {
  t: element => element.children.filter(child => typeof child === 'string').join(''),
  f: fraction,
  sSup: element => base(element) + script('^', partOf(element, 'sup')),
  sSub: element => base(element) + script('_', partOf(element, 'sub')),
  sSubSup: element =>
    base(element) + script('_', partOf(element, 'sub')) + script('^', partOf(element, 'sup')),
  sPre: element =>
    script('_', partOf(element, 'sub')) + script('^', partOf(element, 'sup')) + partOf(element, 'e'),
  rad: element => {
    const degree = partOf(element, 'deg')
    return `${degree === '' ? '√' : `root ${degree} of `}(${partOf(element, 'e')})`
  },
  d: delimited,
  m: matrix,
  nary,
  func: element => ` ${partOf(element, 'fName')} ${partOf(element, 'e')}`,
  limLow: element => partOf(element, 'e') + script('_', partOf(element, 'lim')),
  limUpp: element => partOf(element, 'e') + script('^', partOf(element, 'lim')),
  acc: element => `${partOf(element, 'e')}${valueOf(element, 'accPr', 'chr') ?? '\u0302'}`,
  eqArr: element => elementsOf(element, 'e').map(mathText).join('; '),
}

/** A formula of Office (ECMA-376 part 1, 22.1) on one line, as one would type it: `a/b`, `x^2`, `√(x)`, `∑_(i=1)^n x`. */
export const mathText = (element: XmlElement | undefined): string => {
  if (element === undefined || element.name.endsWith('Pr')) return ''
  const form = forms[element.name]
  const text = form ? form(element) : elementsOf(element).map(mathText).join('')
  return text.replaceAll(/ {2,}/g, ' ').replaceAll(/(?<=[([{]) +/g, '')
}
