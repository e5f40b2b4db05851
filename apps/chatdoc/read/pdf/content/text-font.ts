import type { FontFace } from './page-content.ts'

/** What pdf.js tells of a font, with its extra properties. */
export interface PdfFont {
  readonly name?: string
  readonly ascent?: number
  readonly descent?: number
  readonly isMonospace?: boolean
  readonly bold?: boolean
  readonly black?: boolean
  readonly vertical?: boolean
  readonly isType3Font?: boolean
  readonly fontMatrix?: readonly number[] | undefined
  readonly bbox?: readonly number[] | undefined
}

/** A font as it measures text. */
export interface TextFont extends FontFace {
  readonly ascent: number
  readonly descent: number
  readonly isVertical: boolean
  /** Text space units of one unit of a glyph's width, and of the height of the letters. */
  readonly widthScale: number
  readonly heightScale: number
}

const within = (value: number | undefined, least: number, most: number, fallback: number): number =>
  value === undefined || Number.isNaN(value) || value === 0
    ? fallback
    : Math.min(most, Math.max(least, value))

/** Names of fonts that are typewriters' for certain. */
export const typewriterName = /mono|courier|consol|menlo|typewriter|cmtt|fixed|inconsolata/i

const boldName = /bold|black|heavy|demi|medi(?!um)|[-,]bd\b|\.B(?:I)?$|CMBX|SimHei|Heiti|-W[6-9]/i

/** Height of the letters of a drawn (Type 3) font: the usual thousandth, or by its bounds where its unit is its own. */
const drawnHeight = ({ bbox, fontMatrix }: PdfFont): number => {
  const unit = Math.abs(fontMatrix?.[3] ?? 0.001)
  const height = Math.abs((bbox?.[3] ?? 0) - (bbox?.[1] ?? 0))
  return (unit > 0.0008 && unit < 0.0013) || height === 0 ? 1 : Math.min(1, 0.75 * height * unit)
}

/** A font by what pdf.js tells of it and by its name. */
export const toTextFont = (font: PdfFont): TextFont => {
  const name = (font.name ?? '').replace(/^[A-Z]{6}\+/, '')
  const isDrawn = font.isType3Font === true
  return {
    name,
    isBold: font.bold === true || font.black === true || boldName.test(name),
    isItalic: /italic|oblique|kaiti/i.test(name),
    isMonospace: font.isMonospace === true || typewriterName.test(name),
    ascent: within(font.ascent, 0.7, 0.95, 0.8),
    descent: within(font.descent, -0.3, -0.15, -0.21),
    isVertical: font.vertical === true,
    widthScale: isDrawn ? (font.fontMatrix?.[0] ?? 0.001) : 0.001,
    heightScale: isDrawn ? drawnHeight(font) : 1,
  }
}
