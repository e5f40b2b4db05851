import { isPlatformError } from '@millwright/spec'
import type { Notice } from '../../document/document.ts'
import { limits } from '../limits.ts'
import { recognise } from './recognise.ts'
import { loadPicture } from './rotate-picture.ts'

/** Reads the text in pictures inside one document, within bounds; what it leaves out stands in `notices`. */
export interface PictureReader {
  readonly textIn: (picture: Uint8Array) => Promise<string>
  readonly notices: readonly Notice[]
}

const leftOut: Notice = {
  code: 'pictures-not-recognised',
  message: {
    en: `Text in pictures after the first ${limits.recognisedPictures} was not recognised.`,
    zh: `前 ${limits.recognisedPictures} 张图片之后的图片文字未识别。`,
  },
}

const isWorthwhile = async (picture: Uint8Array): Promise<boolean> => {
  const { width, height } = await loadPicture(picture)
  return (
    width * height >= limits.recognisedPixels &&
    width * height <= limits.imagePixels &&
    Math.min(width, height) >= 24
  )
}

/** A word or two out of a photograph is noise. */
const isText = (text: string): boolean => (text.match(/\p{L}|\p{N}/gu)?.length ?? 0) >= 3

/** `isOn`: whether text in pictures is wanted at all. The same picture is recognised once. */
export const createPictureReader = (isOn: boolean, signal: AbortSignal): PictureReader => {
  const known = new Map<string, Promise<string>>()
  const notices: Notice[] = []
  const recogniseText = async (picture: Uint8Array): Promise<string> => {
    try {
      if (!(await isWorthwhile(picture))) return ''
      const lines = await recognise(picture, { signal })
      const text = lines
        .filter(line => line.confidence >= 45)
        .map(line => line.text)
        .join('\n')
      return isText(text) ? text : ''
    } catch (cause) {
      if (signal.aborted || isPlatformError(cause)) throw cause
      return ''
    }
  }
  return {
    notices,
    textIn: picture => {
      if (!isOn) return Promise.resolve('')
      const key = `${picture.length} ${Buffer.from(picture.subarray(0, 2_000)).toString('base64')}`
      const before = known.get(key)
      if (before) return before
      if (known.size >= limits.recognisedPictures) {
        if (notices.length === 0) notices.push(leftOut)
        return Promise.resolve('')
      }
      const text = recogniseText(picture)
      known.set(key, text)
      return text
    },
  }
}
