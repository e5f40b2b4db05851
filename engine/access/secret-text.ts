import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits as base64url: an id that cannot be guessed. */
export const createSecretText = (): string => randomBytes(32).toString('base64url')

/** What the store keeps in place of a secret. A plain hash is enough: the secret is 256 random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The CSRF token of a session: only who holds the session's id, or was told by the server, knows it. */
export const csrfTokenOf = (sessionId: string): string =>
  createHmac('sha256', sessionId).update('millwright-csrf').digest('base64url')

/** Whether two texts are the same, in a time that does not tell where they differ. */
export const isSameSecret = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(left)), Buffer.from(hashSecret(right)))
