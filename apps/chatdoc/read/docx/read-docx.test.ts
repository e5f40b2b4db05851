import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDocx } from '../testing/make-office.ts'
import { outlineOf, readMade } from '../testing/read-made.ts'

const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const item = (text: string, level = 0, numId = 1): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`)
const styled = (text: string, style: string): string => paragraph(text, `<w:pStyle w:val="${style}"/>`)

const styles = `<w:styles xmlns:w="w">
  <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
  <w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>
  <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>`
const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const numbering = `<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`

const read = async (body: string): Promise<string[]> =>
  outlineOf(await readMade('a.docx', makeDocx(body, { styles, numbering })))

test('headings and items carry the numbers that Word prints, also where a list goes on or begins again', async () => {
  assert.deepEqual(
    await read(
      styled('Safety', 'H1') +
        styled('Lifting', 'H2') +
        item('Stop') +
        item('Press', 1) +
        paragraph('Wait.') +
        item('Go') +
        item('New', 0, 3) +
        styled('Use', 'H1'),
    ),
    [
      'h1 1 Safety',
      'h2 1.1 Lifting',
      '- 1. Stop',
      '-- a) Press',
      'paragraph Wait.',
      '- 2. Go',
      '- 1. New',
      'h1 2 Use',
    ],
  )
})

test('tables keep merged cells and header rows, a frame of one cell is what it holds, captions find their table', async () => {
  const cell = (text: string, properties = ''): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`
  const merged = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Bolt')}${cell('Torque', '<w:gridSpan w:val="2"/>')}</w:tr>
    <w:tr>${cell('M8', '<w:vMerge w:val="restart"/>')}${cell('20')}${cell('25')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('22')}${cell('27')}</w:tr></w:tbl>`
  const framed = `<w:tbl><w:tr>${cell('WARNING: Hot surface.')}</w:tr></w:tbl>`
  assert.deepEqual(await read(styled('Table 1: Torques', 'Cap') + merged + framed), [
    'table Table 1: Torques / Bolt | Torque |  ⏎ M8 | 20 | 25 ⏎  | 22 | 27',
    'warning WARNING: Hot surface.',
  ])
})

test('text boxes, formulas and code are read; deleted text, field codes and the table of contents are not', async () => {
  const box = `<w:p><w:r><w:pict><v:textbox xmlns:v="v"><w:txbxContent>${paragraph('In a box')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>`
  const math =
    '<w:p><m:oMath xmlns:m="m"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>'
  const deleted =
    '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><w:ins><w:r><w:t>kept</w:t></w:r></w:ins></w:p>'
  const code = styled('if x:', 'Code') + styled('  y()', 'Code')
  assert.deepEqual(await read(styled('Safety 3', 'TOC1') + box + math + deleted + code), [
    'paragraph In a box',
    'paragraph (a+b)/2',
    'paragraph kept',
    'code if x: ⏎   y()',
  ])
})
