import { PlatformError } from '@millwright/spec'

const longestBytes = 200

/**
 * The name under which an uploaded file is kept: the last part of what the browser sent (a dropped folder sends
 * paths), in NFC. Throws INPUT_INVALID for names that climb out of a folder, hide, or cannot be file names.
 */
export const toUploadName = (sent: string): string => {
  const parts = sent.normalize('NFC').split(/[/\\]/)
  const name = parts.at(-1) ?? ''
  const isBad =
    parts.slice(0, -1).some(part => part === '..' || part === '.' || part === '' || part.endsWith(':')) ||
    name.trim() === '' ||
    name.startsWith('.') ||
    /[. ]$/.test(name) ||
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*]/u.test(name) ||
    Buffer.byteLength(name) > longestBytes
  if (isBad)
    throw new PlatformError('INPUT_INVALID', {
      problems: [`"${sent.slice(0, 80).replace(/\p{C}/gu, '?')}" cannot be the name of an uploaded file`],
    })
  return name
}
