import type { Server } from 'node:http'
import { PlatformError } from '@millwright/spec'

/** Listens; returns the port taken. Throws PORT_IN_USE. */
export const listen = (
  server: Server,
  address: { readonly port: number; readonly host: string },
): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port, host } = address
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(isTaken ? new PlatformError('PORT_IN_USE', { port, host }, { cause: error }) : error)
    })
    server.listen({ port, host }, () => {
      const taken = server.address()
      resolve(typeof taken === 'object' && taken !== null ? taken.port : port)
    })
  })

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
