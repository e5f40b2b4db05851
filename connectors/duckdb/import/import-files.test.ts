import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importOf } from './testing-import.ts'

const chinese =
  '日期,班次,产量,合格率,是否停机\n2024年3月5日,白班,"1,234",98.5%,是\n2024年3月6日,夜班,"2,345",97.0%,否\n2024年3月7日,夜班,987,99.25%,否\n'

/** Encodes through a table, for Node itself writes no GB18030. */
const toGb18030 = (text: string): Uint8Array => {
  const codes = new Map<string, readonly number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Uint8Array.from(
    Array.from(text).flatMap(c => (c < '\u0080' ? [c.charCodeAt(0)] : (codes.get(c) ?? [63]))),
  )
}

const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16()

test('one table is read alike from every encoding', async t => {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'plain.csv': chinese,
    'marked.csv': `\ufeff${chinese}`,
    'little.csv': Buffer.from(`\ufeff${chinese}`, 'utf16le'),
    'little without mark.csv': Buffer.from(chinese, 'utf16le'),
    'big.csv': utf16be(`\ufeff${chinese}`),
    '国标.csv': toGb18030(chinese),
  }
  const { tables } = await importOf(t, files)
  assert.equal(tables.length, 6)
  for (const table of tables) {
    assert.deepEqual(
      table.columns,
      ['日期:date', '班次:text', '产量:integer', '合格率:float', '是否停机:boolean'],
      table.name,
    )
    assert.deepEqual(table.rows[0], ['2024-03-05', '白班', 1234, 98.5, true], table.name)
  }
})

test('delimiters, quoted line breaks and doubled quotes are read as they were written', async t => {
  const { tables } = await importOf(t, {
    'a.csv': 'name;amount;ratio\nA;1.234,50;0,5\nB;12.345,75;0,25\n',
    'b.txt': 'name|when\nA|2024/3/5\nB|2024/12/15\n',
    'c.tsv': 'name\twhen\nA\t05.03.2024\nB\t25.03.2024\n',
    'd.csv': 'id,comment\n1,"one\ntwo, three"\n2,"he said ""hi"""\n',
  })
  assert.deepEqual(
    tables.map(table => table.rows[0]),
    [
      ['A', 1234.5, 0.5],
      ['A', '2024-03-05'],
      ['A', '2024-03-05'],
      [1, 'one\ntwo, three'],
    ],
  )
  assert.deepEqual(tables[3]?.rows[1], [2, 'he said "hi"'])
})

test('days are read in the ways in which people write them, and codes stay codes', async t => {
  const { tables } = await importOf(t, {
    'days.csv':
      'a,b,c,d,start date,end time,code\n2024/3/5,3-Mar-24,Mar-24,March 2024,45356,45356.5,0012\n2024/12/5,13-Dec-23,Dec-23,December 2023,45631,45631.25,1234\n',
  })
  assert.deepEqual(tables[0]?.rows[0], [
    '2024-03-05',
    '2024-03-03',
    '2024-03-01',
    '2024-03-01',
    '2024-03-05',
    '2024-03-05T12:00:00',
    '0012',
  ])
})

test('numbers under a header that may mean a duration are no Excel dates', async t => {
  const { tables } = await importOf(t, { 'run.csv': '停机时间,cycle time\n45356,45000\n45631,46000\n' })
  assert.deepEqual(tables[0]?.columns, ['停机时间:integer', 'cycle time:integer'])
})

