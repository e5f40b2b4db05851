import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { pino } from 'pino'
import { redactSecrets } from '@millwright/engine'
import type { LogLevel } from '../config/config.ts'
import { pathOf } from './reply-errors.ts'

/** JSON lines on standard error, without secrets; standard output belongs to the person who started the server. */
export const createLog = (level: LogLevel, destination?: { write(line: string): void }): Logger => {
  const options = {
    level,
    base: null,
    serializers: {
      err: (error: unknown) => redactSecrets(describeError(error)),
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request) }),
    },
  }
  return pino(options, destination ?? pino.destination({ dest: 2, sync: false }))
}

const describeError = (error: unknown): unknown =>
  error instanceof Error
    ? {
        message: error.message,
        stack: error.stack,
        ...(error.cause !== undefined && { cause: describeError(error.cause) }),
      }
    : String(error)

const slowMs = 2000

/** One line a request: at `debug`, or at `warn` where it was slow or failed here. */
export const logResponse = (
  log: FastifyBaseLogger,
  facts: {
    readonly method: string
    readonly path: string
    readonly status: number
    readonly ms: number
    readonly personId?: string
  },
): void => {
  const level = facts.status >= 500 || facts.ms >= slowMs ? 'warn' : 'debug'
  log[level]({ ...facts, ms: Math.round(facts.ms) }, 'request-answered')
}
