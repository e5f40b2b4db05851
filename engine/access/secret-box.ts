import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'

/** Encrypts short texts (credentials of sources) for the store. Texts never reach a log. */
export interface SecretBox {
  /** AES-256-GCM with a fresh 96-bit nonce (NIST SP 800-38D); two seals of one text differ. */
  seal(text: string): string
  /** Throws ENCRYPTION_KEY_MISMATCH when `sealed` was made with another key, or altered. */
  open(sealed: string): string
}

const keyBytes = 32
const tagBytes = 16

/**
 * The box whose key lies in `keyFile` (base64, readable by its owner alone; permissions are tightened when they
 * are not). The file is made when it is missing. Throws DATA_FOLDER_UNUSABLE when it holds no key.
 */
export const createSecretBox = async (keyFile: string): Promise<SecretBox> => {
  const key = await loadKey(keyFile)
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8)
  return {
    seal: text => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['v1', keyId, nonce.toString('base64url'), body.toString('base64url')].join('.')
    },
    open: sealed => {
      const [version, sealedWith, nonce, body] = sealed.split('.')
      const refuse = (cause?: unknown): PlatformError =>
        new PlatformError('ENCRYPTION_KEY_MISMATCH', { file: keyFile }, { cause })
      if (version !== 'v1' || sealedWith !== keyId || nonce === undefined || body === undefined)
        throw refuse()
      const bytes = Buffer.from(body, 'base64url')
      if (bytes.length < tagBytes) throw refuse()
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
          authTagLength: tagBytes,
        })
        decipher.setAuthTag(bytes.subarray(-tagBytes))
        return decipher.update(bytes.subarray(0, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
      } catch (cause) {
        throw refuse(cause)
      }
    },
  }
}

const loadKey = async (keyFile: string): Promise<Buffer> => {
  try {
    // `wx` makes two processes that start together agree on the key of the first
    await writeFile(keyFile, randomBytes(keyBytes).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!isFileExists(error)) throw error
  }
  if (((await stat(keyFile)).mode & 0o077) !== 0) await chmod(keyFile, 0o600)
  const key = Buffer.from((await readFile(keyFile, 'utf8')).trim(), 'base64')
  if (key.length !== keyBytes)
    throw new PlatformError('DATA_FOLDER_UNUSABLE', {
      folder: keyFile,
      reason: `it must hold ${keyBytes} bytes in base64; restore the key file from your backup`,
    })
  return key
}

const isFileExists = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'