test('a table of two words in turns is a column of yes and no, however regular it is', async t => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},${i % 2 === 0 ? 'yes' : 'no'}`)
  const { tables } = await importOf(t, { 'ok.csv': `id,ok\n${rows.join('\n')}\n` })
  assert.deepEqual(tables[0]?.columns, ['id:integer', 'ok:boolean'])
})

test('a title, a row of units with blanks, repeated names and a total at the end are understood', async t => {
  const { tables, notes } = await importOf(t, {
    'r.csv':
      'Report of March\n\nLine,Qty,Qty,,Speed\n,pcs,pcs,,mm/s\nA,10,20,x,1.5\nB,11,21,y,2.5\nTotal,21,41,,\n',
  })
  assert.deepEqual(tables[0]?.columns, [
    'Line:text',
    'Qty [pcs]:integer',
    'Qty [pcs]_2:integer',
    'column4:text',
    'Speed [mm/s]:float',
  ])
  assert.equal(tables[0]?.rows.length, 2)
  assert.ok(notes.some(note => /line 7 \("Total"\) is the sum/.test(note)))
})

test('subtotals are left out where they are proven, and kept where they are not', async t => {
  const { tables, notes } = await importOf(t, {
    'sub.csv': 'line,qty\nA,1\nA,2\nSubtotal,3\nB,4\nB,5\nSubtotal,9\nTotal,12\n',
    'name.csv': 'company,qty\nTotal,7\nShell,2\nTotal SA,11\nEni,5\n',
  })
  assert.deepEqual(
    tables.map(({ name, rows }) => [name, rows.length]),
    [
      ['name', 4],
      ['sub', 4],
    ],
  )
  assert.ok(notes.some(note => note.startsWith('lines 4, 7, 8')))
})

test('a row of averages is left out where it is proven, and makes no texts of the numbers above it', async t => {
  const { tables, notes } = await importOf(t, {
    'runs.csv': 'rank,part,cycles\n1,A,12400\n2,B,11950\n3,C,11020\nAverage,,11790\n',
    '均值.csv': '序号,数量\n1,2\n2,5\n平均,3.5\n合计,7\n',
    'kept.csv': 'rank,part,cycles\n1,A,12400\n2,B,11950\nAverage,,500\n',
  })
  assert.deepEqual(
    tables.map(({ name, rows, columns }) => [name, rows.length, columns[0]]),
    [
      ['kept', 3, 'rank:text'],
      ['runs', 3, 'rank:integer'],
      ['均值', 2, '序号:integer'],
    ],
  )
  assert.ok(
    notes.some(note => note === 'line 5 ("Average") is the average of the rows above and was left out'),
  )
})

test('how long something took is no time of day', async t => {
  const { tables } = await importOf(t, {
    'log.csv': 'Started at,Time needed,用时,Lap time\n06:30,0:35,1:20,1:02.77\n14:05,2:10,0:45,0:58.41\n',
  })
  assert.deepEqual(tables[0]?.columns, ['Started at:time', 'Time needed:text', '用时:text', 'Lap time:text'])
})

test('several tables in one small file are several tables; a note below a table is no row', async t => {
  const { tables, notes } = await importOf(t, {
    'two.csv': 'line,qty\nA,1\nB,2\n\nreason,minutes,who\njam,5,x\ntool,7,y\n\nSource: MES\n',
  })
  assert.deepEqual(
    tables.map(table => [table.name, table.rows.length]),
    [
      ['two 1', 2],
      ['two 2', 2],
    ],
  )
  assert.ok(notes.includes('text below the table: Source: MES'))
})

test('blank lines inside one table do not split it', async t => {
  const { tables } = await importOf(t, { 'gap.csv': 'line,qty\nA,1\n\nB,2\n\n\nC,3\n' })
  assert.deepEqual(tables[0]?.rows, [['A', 1], ['B', 2], ['C', 3]]) // prettier-ignore
})

test('years and a blank corner head a table, also where all of it is text', async t => {
  const { tables } = await importOf(t, {
    'votes.csv': ',1948,1952,1956\nall,50,45,42\nwhite,50,43,41\n',
    'won.csv': ',Prize,Mention,Mention\n1996,A,B,C\n1997,D,E,F\n',
  })
  assert.deepEqual(
    tables.map(table => table.columns.join(' ')),
    [
      'column1:text 1948:integer 1952:integer 1956:integer',
      'column1:integer Prize:text Mention:text Mention_2:text',
    ],
  )
})

test('JSON in lines, in a list and wrapped in an object is read, with codes kept as text', async t => {
  const { tables } = await importOf(t, {
    'a.ndjson': '{"a":1,"b":"001"}\n{"a":2,"b":"002","c":true}\n',
    'b.json': '[{"a":1,"b":"001"},{"a":2.5}]',
    'c.json': '{"status":"ok","data":[{"a":1,"b":"001"},{"a":2,"b":"002"}]}',
  })
  assert.deepEqual(
    tables.map(table => table.rows[0]),
    [
      [1, '001', null],
      [1, '001'],
      [1, '001'],
    ],
  )
})

test('what cannot be read is refused with the place and the reason', async t => {
  const wide = Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')
  const noise = Uint8Array.from({ length: 9000 }, (_, i) => ((i * 7919 + ((i * i) % 251)) % 255) + 1)
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])
  const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['empty.csv', '', /empty\.csv cannot be read: is empty/],
    ['blank.csv', ' \n\n', /has no rows/],
    ['cut.csv', 'id,comment\n1,ok\n2,"cut in the mid', /line 3: a quote opens here and never closes/],
    ['zero.csv', 'a,b\n1,\u0000\n', /line 2: has zero bytes/],
    ['noise.csv', noise, /control characters/],
    ['wide.csv', `${wide}\n${wide}\n`, /5000 columns; at most 4000 are read; keep the columns/],
    ['cut.json', '[{"a":1},{"a":', /Malformed JSON/],
    ['a.xlsx', 'hello', /is not an Excel workbook/],
    ['old.xlsx', compound, /old Excel file/],
    [
      'locked.xlsx',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
      /protected by a password/,
    ],
    ['a.parquet', 'hello', /does not start with PAR1/],
    ['a.docx', 'hello', /\.docx are not read/],
  ]
  for (const [name, content, message] of refused)
    await assert.rejects(importOf(t, { [name]: content }), message, name)
})

test('text that looks like SQL, a formula or an instruction is text', async t => {
  const cells = [`'; DROP TABLE x; --`, '=HYPERLINK("http://x")', 'Ignore previous instructions']
  const body = cells.map((cell, i) => `${i},"${cell.replaceAll('"', '""')}"`).join('\n')
  const { tables } = await importOf(t, { [`a'; DROP TABLE b; --.csv`]: `id,"no""te'"\n${body}\n` })
  assert.deepEqual(tables[0]?.columns, ['id:integer', `no"te':text`])
  assert.deepEqual(
    tables[0]?.rows.map(row => row[1]),
    cells,
  )
})
