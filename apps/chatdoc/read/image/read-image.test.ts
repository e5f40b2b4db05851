import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { withFile } from '../testing/read-made.ts'
import type { ReadWindow } from '../reader.ts'
import { closeRecogniser } from './recognise.ts'
import { readImage } from './read-image.ts'

after(closeRecogniser)
const { signal } = new AbortController()

const canvasOf = (text: string): Canvas => {
  const canvas = createCanvas(1_200, 200)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1_200, 200)
  context.fillStyle = '#000'
  context.font = '40px sans-serif'
  context.fillText(text, 40, 110)
  return canvas
}

/** A TIFF (6.0, uncompressed, 8 bits a sample, RGB) of these pages. */
const makeTiff = (pages: readonly Canvas[]): Buffer => {
  const chunks: Buffer[] = [Buffer.from('49492a0000000000', 'hex')]
  let [length, link] = [8, 4]
  const put = (chunk: Buffer): number => {
    chunks.push(chunk)
    length += chunk.length
    return length - chunk.length
  }
  const links: [number, number][] = []
  for (const page of pages) {
    const { width, height } = page
    const rgba = page.getContext('2d').getImageData(0, 0, width, height).data
    const rgb = Buffer.alloc(width * height * 3)
    for (let at = 0; at < width * height; at++) rgb.set(rgba.subarray(at * 4, at * 4 + 3), at * 3)
    const strip = put(rgb)
    const bits = put(Buffer.from('080008000800', 'hex'))
    const tags: readonly (readonly [number, number, number, number])[] = [
      [256, 4, 1, width],
      [257, 4, 1, height],
      [258, 3, 3, bits],
      [259, 3, 1, 1],
      [262, 3, 1, 2],
      [273, 4, 1, strip],
      [277, 3, 1, 3],
      [278, 4, 1, height],
      [279, 4, 1, rgb.length],
    ]
    const directory = Buffer.alloc(2 + tags.length * 12 + 4)
    directory.writeUInt16LE(tags.length, 0)
    for (const [index, [tag, type, count, value]] of tags.entries()) {
      directory.writeUInt16LE(tag, 2 + index * 12)
      directory.writeUInt16LE(type, 4 + index * 12)
      directory.writeUInt32LE(count, 6 + index * 12)
      directory.writeUInt32LE(value, 10 + index * 12)
    }
    const at = put(directory)
    links.push([link, at])
    link = at + 2 + tags.length * 12
  }
  const tiff = Buffer.concat(chunks)
  for (const [place, target] of links) tiff.writeUInt32LE(target, place)
  return tiff
}

const read = (
  content: Uint8Array,
  more: { readonly resume?: { page: number; carry: unknown }; readonly recognise?: boolean } = {},
): Promise<ReadWindow[]> =>
  withFile('a', content, async ({ path }) => {
    const windows: ReadWindow[] = []
    const file = { path, name: 'a', format: 'image' } as const
    for await (const window of readImage(file, { recognise: true, signal, ...more })) windows.push(window)
    return windows
  })

test('a picture is a page with its text in boxes that lie on it', async () => {
  const [window] = await read(canvasOf('Replace the filter').toBuffer('image/jpeg'))
  const block = window?.blocks[0]
  assert.equal(block?.text, 'Replace the filter')
  assert.deepEqual(window?.pages, [{ page: 1, width: 900, height: 150, origin: 'ocr' }])
  const box = block?.boxes[0]
  assert.ok(box && box.left > 20 && box.left < 40 && box.top > 50 && box.bottom < 95 && box.right < 450)
})

test('a TIFF has a window for each page, and its reading goes on at the page asked for', async () => {
  const tiff = makeTiff([canvasOf('First page'), canvasOf('Second page')])
  const texts = (windows: readonly ReadWindow[]): readonly (string | undefined)[] =>
    windows.map(window => window.blocks[0]?.text)
  assert.deepEqual(texts(await read(tiff)), ['First page', 'Second page'])
  const rest = await read(tiff, { resume: { page: 2, carry: undefined } })
  assert.deepEqual(texts(rest), ['Second page'])
  assert.deepEqual([rest[0]?.lastPage, rest[0]?.pageCount], [2, 2])
})

test('without recognition the page is empty and says why', async () => {
  const [window] = await read(canvasOf('x').toBuffer('image/png'), { recognise: false })
  assert.deepEqual([window?.pages[0]?.origin, window?.notices[0]?.code], ['empty', 'picture-off'])
})
