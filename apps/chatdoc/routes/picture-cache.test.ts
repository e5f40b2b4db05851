import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPictureCache } from './picture-cache.ts'

const picture = (bytes: number): Uint8Array => new Uint8Array(bytes)

test('the picture that was not used for longest goes first when there is no room', () => {
  const cache = createPictureCache(100)
  for (const key of ['a', 'b', 'c', 'd']) cache.put('r', key, picture(25))
  assert.ok(cache.get('r', 'a'))
  cache.put('r', 'e', picture(25))
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e'].map(key => cache.get('r', key) !== undefined),
    [true, false, true, true, true],
  )
})

test('pictures of a deleted revision are gone, and one drawn while it was deleted is not kept', () => {
  const cache = createPictureCache()
  cache.put('gone', '1', picture(1))
  cache.put('kept', '1', picture(1))
  assert.equal(cache.forget(['gone']), 1)
  cache.put('gone', '2', picture(1))
  assert.deepEqual([cache.get('gone', '1'), cache.get('gone', '2')], [undefined, undefined])
  assert.ok(cache.get('kept', '1'))
})
