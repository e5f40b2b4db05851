import { boundsOf, transformRect, xOf, yOf, type Matrix, type Rect } from '../geometry.ts'
import type { Fill, Rule } from './page-content.ts'

/** Thinner filled rectangles are lines. Points. */
const thickestRule = 3
const shortestRule = 3
/** Pages with more are maps or plots; the rest is left out. */
const mostRules = 30_000

interface Point {
  readonly x: number
  readonly y: number
}

interface Subpath {
  readonly points: Point[]
  isClosed: boolean
  hasCurve: boolean
}

/** Numbers a drawing operator takes, by its code in pdf.js: move, line, Bézier curve, quadratic curve, close. */
const argumentCounts = [2, 2, 6, 4, 0]

const subpathsOf = (path: Float32Array, ctm: Matrix): Subpath[] => {
  const subpaths: Subpath[] = []
  let current: Subpath | undefined
  for (let at = 0; at < path.length;) {
    const code = path[at] ?? 0
    const count = argumentCounts[code] ?? 0
    const [x = 0, y = 0] = [path[at + count - 1], path[at + count]]
    const point = { x: xOf(ctm, x, y), y: yOf(ctm, x, y) }
    if (code === 0) {
      current = { points: [point], isClosed: false, hasCurve: false }
      subpaths.push(current)
    } else if (code === 4) {
      if (current) current.isClosed = true
    } else if (current) {
      current.points.push(point)
      if (code !== 1) current.hasCurve = true
    }
    at += count + 1
  }
  return subpaths
}

const boundsOfPoints = (points: readonly Point[]): Rect =>
  boundsOf(points.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })))

const isRectangle = ({ points, hasCurve }: Subpath): boolean => {
  if (hasCurve || points.length < 4 || points.length > 5) return false
  return points.every((point, at) => {
    const next = points[(at + 1) % points.length] ?? point
    return Math.abs(point.x - next.x) < 0.5 || Math.abs(point.y - next.y) < 0.5
  })
}

/** Sorts what is drawn into lines, filled areas and other shapes. */
export class PathCollector {
  readonly horizontal: Rule[] = []
  readonly vertical: Rule[] = []
  readonly fills: Fill[] = []
  readonly drawings: Rect[] = []

  stroke(path: Float32Array, ctm: Matrix, lineWidth: number): void {
    for (const subpath of subpathsOf(path, ctm)) {
      const { points, isClosed } = subpath
      let isStraight = !subpath.hasCurve
      const ends = isClosed ? points : points.slice(0, -1)
      for (const [at, point] of ends.entries()) {
        const next = points[(at + 1) % points.length] ?? point
        isStraight = !subpath.hasCurve && this.#line(point, next, lineWidth) && isStraight
      }
      if (!isStraight) this.#draw(boundsOfPoints(points))
    }
  }

  fill(path: Float32Array, ctm: Matrix, colour: string): void {
    for (const subpath of subpathsOf(path, ctm)) {
      const bounds = boundsOfPoints(subpath.points)
      const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top]
      if (!isRectangle(subpath)) {
        if (colour !== '#ffffff') this.#draw(bounds)
      } else if (height <= thickestRule && width > 2 * height) {
        if (colour !== '#ffffff')
          this.#push(this.horizontal, (bounds.top + bounds.bottom) / 2, bounds.left, bounds.right, height)
      } else if (width <= thickestRule && height > 2 * width) {
        if (colour !== '#ffffff')
          this.#push(this.vertical, (bounds.left + bounds.right) / 2, bounds.top, bounds.bottom, width)
      } else if (this.fills.length < mostRules) this.fills.push({ ...bounds, colour })
    }
  }

  /** Whether the stretch runs along or down the page (or is a dot), and so was kept as a rule. */
  #line(from: Point, to: Point, thickness: number): boolean {
    const [dx, dy] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)]
    if (dx < 0.7 && dy < 0.7) return true
    if (dy < 0.7)
      this.#push(
        this.horizontal,
        (from.y + to.y) / 2,
        Math.min(from.x, to.x),
        Math.max(from.x, to.x),
        thickness,
      )
    else if (dx < 0.7)
      this.#push(
        this.vertical,
        (from.x + to.x) / 2,
        Math.min(from.y, to.y),
        Math.max(from.y, to.y),
        thickness,
      )
    else return false
    return true
  }

  #push(list: Rule[], at: number, from: number, to: number, thickness: number): void {
    if (to - from >= shortestRule && list.length < mostRules) list.push({ at, from, to, thickness })
  }

  #draw(bounds: Rect): void {
    if (this.drawings.length < mostRules) this.drawings.push(bounds)
  }
}

/** The place of an image, which is painted into the unit square. */
export const unitSquare = (ctm: Matrix): Rect => transformRect(ctm, { left: 0, top: 0, right: 1, bottom: 1 })
