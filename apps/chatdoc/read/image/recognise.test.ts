import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createCanvas } from '@napi-rs/canvas'
import { closeRecogniser, recognise } from './recognise.ts'

after(closeRecogniser)
const signal = new AbortController().signal

/** Four lines of text on white, turned clockwise. */
const pictureOf = (turnDeg: 0 | 90 | 180 | 270): Uint8Array => {
  const isSideways = turnDeg % 180 !== 0
  const canvas = createCanvas(isSideways ? 600 : 1200, isSideways ? 1200 : 600)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turnDeg * Math.PI) / 180)
  context.translate(-600, -300)
  context.fillStyle = '#000'
  context.font = '34px sans-serif'
  for (const [index, text] of [
    'Spindle drive fault',
    'Switch the machine off',
    'Check the motor cable',
  ].entries())
    context.fillText(text, 60, 100 + index * 60)
  context.fillText('Size', 60, 400)
  context.fillText('Torque', 700, 400)
  return canvas.toBuffer('image/png')
}

test('text is recognised whichever way the picture lies, with boxes of the picture as given', async () => {
  for (const turnDeg of [0, 90, 180, 270] as const) {
    const lines = await recognise(pictureOf(turnDeg), { signal })
    assert.equal(lines[0]?.text, 'Spindle drive fault', `turned by ${turnDeg}`)
    assert.equal((turnDeg + (lines[0]?.rotation ?? 0)) % 360, 0)
    assert.ok((lines[0]?.confidence ?? 0) > 80)
    const box = lines[0] ?? { left: 0, top: 0, right: 0, bottom: 0 }
    const center = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
    const expected = { 0: [210, 90], 90: [510, 210], 180: [990, 510], 270: [90, 990] }[turnDeg]
    assert.ok(
      Math.abs(center.x - (expected[0] ?? 0)) < 30 && Math.abs(center.y - (expected[1] ?? 0)) < 30,
      `${turnDeg}`,
    )
  }
})

test('words with a wide gap between them are separate runs', async () => {
  const texts = (await recognise(pictureOf(0), { signal })).map(line => line.text)
  assert.ok(texts.includes('Size') && texts.includes('Torque'))
})

test('a ruled table is read cell by cell, on fills of colour too', async () => {
  const canvas = createCanvas(1600, 700)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1600, 700)
  context.fillStyle = '#fc9'
  context.fillRect(100, 100, 1200, 80)
  context.font = '34px sans-serif'
  const rows = [
    ['Screw', 'Torque', 'Width'],
    ['M8', '25', '13'],
    ['M10', '47', '17'],
    ['M12', '84', '19'],
  ]
  for (const [row, texts] of rows.entries())
    for (const [column, text] of texts.entries()) {
      context.fillStyle = row === 0 ? '#933300' : '#000'
      context.fillText(text, 140 + column * 400, 155 + row * 80)
    }
  context.fillStyle = '#933300'
  for (let at = 0; at <= 4; at++) context.fillRect(100, 100 + at * 80, 1200, 3)
  for (let at = 0; at <= 3; at++) context.fillRect(100 + at * 400, 100, 3, 320)
  const texts = (await recognise(canvas.toBuffer('image/png'), { signal })).map(line => line.text)
  for (const text of rows.flat()) assert.ok(texts.includes(text), `${text} of ${texts.join(' | ')}`)
})

test('an aborted recognition ends, and the next one works', async () => {
  const abort = new AbortController()
  const pending = recognise(pictureOf(0), { signal: abort.signal })
  abort.abort()
  await assert.rejects(pending, { name: 'AbortError' })
  assert.ok((await recognise(pictureOf(0), { signal })).length > 2)
})
