import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCanvas } from '@napi-rs/canvas'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { eraseRules } from './clean-picture.ts'

/** How many dark pixels of a drawing on white are left in a box, before and after. */
const inkIn = (
  draw: (context: SKRSContext2D) => void,
  [left, top, width, height]: readonly [number, number, number, number],
): { readonly before: number; readonly after: number } => {
  const context = createCanvas(1600, 2200).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1600, 2200)
  context.fillStyle = '#000'
  draw(context)
  const pixels = context.getImageData(0, 0, 1600, 2200)
  const count = (): number => {
    let dark = 0
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) if ((pixels.data[(y * 1600 + x) * 4] ?? 255) < 128) dark += 1
    return dark
  }
  const before = count()
  eraseRules(pixels)
  return { before, after: count() }
}

const page = [0, 0, 1600, 2200] as const

test('rules of a table go, level or turned by a degree, along and across', () => {
  const grid = (turnDeg: number) => (context: SKRSContext2D) => {
    context.rotate((turnDeg * Math.PI) / 180)
    for (let row = 0; row < 6; row++) context.fillRect(200, 300 + row * 60, 1000, 3)
    for (let column = 0; column < 5; column++) context.fillRect(200 + column * 250, 300, 3, 303)
  }
  for (const turnDeg of [0, 1, -1.5]) {
    const { before, after } = inkIn(grid(turnDeg), page)
    assert.ok(before > 20_000 && after < 0.02 * before, `${turnDeg}°: ${after} of ${before}`)
  }
})

test('strokes of letters stay, large ones and those beside a rule', () => {
  const letters = (context: SKRSContext2D) => {
    context.fillRect(200, 300, 70, 12) // the bar of a large T
    context.fillRect(229, 300, 12, 90)
    for (let at = 0; at < 20; at++) context.fillRect(200 + at * 30, 600, 20, 4) // dashes
  }
  const { before, after } = inkIn(letters, page)
  assert.equal(after, before)
})

test('filled boxes and pictures stay', () => {
  const { before, after } = inkIn(context => context.fillRect(200, 300, 900, 60), page)
  assert.equal(after, before)
})
