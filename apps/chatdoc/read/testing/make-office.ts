import { makeZip, type MadeEntry } from './make-zip.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNs = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const relationsXml = (targets: readonly (readonly [string, string, string])[]): string =>
  `<Relationships xmlns="${packageNs}">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const packageOf = (main: string, parts: readonly MadeEntry[]): Buffer =>
  makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relationsXml([['r1', 'officeDocument', main]]) },
    ...parts,
  ])

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A Word document of this body. */
export const makeDocx = (body: string, parts: Readonly<Record<string, string>> = {}): Buffer =>
  packageOf('word/document.xml', [
    { name: 'word/document.xml', content: `<w:document ${word}><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/_rels/document.xml.rels',
      content: relationsXml(Object.keys(parts).map(name => [`r-${name}`, name, `${name}.xml`])),
    },
    ...Object.entries(parts).map(([name, content]) => ({ name: `word/${name}.xml`, content })),
  ])

/** A workbook whose sheets are given as the XML of their `worksheet` content, by name. */
export const makeXlsx = (
  sheets: Readonly<Record<string, string>>,
  hidden: readonly string[] = [],
): Buffer => {
  const names = Object.keys(sheets)
  const entries = names.map(
    (name, at) => `<sheet name="${name}" r:id="s${at}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`,
  )
  return packageOf('xl/workbook.xml', [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${office}"><sheets>${entries.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationsXml([
        ...names.map((_, at) => [`s${at}`, 'worksheet', `sheet${at}.xml`] as const),
        ['st', 'styles', 'styles.xml'],
      ]),
    },
    {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="2"/></cellXfs></styleSheet>',
    },
    ...names.map((name, at) => ({
      name: `xl/sheet${at}.xml`,
      content: `<worksheet>${sheets[name]}</worksheet>`,
    })),
  ])
}
