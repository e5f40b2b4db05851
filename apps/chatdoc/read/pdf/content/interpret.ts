import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { identity, multiply, xOf, yOf, type Matrix, type Rect } from '../geometry.ts'
import type { Direction, PageContent } from './page-content.ts'
import { PathCollector, unitSquare } from './path-collector.ts'
import { toTextFont, type PdfFont, type TextFont } from './text-font.ts'
import { WordBuilder } from './word-builder.ts'

interface Glyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
  readonly vmetric?: readonly number[] | null
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (readonly unknown[] | null)[]
}

export interface PageToInterpret {
  readonly operators: Operators
  readonly width: number
  readonly height: number
  /** From the page's own space to displayed page coordinates. */
  readonly transform: Matrix
  readonly fontOf: (id: string) => PdfFont | undefined
  /** Whether an optional content group is shown. */
  readonly isShown: (group: unknown) => boolean
}

/** What `q` and `Q` keep (ISO 32000-2, 8.4.1), as far as text and lines need it. */
interface GraphicsState {
  ctm: Matrix
  lineWidth: number
  fillColour: string
  strokeColour: string
  font: TextFont | undefined
  fontSize: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

const matrixOf = (value: unknown): Matrix => {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return identity
  const [a, b, c, d, e, f] = value as unknown as readonly number[]
  return [numberOf(a), numberOf(b), numberOf(c), numberOf(d), numberOf(e), numberOf(f)]
}

/** Writing that is neither along nor across the page is a watermark or a label in a drawing. */
const directionOf = (a: number, b: number): Direction | undefined => {
  if (Math.abs(b) < 0.18 * Math.abs(a)) return a > 0 ? 0 : 180
  if (Math.abs(a) < 0.18 * Math.abs(b)) return b > 0 ? 90 : 270
  return undefined
}

/** Position along and below a line of writing. */
const alongOf = (direction: Direction, x: number, y: number): readonly [number, number] =>
  direction === 0 ? [x, y] : direction === 90 ? [y, -x] : direction === 180 ? [-x, -y] : [-y, x]

const strokes: ReadonlySet<number> = new Set([OPS.stroke, OPS.closeStroke])
const fills: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill])
const both: ReadonlySet<number> = new Set([
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])

/** Follows the operators of one page and keeps where text, lines, areas and pictures stand. */
class Interpreter {
  readonly #page: PageToInterpret
  readonly #paths = new PathCollector()
  readonly #words = new WordBuilder()
  readonly #images: Rect[] = []
  readonly #fonts = new Map<string, TextFont>()
  readonly #stack: GraphicsState[] = []
  readonly #shown: boolean[] = []
  #state: GraphicsState
  #textMatrix: Matrix = identity
  #x = 0
  #y = 0
  #lineX = 0
  #lineY = 0
  /** The space was changed and nothing was painted in it yet: if it ends so, a picture was left out by the library. */
  #isWaiting = false

