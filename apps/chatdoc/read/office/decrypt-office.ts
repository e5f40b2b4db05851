import { createDecipheriv, createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import { descendantsOf, parseXml, type XmlElement } from '../xml/parse-xml.ts'
import type { NamedFile } from '../zip/open-zip.ts'
import { compoundStreams } from './compound-streams.ts'

/** Keys of the agile encryption for the parts of its key data ([MS-OFFCRYPTO] 2.3.4.13). */
const blockKeys = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  secretKey: Buffer.from('146e0be7abacd0d6', 'hex'),
} as const
const segmentBytes = 4_096
/** Office uses 100,000; a file that asks for many more would hold the reader up. */
const mostSpins = 10_000_000

interface Cipher {
  readonly salt: Buffer
  readonly blockBytes: number
  readonly keyBits: number
  readonly hash: string
}

const attribute = (element: XmlElement, name: string): string => element.attributes[name] ?? ''
const bytesOf = (element: XmlElement, name: string): Buffer => Buffer.from(attribute(element, name), 'base64')

const cipherOf = (element: XmlElement): Cipher => ({
  salt: bytesOf(element, 'saltValue'),
  blockBytes: Number(attribute(element, 'blockSize')),
  keyBits: Number(attribute(element, 'keyBits')),
  hash: attribute(element, 'hashAlgorithm').replace('-', '').toLowerCase(),
})

const digest = (hash: string, ...parts: readonly Buffer[]): Buffer => {
  const sum = createHash(hash)
  for (const part of parts) sum.update(part)
  return sum.digest()
}

const counter = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Cut or filled with 0x36 to a length, as keys and initial vectors are (2.3.4.11, 2.3.4.12). */
const fitted = (bytes: Buffer, length: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length), 0x36)]).subarray(0, length)

const decrypt = (cipher: Cipher, key: Buffer, vector: Buffer, bytes: Buffer): Buffer => {
  const decipher = createDecipheriv(
    `aes-${cipher.keyBits}-cbc`,
    key,
    fitted(vector, cipher.blockBytes),
  ).setAutoPadding(false)
  return Buffer.concat([decipher.update(bytes), decipher.final()])
}

/** The password hashed as often as the file asks for (2.3.4.11). */
const passwordHash = (cipher: Cipher, password: string, spins: number): Buffer => {
  let hash = digest(cipher.hash, cipher.salt, Buffer.from(password, 'utf16le'))
  for (let spin = 0; spin < spins; spin++) hash = digest(cipher.hash, counter(spin), hash)
  return hash
}

/** The key of the package; undefined where the password is wrong. */
const secretKeyOf = (encryptedKey: XmlElement, password: string): Buffer | undefined => {
  const cipher = cipherOf(encryptedKey)
  const hash = passwordHash(
    cipher,
    password,
    Math.min(mostSpins, Number(attribute(encryptedKey, 'spinCount'))),
  )
  const open = (name: string, blockKey: Buffer): Buffer => {
    const key = fitted(digest(cipher.hash, hash, blockKey), cipher.keyBits / 8)
    return decrypt(cipher, key, cipher.salt, bytesOf(encryptedKey, name))
  }
  const input = open('encryptedVerifierHashInput', blockKeys.verifierInput)
  const expected = open('encryptedVerifierHashValue', blockKeys.verifierHash)
  const found = digest(cipher.hash, input.subarray(0, Number(attribute(encryptedKey, 'saltSize'))))
  if (!expected.subarray(0, found.length).equals(found)) return undefined
  return open('encryptedKeyValue', blockKeys.secretKey).subarray(0, cipher.keyBits / 8)
}

const decryptPackage = (keyData: XmlElement, key: Buffer, encrypted: Buffer): Buffer => {
  const cipher = cipherOf(keyData)
  const size = Number(encrypted.readBigUInt64LE(0))
  const segments: Buffer[] = []
  for (let at = 8, segment = 0; at < encrypted.length; at += segmentBytes, segment++) {
    const bytes = encrypted.subarray(at, at + segmentBytes)
    const whole = bytes.subarray(0, bytes.length - (bytes.length % cipher.blockBytes))
    segments.push(decrypt(cipher, key, digest(cipher.hash, cipher.salt, counter(segment)), whole))
  }
  return Buffer.concat(segments).subarray(0, size)
}

/**
 * The package of an Office file that is encrypted with a password (agile encryption, [MS-OFFCRYPTO] 2.3.4.10, as
 * Office 2010 and later write it). Throws DOCUMENT_PASSWORD_NEEDED where the password is wrong, DOCUMENT_UNREADABLE
 * for other encryptions.
 */
export const decryptOffice = async (file: NamedFile, password: string): Promise<Buffer> => {
  await refuseLarge(file, limits.officePartBytes)
  const stream = compoundStreams(await readFile(file.path))
  const info = stream('EncryptionInfo')
  const encrypted = stream('EncryptedPackage')
  const isAgile = info?.readUInt16LE(0) === 4 && info.readUInt16LE(2) === 4
  const root = isAgile ? parseXml(info.subarray(8).toString('utf8')) : undefined
  const [keyData] = descendantsOf(root, 'keyData')
  const [encryptedKey] = descendantsOf(root, 'encryptedKey')
  if (!encrypted || !keyData || !encryptedKey) {
    const reason =
      'it is encrypted in a way that is not known; save it without a password or with a newer Office'
    throw new PlatformError('DOCUMENT_UNREADABLE', { file: file.name, reason })
  }
  const key = secretKeyOf(encryptedKey, password)
  if (!key) throw new PlatformError('DOCUMENT_PASSWORD_NEEDED', { file: file.name })
  return decryptPackage(keyData, key, encrypted)
}
