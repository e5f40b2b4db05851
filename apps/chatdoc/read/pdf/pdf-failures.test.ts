import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFHexString, PDFName } from 'pdf-lib'
import { isPlatformError } from '@millwright/spec'
import { makePdf, readWindows, saveFile, savePdf } from './made-pdf.ts'
import { renderPage } from './render-page.ts'
import { isReadable } from './text-layer.ts'

const refusedWith = (code: string) => (error: unknown) => isPlatformError(error) && error.code === code

test('an encrypted file asks for its password', async context => {
  const pdf = await makePdf()
  const bytes32 = PDFHexString.of('ab'.repeat(32))
  const { context: objects } = pdf.document
  objects.trailerInfo.Encrypt = objects.obj({ Filter: 'Standard', V: 1, R: 2, O: bytes32, U: bytes32, P: -4 })
  objects.trailerInfo.ID = objects.obj([PDFHexString.of('00'), PDFHexString.of('00')])
  const path = await saveFile(context, await pdf.document.save({ useObjectStreams: false }))
  await assert.rejects(readWindows(path), refusedWith('DOCUMENT_PASSWORD_NEEDED'))
  await assert.rejects(renderPage(path, 1), refusedWith('DOCUMENT_PASSWORD_NEEDED'))
})

test('a file that is no PDF inside is unreadable', async context => {
  const path = await saveFile(context, Buffer.from('%PDF-1.7 and then nothing of the kind'))
  await assert.rejects(readWindows(path), refusedWith('DOCUMENT_UNREADABLE'))
})

test('a page that cannot be opened is told with its number, and what comes before it is read', async context => {
  const pdf = await makePdf()
  pdf.write('The first page is whole.', 50, 100)
  pdf.newPage()
  pdf.document.catalog.Pages().Kids().set(1, pdf.document.context.obj(7))
  const [window] = await readWindows(await savePdf(context, pdf))
  assert.deepEqual(
    window?.notices.map(notice => [notice.code, notice.page]),
    [['page-unreadable', 2]],
  )
  assert.equal(window?.blocks[0]?.text, 'The first page is whole.')
})

test('the pages around one whose fonts are missing are read', async context => {
  const pdf = await makePdf()
  for (const text of ['The first page is whole.', 'lost', 'The third page is whole.']) {
    pdf.write(text, 50, 200)
    if (text !== 'The third page is whole.') pdf.newPage()
  }
  await pdf.document.flush()
  pdf.document.getPage(1).node.set(PDFName.of('Resources'), pdf.document.context.obj(5))
  const [window] = await readWindows(await savePdf(context, pdf))
  const texts = window?.blocks.map(block => block.text) ?? []
  assert.deepEqual([texts[0], texts.at(-1)], ['The first page is whole.', 'The third page is whole.'])
})

test('a page that shows something but has no text is told where text is not to be recognised', async context => {
  const pdf = await makePdf()
  pdf.page.drawRectangle({ x: 10, y: 10, width: 300, height: 300 })
  pdf.newPage()
  const [window] = await readWindows(await savePdf(context, pdf))
  assert.deepEqual(
    window?.notices.map(notice => [notice.code, notice.page]),
    [['page-not-recognised', 1]],
  )
  assert.deepEqual(
    window?.pages.map(page => page.origin),
    ['empty', 'empty'],
  )
})

test('a text layer whose letters are not known counts as none', () => {
  assert.equal(isReadable({ glyphs: 200, unmapped: 150 }), false)
  assert.equal(isReadable({ glyphs: 200, unmapped: 4 }), true)
})

test('reading stops when it is aborted', async context => {
  const pdf = await makePdf()
  pdf.write('text', 50, 100)
  const path = await savePdf(context, pdf)
  await assert.rejects(readWindows(path, { signal: AbortSignal.abort(new Error('enough')) }), /enough/)
})

test('a page is drawn as PNG of the wanted width; one that is not there is refused with its number', async context => {
  const pdf = await makePdf()
  pdf.write('text', 50, 100)
  const path = await savePdf(context, pdf)
  const png = Buffer.from(await renderPage(path, 1, { widthPx: 300 }))
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [300, 400])
  await assert.rejects(
    renderPage(path, 2),
    error => isPlatformError(error, 'DOCUMENT_UNREADABLE') && error.data.page === 2,
  )
})
