import type { Config } from '../config/config.ts'
import type { StartOptions } from './start-server.ts'
import { startServer } from './start-server.ts'

/**
 * Starts the server and runs it until SIGINT or SIGTERM, then stops in order; a second signal ends at once. A signal
 * that comes while it starts counts too. Resolves when everything is closed.
 */
export const runServer = async (config: Config, options?: StartOptions): Promise<void> => {
  const stopping = Promise.withResolvers<void>()
  let signals = 0
  const stop = (): void => {
    if (++signals > 1) process.exit(1)
    stopping.resolve()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    const server = await startServer(config, options)
    await stopping.promise
    await server.close()
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
