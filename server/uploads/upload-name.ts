import { PlatformError } from '@millwright/spec'

const longestBytes = 200

const refused = (sent: string): PlatformError =>
  new PlatformError('INPUT_INVALID', {
    problems: [`"${sent.slice(0, 80).replace(/\p{C}/gu, '?')}" cannot be the name of an uploaded file`],
  })

const isBadFolder = (part: string): boolean =>
  part === '..' || part === '.' || part === '' || part.endsWith(':')

const isBadName = (name: string): boolean =>
  name.trim() === '' ||
  name.startsWith('.') ||
  /[. ]$/.test(name) ||
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*]/u.test(name) ||
  Buffer.byteLength(name) > longestBytes

/**
 * The name under which an uploaded file is kept: the last part of what the browser sent (a dropped folder sends
 * paths), in NFC. Throws INPUT_INVALID for names that climb out of a folder, hide, or cannot be file names.
 */
export const toUploadName = (sent: string): string => {
  const parts = sent.normalize('NFC').split(/[/\\]/)
  const name = parts.at(-1) ?? ''
  if (parts.slice(0, -1).some(isBadFolder) || isBadName(name)) throw refused(sent)
  return name
}

const longestPath = 1000

/** The same with the folders before it, `/` between them; every one of them must be a name too. */
export const toUploadPath = (sent: string): string => {
  const parts = sent.normalize('NFC').split(/[/\\]/)
  if (parts.some(part => isBadFolder(part) || isBadName(part)) || sent.length > longestPath)
    throw refused(sent)
  return parts.join('/')
}
