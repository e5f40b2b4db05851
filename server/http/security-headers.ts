import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { Config } from '../config/config.ts'

/**
 * Headers of every reply. Scripts come from this origin alone, without eval (charts are drawn by an interpreter).
 * Styles may be inline: the component library and the editor write style elements and attributes at run time.
 */
export const helmetOptions = (config: Pick<Config, 'publicUrl'>): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // over plain HTTP browsers ignore it, and behind a proxy it must only say what the proxy keeps
  strictTransportSecurity: config.publicUrl?.startsWith('https:') === true && { maxAge: 31_536_000 },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
})

/** Features that no page of ours uses, so that no injected one can. */
export const permissionsPolicy = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
