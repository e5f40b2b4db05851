import chardet from 'chardet'
import iconv from 'iconv-lite'

/** An encoding by a name that `iconv-lite` knows, with how many bytes of byte order mark come before the text. */
export interface TextEncoding {
  readonly name: string
  readonly markBytes: number
}

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

const plausible =
  /[\t\n\r\u0020-\u007e\u00a0-\u024f\u0370-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2460-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g

/** UTF-16 without a mark has zero bytes, and its characters are such as people write when it is decoded. */
const utf16Of = (sample: Uint8Array): string | undefined => {
  const head = Buffer.from(sample.subarray(0, 4_000 & ~1))
  if (!head.includes(0)) return undefined
  return ['utf-16le', 'utf-16be'].find(name => {
    const text = iconv.decode(head, name)
    return (text.match(plausible)?.length ?? 0) >= 0.97 * text.length && /[\s,.，。]/.test(text)
  })
}

/** The sample may end within a character, so its last three bytes do not count. */
const isUtf8 = (sample: Uint8Array, isWhole: boolean): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

const shareOfHan = (text: string): number =>
  (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) / Math.max(1, text.length)

/**
 * Chinese text of the mainland is GB18030. The statistics of `chardet` need some length, so a short text that decodes
 * as GB18030 without fault into common Han characters is taken for it too.
 */
const legacyOf = (sample: Uint8Array): string => {
  const asGb = iconv.decode(Buffer.from(sample), 'gb18030')
  const isGb = !asGb.slice(0, -1).includes('\ufffd') && shareOfHan(asGb) > 0.1
  const guess = chardet.detect(sample)
  if (guess === 'Big5' || guess === 'Shift_JIS' || guess === 'EUC-JP' || guess === 'EUC-KR')
    return isGb && shareOfHan(asGb) > 0.5 && guess !== 'Big5' ? 'gb18030' : guess
  if (isGb || guess === 'GB18030') return 'gb18030'
  return guess !== null && !/^(?:UTF-|ISO-2022|ISO-8859-1$|ASCII)/.test(guess) && iconv.encodingExists(guess)
    ? guess
    : 'windows-1252'
}

/** The encoding of a text by its first bytes. `declared`: what the text says of itself, which counts unless it is not so. */
export const encodingOf = (
  sample: Uint8Array,
  { isWhole, declared }: { readonly isWhole: boolean; readonly declared?: string | undefined },
): TextEncoding => {
  for (const [mark, name] of marks)
    if (mark.every((byte, at) => sample[at] === byte)) return { name, markBytes: mark.length }
  const utf16 = utf16Of(sample)
  if (utf16) return { name: utf16, markBytes: 0 }
  if (isUtf8(sample, isWhole)) return { name: 'utf-8', markBytes: 0 }
  if (declared !== undefined && !/^utf-?8$/i.test(declared) && iconv.encodingExists(declared))
    return { name: /^gb(?:k|2312)$/i.test(declared) ? 'gb18030' : declared, markBytes: 0 }
  return { name: legacyOf(sample), markBytes: 0 }
}

/** Decodes a whole text; signs that are no text (NUL and other controls) are taken out. */
export const decodeText = (bytes: Uint8Array, declared?: string): string => {
  const encoding = encodingOf(bytes.subarray(0, 1_000_000), { isWhole: bytes.length <= 1_000_000, declared })
  const body = bytes.subarray(encoding.markBytes)
  const text =
    encoding.name === 'utf-8'
      ? new TextDecoder('utf-8').decode(body)
      : iconv.decode(Buffer.from(body.buffer, body.byteOffset, body.byteLength), encoding.name)
  return withoutControls(text)
}

const isText = (code: number): boolean => (code >= 32 ? code !== 0xfeff : code === 9 || code === 10)

/** Line ends become `\n`; control characters other than tab and line end go. */
export const withoutControls = (text: string): string => {
  const unified = text.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  let [kept, from] = ['', 0]
  for (let at = 0; at < unified.length; at++) {
    if (isText(unified.charCodeAt(at))) continue
    kept += unified.slice(from, at)
    from = at + 1
  }
  return from === 0 ? unified : kept + unified.slice(from)
}