  constructor(page: PageToInterpret) {
    this.#page = page
    this.#state = {
      ctm: page.transform,
      lineWidth: 1,
      fillColour: '#000000',
      strokeColour: '#000000',
      font: undefined,
      fontSize: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
    }
  }

  run(): PageContent {
    const { fnArray, argsArray } = this.#page.operators
    for (const [at, code] of fnArray.entries()) this.#do(code, argsArray[at] ?? [])
    this.#words.close(false)
    const { horizontal, vertical, fills: areas, drawings } = this.#paths
    const { words, glyphs, unmapped } = this.#words
    const { width, height } = this.#page
    return {
      width,
      height,
      words,
      horizontal,
      vertical,
      fills: areas,
      images: this.#images,
      drawings,
      glyphs,
      unmapped,
      operators: this.#page.operators.fnArray.length,
    }
  }

  #do(code: number, args: readonly unknown[]): void {
    const operation = operations[code]
    if (operation) operation(this, args)
  }

  save(): void {
    this.#stack.push({ ...this.#state })
  }

  restore(): void {
    if (this.#isWaiting) this.image()
    this.#isWaiting = false
    this.#state = this.#stack.pop() ?? this.#state
  }

  place(matrix: Matrix): void {
    this.transform(matrix)
    this.#isWaiting = true
  }

  transform(matrix: Matrix): void {
    this.#state.ctm = multiply(this.#state.ctm, matrix)
  }

  /** An annotation's appearance starts from the page's own space, whatever was left open. */
  beginAnnotation(transform: Matrix, matrix: Matrix): void {
    this.save()
    this.#state.ctm = multiply(multiply(this.#page.transform, transform), matrix)
  }

  set<K extends keyof GraphicsState>(key: K, value: GraphicsState[K]): void {
    this.#state[key] = value
  }

  setFont(id: string, size: number): void {
    let font = this.#fonts.get(id)
    if (!font) {
      font = toTextFont(this.#page.fontOf(id) ?? {})
      this.#fonts.set(id, font)
    }
    this.#state.font = font
    this.#state.fontSize = size
  }

  setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return
    for (const [key, value] of entries as readonly (readonly [string, unknown])[]) {
      if (key === 'LW') this.#state.lineWidth = numberOf(value)
      if (key === 'Font' && Array.isArray(value)) this.setFont(String(value[0]), numberOf(value[1]))
    }
  }

  setTextMatrix(matrix: Matrix): void {
    this.#textMatrix = matrix
    this.#x = this.#y = this.#lineX = this.#lineY = 0
  }

  moveText(x: number, y: number): void {
    this.#x = this.#lineX += x
    this.#y = this.#lineY += y
  }

  nextLine(): void {
    this.moveText(0, this.#state.leading)
  }

  beginMarked(tag: unknown, properties: unknown): void {
    this.#shown.push(tag !== 'OC' || this.#page.isShown(properties))
  }

  endMarked(): void {
    this.#shown.pop()
  }

  get #isVisible(): boolean {
    return !this.#shown.includes(false)
  }

  showText(glyphs: unknown): void {
    this.#isWaiting = false
    const { font } = this.#state
    if (!font || !Array.isArray(glyphs) || this.#state.fontSize === 0) return
    const matrix = multiply(this.#state.ctm, this.#textMatrix)
    const sign = Math.sign(this.#state.fontSize)
    const scale = this.#state.scale * sign
    const along = font.isVertical ? [-matrix[2], -matrix[3]] : [matrix[0] * sign, matrix[1] * sign]
    const direction = directionOf(along[0] ?? 0, along[1] ?? 0)
    const stretch = Math.hypot(along[0] ?? 0, along[1] ?? 0)
    const height = Math.abs(this.#state.fontSize) * Math.hypot(matrix[2], matrix[3]) * font.heightScale
    for (const item of glyphs as readonly (number | Glyph)[]) {
      if (typeof item === 'number') {
        this.#advance(font, (-item * Math.abs(this.#state.fontSize)) / 1000, scale)
        continue
      }
      const advance = this.#advanceOf(font, item)
      if (direction !== undefined && this.#isVisible)
        this.#place(font, item, {
          matrix,
          direction,
          stretch: stretch * Math.abs(this.#state.scale),
          size: height,
          advance,
        })
      const spacing = this.#state.charSpacing + (item.isSpace ? this.#state.wordSpacing : 0)
      this.#advance(font, advance + sign * spacing, scale)
    }
  }

  #advanceOf(font: TextFont, glyph: Glyph): number {
    const size = Math.abs(this.#state.fontSize)
    if (font.isVertical) return size * Math.abs(glyph.vmetric?.[0] ?? -1000) * 0.001
    return glyph.width * font.widthScale * size
  }

  #advance(font: TextFont, by: number, scale: number): void {
    if (font.isVertical) this.#y -= by
    else this.#x += by * scale
  }

  #place(
    font: TextFont,
    glyph: Glyph,
    at: {
      readonly matrix: Matrix
      readonly direction: Direction
      readonly stretch: number
      readonly size: number
      readonly advance: number
    },
  ): void {
    const { matrix, direction, size } = at
    const x = xOf(matrix, this.#x, this.#y + this.#state.rise)
    const y = yOf(matrix, this.#x, this.#y + this.#state.rise)
    const [along, across] = alongOf(direction, x, y)
    const isMiddle = font.isVertical
    this.#words.add({
      unicode: glyph.unicode,
      isSpace: glyph.isSpace,
      along,
      across,
      width: at.advance * at.stretch,
      size,
      ascent: (isMiddle ? 0.5 : font.ascent) * size,
      descent: (isMiddle ? -0.5 : font.descent) * size,
      font,
      direction,
    })
  }

  paint(operator: number, path: unknown): void {
    if (operator !== OPS.endPath) this.#isWaiting = false
    if (!(path instanceof Float32Array) || !this.#isVisible) return
    const { ctm, fillColour } = this.#state
    if (fills.has(operator) || both.has(operator)) this.#paths.fill(path, ctm, fillColour)
    const width = this.#state.lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))
    if (strokes.has(operator) || both.has(operator)) this.#paths.stroke(path, ctm, width)
  }

  /** A gradient fills what is clipped, whose bounds are not known here. */
  shade(): void {
    this.#isWaiting = false
  }

  image(matrix?: Matrix): void {
    this.#isWaiting = false
    if (this.#isVisible)
      this.#images.push(unitSquare(matrix ? multiply(this.#state.ctm, matrix) : this.#state.ctm))
  }

  images(scaleX: number, scaleY: number, positions: unknown): void {
    if (!ArrayBuffer.isView(positions) && !Array.isArray(positions)) return
    const list = positions as unknown as readonly number[]
    for (let at = 0; at + 1 < Math.min(list.length, 2_000); at += 2)
      this.image([scaleX, 0, 0, scaleY, numberOf(list[at]), numberOf(list[at + 1])])
  }

  imageGroup(entries: unknown): void {
    if (!Array.isArray(entries)) return
    for (const entry of (entries as readonly { readonly transform?: unknown }[]).slice(0, 2_000))
      this.image(matrixOf(entry.transform))
  }
}

type Operation = (page: Interpreter, args: readonly unknown[]) => void

const image: Operation = page => page.image()

const operations: Readonly<Record<number, Operation>> = {
  [OPS.save]: page => page.save(),
  [OPS.restore]: page => page.restore(),
  [OPS.transform]: (page, args) => page.place(matrixOf(args)),
  [OPS.setLineWidth]: (page, [width]) => page.set('lineWidth', numberOf(width)),
  [OPS.setGState]: (page, [entries]) => page.setGraphics(entries),
  [OPS.setFillRGBColor]: (page, [colour]) => page.set('fillColour', String(colour)),
  [OPS.setStrokeRGBColor]: (page, [colour]) => page.set('strokeColour', String(colour)),
  [OPS.setFillColorN]: page => page.set('fillColour', 'pattern'),
  [OPS.beginText]: page => page.setTextMatrix(identity),
  [OPS.setCharSpacing]: (page, [value]) => page.set('charSpacing', numberOf(value)),
  [OPS.setWordSpacing]: (page, [value]) => page.set('wordSpacing', numberOf(value)),
  [OPS.setHScale]: (page, [value]) => page.set('scale', numberOf(value) / 100),
  [OPS.setLeading]: (page, [value]) => page.set('leading', -numberOf(value)),
  [OPS.setTextRise]: (page, [value]) => page.set('rise', numberOf(value)),
  [OPS.setFont]: (page, [id, size]) => page.setFont(String(id), numberOf(size)),
  [OPS.setTextMatrix]: (page, [matrix]) => page.setTextMatrix(matrixOf(matrix)),
  [OPS.moveText]: (page, [x, y]) => page.moveText(numberOf(x), numberOf(y)),
  [OPS.setLeadingMoveText]: (page, [x, y]) => {
    page.set('leading', numberOf(y))
    page.moveText(numberOf(x), numberOf(y))
  },
  [OPS.nextLine]: page => page.nextLine(),
  [OPS.showText]: (page, [glyphs]) => page.showText(glyphs),
  [OPS.beginMarkedContent]: (page, [tag]) => page.beginMarked(tag, undefined),
  [OPS.beginMarkedContentProps]: (page, [tag, properties]) => page.beginMarked(tag, properties),
  [OPS.endMarkedContent]: page => page.endMarked(),
  [OPS.paintFormXObjectBegin]: (page, [matrix]) => {
    page.save()
    if (matrix) page.transform(matrixOf(matrix))
  },
  [OPS.paintFormXObjectEnd]: page => page.restore(),
  [OPS.beginGroup]: page => page.save(),
  [OPS.endGroup]: page => page.restore(),
  [OPS.beginAnnotation]: (page, args) => page.beginAnnotation(matrixOf(args[2]), matrixOf(args[3])),
  [OPS.endAnnotation]: page => page.restore(),
  [OPS.constructPath]: (page, [operator, data]) => {
    if (Array.isArray(data)) page.paint(numberOf(operator), data[0])
  },
  [OPS.shadingFill]: page => page.shade(),
  [OPS.paintImageXObject]: image,
  [OPS.paintInlineImageXObject]: image,
  [OPS.paintImageMaskXObject]: image,
  [OPS.paintSolidColorImageMask]: image,
  [OPS.paintImageXObjectRepeat]: (page, [, x, y, positions]) =>
    page.images(numberOf(x), numberOf(y), positions),
  [OPS.paintInlineImageXObjectGroup]: (page, [, entries]) => page.imageGroup(entries),
  [OPS.paintImageMaskXObjectGroup]: (page, [entries]) => page.imageGroup(entries),
}

/** Where the text, the lines, the areas and the pictures of a page stand. */
export const interpretPage = (page: PageToInterpret): PageContent => new Interpreter(page).run()
