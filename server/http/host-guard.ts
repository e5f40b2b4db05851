import type { Config } from '../config/config.ts'
import { PlatformError } from '@millwright/spec'

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/** Whether a server bound to `host` can be reached from this machine alone. */
const isLoopback = (host: string): boolean => loopback.has(host) || host.startsWith('127.')

/**
 * Checks that requests are addressed to a name of this server. Without it a web page could reach a server on
 * loopback by a name of its own that resolves to 127.0.0.1 (DNS rebinding). A server bound to the network answers
 * to every name, unless `allowedHosts` lists some.
 */
export const createHostGuard = (
  config: Pick<Config, 'host' | 'allowedHosts' | 'publicUrl'>,
): ((hostHeader: string | undefined) => void) => {
  const named = [
    ...config.allowedHosts,
    ...(config.publicUrl === undefined ? [] : [new URL(config.publicUrl).hostname]),
  ].map(name => name.toLowerCase())
  if (!isLoopback(config.host) && config.allowedHosts.length === 0) return () => {}
  const allowed = new Set([...loopback, config.host, ...named])
  return hostHeader => {
    const host = (hostHeader ?? '').toLowerCase().replace(/:\d+$/, '')
    if (!allowed.has(host)) throw new PlatformError('HOST_REFUSED', { host: host.slice(0, 100) })
  }
}
