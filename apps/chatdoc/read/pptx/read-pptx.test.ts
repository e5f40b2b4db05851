import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relationsXml } from '../testing/make-office.ts'
import { makeZip } from '../testing/make-zip.ts'
import { outlineOf, readMade } from '../testing/read-made.ts'

const shape = (
  text: string,
  x: number,
  y: number,
  more: { readonly placeholder?: string; readonly properties?: string } = {},
): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1"/><p:nvPr>${more.placeholder ? `<p:ph type="${more.placeholder}"/>` : ''}</p:nvPr></p:nvSpPr>
  <p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr>
  <p:txBody>${text
    .split('\n')
    .map(line => `<a:p>${more.properties ?? ''}<a:r><a:t>${line}</a:t></a:r></a:p>`)
    .join('')}</p:txBody></p:sp>`

const makePptx = (slides: readonly string[], notes: string): Buffer => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const slideXml = (content: string): string =>
    `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${content}</p:spTree></p:cSld></p:sld>`
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relationsXml([['r', 'officeDocument', 'ppt/presentation.xml']]) },
    {
      name: 'ppt/presentation.xml',
      content: `<p:presentation xmlns:p="p" xmlns:r="${office}"><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="s${at}"/>`).join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      content: relationsXml(slides.map((_, at) => [`s${at}`, 'slide', `slides/slide${at}.xml`])),
    },
    ...slides.map((content, at) => ({ name: `ppt/slides/slide${at}.xml`, content: slideXml(content) })),
    {
      name: 'ppt/slides/_rels/slide0.xml.rels',
      content: relationsXml([['n', 'notesSlide', '../notes0.xml']]),
    },
    { name: 'ppt/notes0.xml', content: slideXml(shape(notes, 0, 0, { placeholder: 'body' })) },
  ])
}

test('a slide is a page: its title, then its shapes as they stand, then its notes', async () => {
  const numbered = '<a:pPr lvl="0"><a:buAutoNum type="arabicParenR"/></a:pPr>'
  const table = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9"/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="900"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData>
    <a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>Torque</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"/></a:tr>
    <a:tr><a:tc><a:txBody><a:p><a:r><a:t>M8</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>25</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  const document = await readMade(
    'a.pptx',
    makePptx(
      [
        table +
          shape('Right', 500, 310) +
          shape('Left', 0, 300) +
          shape('Stop\nOpen', 0, 600, { properties: numbered }) +
          shape('Service', 0, 0, { placeholder: 'title' }) +
          shape('7', 0, 990, { placeholder: 'sldNum' }),
        shape('CAUTION: hot', 0, 0),
      ],
      'Say it slowly.',
    ),
  )
  assert.deepEqual(outlineOf(document), [
    'h1 Service',
    'paragraph Left',
    'paragraph Right',
    '- 1) Stop',
    '- 2) Open',
    'table  / Torque |  ⏎ M8 | 25',
    'paragraph Say it slowly.',
    'caution CAUTION: hot',
  ])
  assert.deepEqual(
    document.pages.map(page => [page.page, page.width, page.height]),
    [
      [1, 720, 540],
      [2, 720, 540],
    ],
  )
  assert.equal(document.blocks[1]?.boxes[0]?.page, 1)
})
