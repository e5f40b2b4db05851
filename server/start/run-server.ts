import type { Config } from '../config/config.ts'
import type { StartOptions } from './start-server.ts'
import { startServer } from './start-server.ts'

/**
 * Starts the server and runs it until SIGINT or SIGTERM, then stops in order; a second signal ends at once. Resolves
 * when everything is closed.
 */
export const runServer = async (config: Config, options?: StartOptions): Promise<void> => {
  const server = await startServer(config, options)
  await new Promise<void>((resolve, reject) => {
    let isStopping = false
    const stop = (): void => {
      if (isStopping) process.exit(1)
      isStopping = true
      server.close().then(resolve, reject)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}
