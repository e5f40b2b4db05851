import { readFile } from 'node:fs/promises'
import PostalMime, { type Address, type Email } from 'postal-mime'
import type { NewBlock } from '../../document/block.ts'
import type { Notice } from '../../document/document.ts'
import { headingOf, parameterOf, wholeWindow } from '../draft-blocks.ts'
import { refuseLarge } from '../file-size.ts'
import { htmlToBlocks } from '../html/read-html.ts'
import { limits } from '../limits.ts'
import type { Reader } from '../reader.ts'
import { textToBlocks } from '../text/text-to-blocks.ts'

/** Parts nested deeper are left out by the parser. */
const deepest = 32

export const parseEmail = async (path: string): Promise<Email> =>
  PostalMime.parse(await readFile(path), { maxNestingDepth: deepest, attachmentEncoding: 'arraybuffer' })

const nameOf = (address: Address): string => {
  if (address.address === undefined) return address.name
  return address.name === '' || address.name === address.address
    ? address.address
    : `${address.name} <${address.address}>`
}

/** "From", "To", "Cc" and "Date" as parameters; the date as ISO 8601 where it is one. */
const headOf = (email: Email): NewBlock[] => {
  const list = (addresses: readonly Address[] | undefined): string => (addresses ?? []).map(nameOf).join(', ')
  const fields: readonly (readonly [string, string])[] = [
    ['From', email.from ? nameOf(email.from) : ''],
    ['To', list(email.to)],
    ['Cc', list(email.cc)],
    ['Date', email.date ?? ''],
  ]
  return fields.filter(([, value]) => value !== '').map(([name, value]) => parameterOf(name, value))
}

/** The plain text is taken where the HTML holds no more structure than it. */
const bodyOf = (email: Email): readonly NewBlock[] => {
  const hasStructure = /<(?:table|ul|ol|h[1-6]|pre)\b/i.test(email.html ?? '')
  if (email.html !== undefined && (hasStructure || (email.text ?? '').trim() === ''))
    return htmlToBlocks(email.html).blocks
  return textToBlocks(email.text ?? '', { listPrefix: '' })
}

const attachmentNotice = (email: Email): Notice[] => {
  const names = email.attachments
    .filter(part => part.disposition !== 'inline')
    .map(part => part.filename ?? part.mimeType)
  if (names.length === 0) return []
  const listed = names.slice(0, 20).join(', ')
  return [
    {
      code: 'attachments',
      message: {
        en: `Attachments are documents of their own: ${listed}.`,
        zh: `附件作为独立文档入库：${listed}。`,
      },
    },
  ]
}

/** An e-mail: its subject as title, its head as parameters, its body. */
export const readEmail: Reader = async function* (file) {
  await refuseLarge(file, limits.markupBytes)
  const email = await parseEmail(file.path)
  const subject = (email.subject ?? '').trim()
  const title = subject === '' ? [] : [headingOf(1, subject)]
  yield wholeWindow([...title, ...headOf(email), ...bodyOf(email)], {
    title: subject,
    notices: attachmentNotice(email),
  })
}
