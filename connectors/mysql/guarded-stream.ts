import { lookup } from 'node:dns'
import { createConnection, isIP, Socket } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isForbiddenAddress } from '@millwright/spec'

const refusal = (address: string): Error =>
  Object.assign(new Error(`${address} is not an address where a database may be`), { code: 'EADDRFORBIDDEN' })

/** Resolves a name and refuses it where any of its addresses is forbidden, so that no name hides one. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const bad = addresses.find(({ address }) => isForbiddenAddress(address))
    if (bad) return callback(refusal(bad.address), [])
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    return callback(null, first?.address ?? '', first?.family)
  })
}

/** A connection to nowhere that `isForbiddenAddress` names, checked on the address really used. */
export const connectGuarded = (host: string, port: number): Socket => {
  if (isIP(host) === 0 || !isForbiddenAddress(host))
    return createConnection({ host, port, lookup: guardedLookup, keepAlive: true })
  const socket = new Socket()
  process.nextTick(() => socket.destroy(refusal(host)))
  return socket
}
