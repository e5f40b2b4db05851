import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAddress } from './address.ts'

test('an address is read with its encoded parts; options of the driver are not', () => {
  const { location, ...address } = parseAddress(
    'mariadb://a%40b:p%2Fw@db.plant/mes?sslmode=verify-full&multipleStatements=true&host=169.254.169.254&socketPath=/x',
  )
  assert.deepEqual(address, {
    host: 'db.plant',
    port: 3306,
    user: 'a@b',
    password: 'p/w',
    database: 'mes',
    ssl: { rejectUnauthorized: true },
  })
  assert.equal(location, 'db.plant/mes')
})

test('what is no address is refused without repeating its secrets', () => {
  for (const text of ['mysql://u:s3cret%zz@h/d', 'mysql://u:s3cret@h', 'postgres://u:s3cret@h/d', 's3cret'])
    assert.throws(
      () => parseAddress(text),
      (error: Error) => /connection string/.test(error.message) && !error.message.includes('s3cret'),
      text,
    )
})
