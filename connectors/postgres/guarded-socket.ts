import { lookup } from 'node:dns'
import { isIP, Socket } from 'node:net'
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

/** A socket that connects nowhere that `isForbiddenAddress` names, checked on the address really used. */
export const createGuardedSocket = (): Socket => {
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  const guarded = (port: unknown, host: unknown): Socket => {
    if (typeof host !== 'string') {
      process.nextTick(() => socket.destroy(refusal('a local socket')))
      return socket
    }
    if (isIP(host) !== 0 && isForbiddenAddress(host)) {
      process.nextTick(() => socket.destroy(refusal(host)))
      return socket
    }
    return connect({ port: Number(port), host, lookup: guardedLookup })
  }
  return Object.assign(socket, { connect: guarded })
}
