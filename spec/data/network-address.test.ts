import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isForbiddenAddress } from './network-address.ts'

test('forbids metadata services and link-local addresses however they are written', () => {
  for (const address of ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1%eth0', 'FD00:EC2::254', '100.100.100.200', '0.0.0.0', '224.0.0.1'])
    assert.ok(isForbiddenAddress(address), address) // prettier-ignore
})

test('permits the private and loopback addresses of a plant', () => {
  for (const address of ['10.0.0.5', '192.168.169.254', '172.16.3.4', '127.0.0.1', '::1', 'fd12:3456::1', '100.100.100.20'])
    assert.ok(!isForbiddenAddress(address), address) // prettier-ignore
})
