import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas'
import { eraseRules, makeGrey } from './clean-picture.ts'
import type { PixelBox, Rotation } from './recognised-line.ts'

export interface Picture {
  readonly image: Image | Canvas
  readonly width: number
  readonly height: number
}

export const loadPicture = async (bytes: Uint8Array): Promise<Picture> => {
  const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { image, width: image.width, height: image.height }
}

/** The picture scaled, on white where it is transparent, grey and without its rules: as it is recognised best. */
export const cleanedPicture = (picture: Picture, scale: number): Picture => {
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const image = createCanvas(width, height)
  const context = image.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture.image, 0, 0, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  makeGrey(pixels)
  eraseRules(pixels)
  context.putImageData(pixels, 0, 0)
  return { image, width, height }
}

/** The picture as PNG, turned clockwise. */
export const turnedPng = ({ image, width, height }: Picture, rotation: Rotation): Buffer => {
  const isSideways = rotation === 90 || rotation === 270
  const canvas = createCanvas(isSideways ? height : width, isSideways ? width : height)
  const context = canvas.getContext('2d')
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((rotation * Math.PI) / 180)
  context.drawImage(image, -width / 2, -height / 2, width, height)
  return canvas.toBuffer('image/png')
}

/** A box of the turned picture, in the coordinates of the picture as it was given. */
export const turnBack = (
  box: PixelBox,
  rotation: Rotation,
  picture: { readonly width: number; readonly height: number },
): PixelBox => {
  const { left, top, right, bottom } = box
  const { width, height } = picture
  if (rotation === 90) return { left: top, right: bottom, top: height - right, bottom: height - left }
  if (rotation === 180)
    return { left: width - right, right: width - left, top: height - bottom, bottom: height - top }
  if (rotation === 270) return { left: width - bottom, right: width - top, top: left, bottom: right }
  return box
}

/** Where the box stands once the text is upright; only differences count, so the origin is free. */
export const turnUpright = (box: PixelBox, rotation: Rotation): PixelBox => {
  const { left, top, right, bottom } = box
  if (rotation === 90) return { left: -bottom, right: -top, top: left, bottom: right }
  if (rotation === 180) return { left: -right, right: -left, top: -bottom, bottom: -top }
  if (rotation === 270) return { left: top, right: bottom, top: -right, bottom: -left }
  return box
}

const probePixels = 600

const roughness = (profile: readonly number[]): number => {
  let sum = 0
  for (let index = 1; index < profile.length; index++)
    sum += ((profile[index] ?? 0) - (profile[index - 1] ?? 0)) ** 2
  return sum / Math.max(1, profile.length)
}

/**
 * Whether lines of text run from top to bottom: the ink summed along the lines of text changes faster from one to the
 * next than across them (projection profiles; Postl 1986, "Detection of linear oblique structures").
 */
export const isTextSideways = (picture: Picture): boolean => {
  const scale = Math.min(1, probePixels / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const context = createCanvas(width, height).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture.image, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const rows = Array.from({ length: height }, () => 0)
  const columns = Array.from({ length: width }, () => 0)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const ink = 1 - (data[(y * width + x) * 4 + 1] ?? 255) / 255
      rows[y] = (rows[y] ?? 0) + ink / width
      columns[x] = (columns[x] ?? 0) + ink / height
    }
  return roughness(columns) > 1.5 * roughness(rows)
}
