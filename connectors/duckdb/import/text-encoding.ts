import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { analyse } from 'chardet'
import { stopIfAborted, unreadable } from './import-error.ts'

/** How the bytes of a text file are read. `damaged`: UTF-8 with some invalid bytes, read as U+FFFD. */
export interface TextEncoding {
  /** A label of the WHATWG Encoding Standard. */
  readonly label: string
  readonly hasByteOrderMark: boolean
  readonly damaged: boolean
}

const chunkBytes = 1 << 20
const sampleLimit = 1 << 18

/** Labels as people know them. */
export const encodingName = ({ label, hasByteOrderMark }: TextEncoding): string =>
  `${label.toUpperCase()}${hasByteOrderMark ? ' with byte order mark' : ''}`

const byteOrderMark = (start: Uint8Array): TextEncoding | undefined => {
  const mark = (label: string) => ({ label, hasByteOrderMark: true, damaged: false })
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return mark('utf-8')
  if (start[0] === 0xff && start[1] === 0xfe) return mark('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return mark('utf-16be')
  return undefined
}

/** UTF-16 text without a mark has its zero bytes nearly all on one side of each pair. */
const unmarkedUtf16 = (start: Uint8Array): TextEncoding | undefined => {
  let even = 0
  let odd = 0
  for (let i = 0; i < start.length; i++)
    if (start[i] === 0) {
      if (i % 2 === 0) even += 1
      else odd += 1
    }
  const pairs = start.length / 2
  if (odd > pairs * 0.3 && even < odd * 0.05)
    return { label: 'utf-16le', hasByteOrderMark: false, damaged: false }
  if (even > pairs * 0.3 && odd < even * 0.05)
    return { label: 'utf-16be', hasByteOrderMark: false, damaged: false }
  return undefined
}

const decodes = (label: string, bytes: Uint8Array): boolean => {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

const legacyLabels: Readonly<Record<string, string>> = {
  GB18030: 'gb18030',
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'KOI8-R': 'koi8-r',
}

const commonHan =
  /[的一是在了有和人中大为上个国我以要他时来用们生产线机台班次设备数量日期时间名称编号合计停产品号质检合格不良率温度压力电能耗工单]/g

/**
 * Few Chinese characters are too little for statistics of bytes, so text that reads as Chinese counts for GB18030
 * whatever the detector prefers.
 */
const guessLegacy = (sample: Uint8Array): string => {
  if (decodes('gb18030', sample)) {
    const text = new TextDecoder('gb18030').decode(sample)
    const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
    const other = text.match(/[^\p{ASCII}\p{Script=Han}，。：；（）％℃、]/gu)?.length ?? 0
    if (han > 0 && (text.match(commonHan)?.length ?? 0) > han * 0.15 && other < han) return 'gb18030'
  }
  for (const { name } of analyse(sample)) {
    const label = legacyLabels[name]
    if (label && decodes(label, sample)) return label
  }
  return 'windows-1252'
}

const isMostlyUtf8 = (sample: Uint8Array): boolean => {
  const text = new TextDecoder('utf-8').decode(sample, { stream: true })
  const good = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  const bad = text.match(/\ufffd/g)?.length ?? 0
  return good > 0 && bad <= good * 0.02
}

/** Bytes of a UTF-8 character that a chunk cut off at its end: at most 3. */
const cutTail = (chunk: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte >= 0xc0)
      return byte >= 0xf0 ? (back < 4 ? back : 0) : byte >= 0xe0 ? (back < 3 ? back : 0) : back < 2 ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

/** Text has tabs, line ends, form feeds and now and then an escape; what is full of other control bytes is none. */
const isBinary = (start: Uint8Array): boolean => {
  let controls = 0
  for (const byte of start)
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 26 && byte !== 27) controls += 1
  return controls > Math.max(8, start.length * 0.01)
}

const countNewlines = (chunk: Buffer, end: number): number => {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1 && at < end; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}

/** Collects bytes that are not ASCII, with what stands around them. */
const addToSample = (sample: Buffer[], size: number, chunk: Buffer): number => {
  if (size >= sampleLimit) return size
  const from = chunk.findIndex(byte => byte >= 0x80)
  if (from < 0) return size
  const part = Buffer.from(chunk.subarray(from, from + 65536))
  sample.push(part)
  return size + part.length
}

/** Reads the whole file once. A zero byte outside UTF-16 is an error that names its line. */
export const detectEncoding = async (
  path: string,
  options: { readonly signal?: AbortSignal | undefined; readonly onBytes: (bytes: number) => void },
): Promise<TextEncoding> => {
  let marked: TextEncoding | undefined
  let isFirst = true
  let allUtf8 = true
  let carry: Buffer = Buffer.alloc(0)
  let line = 1
  let sampleSize = 0
  const sample: Buffer[] = []
  for await (const part of createReadStream(path, { highWaterMark: chunkBytes })) {
    stopIfAborted(options.signal)
    const chunk = part as Buffer // a stream without encoding yields buffers
    if (isFirst) {
      marked = byteOrderMark(chunk) ?? unmarkedUtf16(chunk.subarray(0, 4096))
      isFirst = false
      if (marked?.label.startsWith('utf-16')) return marked
      if (isBinary(chunk.subarray(0, 65_536)) && chunk.indexOf(0) === -1)
        throw unreadable(
          path,
          'is full of control characters: this is not a text file, whatever its name says',
        )
    }
    options.onBytes(chunk.length)
    const zero = chunk.indexOf(0)
    if (zero !== -1)
      throw unreadable(
        path,
        'has zero bytes (NUL): this is not a text file, or it is damaged',
        line + countNewlines(chunk, zero),
      )
    line += countNewlines(chunk, chunk.length)
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
    const tail = cutTail(bytes)
    if (!isUtf8(bytes.subarray(0, bytes.length - tail))) allUtf8 = false
    carry = Buffer.from(bytes.subarray(bytes.length - tail))
    sampleSize = addToSample(sample, sampleSize, bytes)
  }
  if (carry.length > 0) allUtf8 = false
  if (allUtf8) return marked ?? { label: 'utf-8', hasByteOrderMark: false, damaged: false }
  const bytes = Buffer.concat(sample)
  if (marked || isMostlyUtf8(bytes))
    return { label: 'utf-8', hasByteOrderMark: marked !== undefined, damaged: true }
  return { label: guessLegacy(bytes), hasByteOrderMark: false, damaged: false }
}
