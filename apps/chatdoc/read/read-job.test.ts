import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import iconv from 'iconv-lite'
import { makeDocx, makeXlsx } from './testing/make-office.ts'
import { makeZip } from './testing/make-zip.ts'
import { outlineOf, readMade } from './testing/read-made.ts'

const codeOf = async (name: string, content: string | Uint8Array): Promise<string> => {
  try {
    await readMade(name, content)
    return 'read'
  } catch (error) {
    assert.ok(isPlatformError(error), String(error))
    return `${error.code}: ${error.message}`
  }
}

/** An OLE compound file whose directory names one stream. */
const compoundFile = (stream: string): Buffer => {
  const file = Buffer.alloc(1_536)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  Buffer.from(`${stream}\0`, 'utf16le').copy(file, 1_024)
  return file
}

test('the content tells the format where the name is wrong', async () => {
  assert.deepEqual(
    outlineOf(await readMade('manual.pdf', makeDocx('<w:p><w:r><w:t>Word</w:t></w:r></w:p>'))),
    ['paragraph Word'],
  )
  assert.deepEqual(
    outlineOf(await readMade('page.txt', '<!doctype html><html><body><h1>A</h1></body></html>')),
    ['h1 A'],
  )
  assert.deepEqual(outlineOf(await readMade('notes.docx', 'Just words.')), ['paragraph Just words.'])
  assert.deepEqual(outlineOf(await readMade('x.bin', '# A\n\n- b\n\n```\nc\n```\n\n[d](e)\n')), [
    'h1 A',
    '- • b',
    'code c',
    'paragraph d',
  ])
  assert.match(await codeOf('x.html', makeZip([{ name: 'a.txt', content: 'a' }])), /ZIP archive/)
})

test('encrypted and old Office files say what they are and the way out', async () => {
  assert.match(await codeOf('a.docx', compoundFile('EncryptedPackage')), /^DOCUMENT_PASSWORD_NEEDED/)
  assert.match(
    await codeOf('a.doc', compoundFile('WordDocument')),
    /^DOCUMENT_FORMAT_UNKNOWN.*Word 97–2003.*save it as DOCX/,
  )
  assert.match(await codeOf('a.xls', compoundFile('Workbook')), /^DOCUMENT_FORMAT_UNKNOWN.*save it as XLSX/)
  assert.match(await codeOf('a.rtf', '{\\rtf1 x}'), /^DOCUMENT_FORMAT_UNKNOWN.*RTF/)
})

test('empty, binary and broken files are refused with their reason', async () => {
  assert.match(await codeOf('a.txt', ''), /^DOCUMENT_EMPTY/)
  assert.match(await codeOf('a.txt', ' \n\t\n'), /^DOCUMENT_EMPTY/)
  assert.match(await codeOf('a.html', '<!doctype html><html><body></body></html>'), /^DOCUMENT_EMPTY/)
  assert.match(await codeOf('a.txt', Buffer.alloc(100_000)), /^DOCUMENT_FORMAT_UNKNOWN/)
  const docx = makeDocx('<w:p><w:r><w:t>Word</w:t></w:r></w:p>')
  assert.match(
    await codeOf('a.docx', docx.subarray(0, docx.length - 40)),
    /^DOCUMENT_UNREADABLE.*its end is missing/,
  )
  assert.match(
    await codeOf('a.png', Buffer.from('\x89PNG\r\n\x1a\nbroken', 'latin1')),
    /^DOCUMENT_UNREADABLE/,
  )
})

test('a stray NUL is borne, and Chinese text is read from GB18030', async () => {
  assert.deepEqual(outlineOf(await readMade('a.txt', 'one\0 two')), ['paragraph one two'])
  const document = await readMade(
    'a.txt',
    iconv.encode('第一章 安全\n\n警告：操作前请切断电源。\n', 'gb18030'),
  )
  assert.deepEqual(outlineOf(document), ['h1 第一章 安全', 'warning 警告：操作前请切断电源。'])
  assert.equal(document.language, 'zh')
})

test('entities that a document defines are not expanded', async () => {
  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
  const document = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${lol}]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>a &l9; b</w:t></w:r></w:p></w:body></w:document>`
  const bomb = makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content:
        '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    { name: 'word/document.xml', content: document },
  ])
  assert.ok(((await readMade('a.docx', bomb)).blocks[0]?.text.length ?? 0) < 20)
})

test('a part that unpacks without measure is a zip bomb', async () => {
  const bomb = makeDocx('<w:p/>', { media: ' '.repeat(90_000_000) })
  assert.match(await codeOf('a.docx', bomb), /^DOCUMENT_TOO_LARGE.*zip bomb/)
})

test('deeply nested HTML and XML are read without end of stack', async () => {
  const document = await readMade('a.html', `<html><body>${'<div>'.repeat(50_000)}deep`)
  assert.deepEqual(outlineOf(document), ['paragraph deep'])
  const nested = makeDocx(
    `${'<w:sdt><w:sdtContent>'.repeat(5_000)}<w:p/>${'</w:sdtContent></w:sdt>'.repeat(5_000)}`,
  )
  assert.match(await codeOf('a.docx', nested), /^DOCUMENT_EMPTY/)
})

test('a sheet of 10,000 columns is cut with a notice', async () => {
  const cells = Array.from({ length: 10_000 }, (_, at) => `<c t="str"><v>c${at}</v></c>`).join('')
  const document = await readMade(
    'a.xlsx',
    makeXlsx({ Wide: `<sheetData><row r="1">${cells}</row></sheetData>` }),
  )
  const table = document.blocks.find(block => block.kind === 'table')
  assert.equal(table?.columns, 1_024)
  assert.match(
    document.notices[0]?.message.en ?? '',
    /"Wide" is wider than the 1024 columns.*8976 were left out/,
  )
})
