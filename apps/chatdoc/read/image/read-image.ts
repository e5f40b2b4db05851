import { readFile } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import type { NewBlock } from '../../document/block.ts'
import type { Notice } from '../../document/document.ts'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import type { Reader, ReadOptions, ReadWindow, SourceFile } from '../reader.ts'
import { linesToBlocks } from './lines-to-blocks.ts'
import { recognise } from './recognise.ts'
import { isTiff, tiffPages } from './read-tiff.ts'
import { loadPicture } from './rotate-picture.ts'

interface PicturePage {
  readonly width: number
  readonly height: number
  readonly png: () => Uint8Array | undefined
}

/** Screens count 96 pixels to the inch, points are 72; what counts is that page and boxes agree. */
const pointsPerPixel = 0.75

const singlePage = async (bytes: Buffer, file: SourceFile): Promise<PicturePage> => {
  try {
    const { width, height } = await loadPicture(bytes)
    return { width, height, png: () => (width * height > limits.imagePixels ? undefined : bytes) }
  } catch (cause) {
    const reason = 'the picture is broken or cut off'
    throw new PlatformError('DOCUMENT_UNREADABLE', { file: file.name, reason }, { cause })
  }
}

const pagesOf = async (bytes: Buffer, file: SourceFile): Promise<readonly PicturePage[]> => {
  if (!isTiff(bytes)) return [await singlePage(bytes, file)]
  try {
    return tiffPages(bytes)
  } catch (cause) {
    throw new PlatformError(
      'DOCUMENT_UNREADABLE',
      { file: file.name, reason: 'the TIFF is broken or cut off' },
      { cause },
    )
  }
}

const notices = {
  off: {
    en: 'Text in the picture was not recognised, as recognition is off.',
    zh: '未启用文字识别，图片中的文字未读入。',
  },
  undrawable: {
    en: 'The picture is too large or its compression is not known; its text was not recognised.',
    zh: '图片过大或压缩方式未知，其中的文字未识别。',
  },
  blank: { en: 'No text was found in the picture.', zh: '图片中没有发现文字。' },
} as const

const noticeOf = (code: keyof typeof notices, page: number): Notice => ({
  code: `picture-${code}`,
  message: notices[code],
  page,
})

interface PageText {
  readonly blocks: NewBlock[]
  readonly notices: readonly Notice[]
}

const readPage = async (source: PicturePage, page: number, options: ReadOptions): Promise<PageText> => {
  if (!options.recognise) return { blocks: [], notices: [noticeOf('off', page)] }
  const png = source.png()
  if (!png) return { blocks: [], notices: [noticeOf('undrawable', page)] }
  const blocks = linesToBlocks(await recognise(png, options), { page, pointsPerPixel })
  return { blocks, notices: blocks.length === 0 ? [noticeOf('blank', page)] : [] }
}

const windowOf = (source: PicturePage, page: number, pageCount: number, text: PageText): ReadWindow => ({
  ...text,
  pages: [
    {
      page,
      width: source.width * pointsPerPixel,
      height: source.height * pointsPerPixel,
      origin: text.blocks.length > 0 ? 'ocr' : 'empty',
    },
  ],
  lastPage: page,
  pageCount,
  carry: undefined,
})

/** PNG, JPEG, TIFF of several pages, GIF and WebP: their text by recognition, a window for each page. */
export const readImage: Reader = async function* (file, options) {
  await refuseLarge(file, limits.imageBytes)
  const bytes = await readFile(file.path)
  const pages = await pagesOf(bytes, file)
  if (pages.length === 0)
    throw new PlatformError('DOCUMENT_UNREADABLE', { file: file.name, reason: 'the TIFF holds no pages' })
  for (const [at, source] of pages.entries()) {
    options.signal.throwIfAborted()
    if (at + 1 < (options.resume?.page ?? 1)) continue
    yield windowOf(source, at + 1, pages.length, await readPage(source, at + 1, options))
  }
}
