import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { toStoreError } from './store-error.ts'

const driverError = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code })

describe('errors of the store', () => {
  it('tells a lost, refused or overloaded server as STORE_UNAVAILABLE, with its reason and cause', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', '57P01', '53300', '08006', '28P01', '3D000']) {
      const cause = driverError(code, `told by ${code}`)
      const error = toStoreError(cause, {})
      assert.ok(isPlatformError(error, 'STORE_UNAVAILABLE'), code)
      assert.equal(error.data.reason, `told by ${code}`)
      assert.equal(error.cause, cause)
    }
  })

  it('leaves errors of the statement as they are', () => {
    for (const code of ['23505', '42P01', '40001', '22012', 'ERR_INVALID_ARG_TYPE']) {
      const error = driverError(code)
      assert.equal(toStoreError(error, { folder: '/data' }), error)
    }
    assert.equal(toStoreError('text', {}), 'text')
  })

  it('names the folder when its disk is full, and the server when its own is', () => {
    const full = driverError('53100', 'could not extend file: No space left on device')
    const local = toStoreError(full, { folder: '/data/store' })
    assert.ok(isPlatformError(local, 'DATA_FOLDER_UNUSABLE'))
    assert.match(local.message, /\/data\/store cannot be used: the disk is full/)
    assert.ok(isPlatformError(toStoreError(full, {}), 'STORE_UNAVAILABLE'))
  })
})
