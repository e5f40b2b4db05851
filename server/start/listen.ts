import type { Server } from 'node:http'
import { PlatformError } from '@millwright/spec'

interface Address {
  readonly port: number
  readonly host: string
}

/** Listens; returns the port taken. Throws PORT_IN_USE, or CONFIG_INVALID for an address that cannot be taken. */
export const listen = (server: Server, address: Address): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port, host } = address
    server.once('error', (error: NodeJS.ErrnoException) => reject(toPublicError(error, address)))
    server.listen({ port, host }, () => {
      const taken = server.address()
      resolve(typeof taken === 'object' && taken !== null ? taken.port : port)
    })
  })

const toPublicError = (cause: NodeJS.ErrnoException, { port, host }: Address): Error => {
  if (cause.code === 'EADDRINUSE') return new PlatformError('PORT_IN_USE', { port, host }, { cause })
  const problem =
    cause.code === 'EACCES'
      ? `port ${port} needs rights that this user does not have; take one above 1023`
      : cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND'
        ? `host ${host} is not an address of this machine`
        : undefined
  return problem === undefined
    ? cause
    : new PlatformError('CONFIG_INVALID', { problems: [problem] }, { cause })
}

const sweepMs = 50

/** Takes no more connections, lets requests in work end for `graceMs`, then cuts what is left. */
export const stopListening = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  // a kept-alive connection falls idle only when its request has ended
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
