import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expandFile } from '../archive/expand-file.ts'
import { outlineOf, readMade, withFile } from '../testing/read-made.ts'

const message = `From: Li Na <li@example.com>
To: shift@example.com
Subject: =?utf-8?B?${Buffer.from('主轴报警').toString('base64')}?=
Date: Mon, 05 May 2025 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Warning: stop the machine.
--b
Content-Type: text/csv; name="torque.csv"
Content-Disposition: attachment; filename="../torque.csv"

Bolt,Torque
M8,25
M10,50
--b--
`

test('the subject is the title, the head is parameters, the body is read, attachments are told', async () => {
  const document = await readMade('a.eml', message)
  assert.equal(document.title, '主轴报警')
  assert.deepEqual(outlineOf(document), [
    'h1 主轴报警',
    'parameter From: Li Na <li@example.com>',
    'parameter To: shift@example.com',
    'parameter Date: 2025-05-05T08:00:00.000Z',
    'warning Warning: stop the machine.',
  ])
  assert.match(document.notices[0]?.message.en ?? '', /torque\.csv/)
})

test('an attachment is a document of its own, its name without folders', async () => {
  await withFile('a.eml', message, async file => {
    const names: string[] = []
    for await (const part of expandFile(file, { signal: new AbortController().signal }))
      names.push(`${part.kind} ${part.name}`)
    assert.deepEqual(names, ['file a.eml', 'file a.eml/torque.csv'])
  })
})
