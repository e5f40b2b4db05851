import { createCanvas, ImageData } from '@napi-rs/canvas'
import utif, { type IFD } from 'utif2'
import { limits } from '../limits.ts'

export interface TiffPage {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Draws the page; undefined where it is larger than `limits.imagePixels` or its compression is not known. */
  readonly png: () => Uint8Array | undefined
}

export const isTiff = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x49 && bytes[1] === 0x49 && bytes[2] === 0x2a) ||
  (bytes[0] === 0x4d && bytes[1] === 0x4d && bytes[3] === 0x2a)

/** Tags after TIFF 6.0: 256 width, 257 height, 254 kind of picture, of which bit 0 marks a thumbnail. */
const tagOf = (ifd: IFD, tag: string): number => {
  const value = ifd[tag]
  return Array.isArray(value) ? Number(value[0]) : 0
}

const draw = (bytes: Buffer, ifd: IFD): Uint8Array | undefined => {
  try {
    utif.decodeImage(bytes, ifd)
    const pixels = utif.toRGBA8(ifd)
    if (pixels.length < ifd.width * ifd.height * 4) return undefined
    const canvas = createCanvas(ifd.width, ifd.height)
    canvas
      .getContext('2d')
      .putImageData(new ImageData(new Uint8ClampedArray(pixels), ifd.width, ifd.height), 0, 0)
    return canvas.toBuffer('image/png')
  } catch {
    return undefined
  }
}

/** The pages of a TIFF, without its thumbnails. */
export const tiffPages = (bytes: Buffer): TiffPage[] =>
  utif
    .decode(bytes)
    .filter(ifd => tagOf(ifd, 't256') > 0 && (tagOf(ifd, 't254') & 1) === 0)
    .map(ifd => {
      const [width, height] = [tagOf(ifd, 't256'), tagOf(ifd, 't257')]
      return {
        width,
        height,
        png: () => (width * height > limits.imagePixels ? undefined : draw(bytes, ifd)),
      }
    })
