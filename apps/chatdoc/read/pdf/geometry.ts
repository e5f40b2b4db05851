/** A rectangle in points, origin at the top left, y downwards. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f (ISO 32000-2, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Applies `inner` first. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]

export const xOf = (m: Matrix, x: number, y: number): number => m[0] * x + m[2] * y + m[4]
export const yOf = (m: Matrix, x: number, y: number): number => m[1] * x + m[3] * y + m[5]

/** The upright rectangle around a rectangle of the inner space. */
export const transformRect = (m: Matrix, rect: Rect): Rect => {
  const xs = [
    xOf(m, rect.left, rect.top),
    xOf(m, rect.right, rect.top),
    xOf(m, rect.left, rect.bottom),
    xOf(m, rect.right, rect.bottom),
  ]
  const ys = [
    yOf(m, rect.left, rect.top),
    yOf(m, rect.right, rect.top),
    yOf(m, rect.left, rect.bottom),
    yOf(m, rect.right, rect.bottom),
  ]
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  }
}

export const widthOf = (rect: Rect): number => rect.right - rect.left
export const heightOf = (rect: Rect): number => rect.bottom - rect.top
export const centreX = (rect: Rect): number => (rect.left + rect.right) / 2
export const centreY = (rect: Rect): number => (rect.top + rect.bottom) / 2

/** The rectangle around all of them. The list must not be empty. */
export const boundsOf = (rects: readonly Rect[]): Rect => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rect of rects) {
    if (rect.left < left) left = rect.left
    if (rect.top < top) top = rect.top
    if (rect.right > right) right = rect.right
    if (rect.bottom > bottom) bottom = rect.bottom
  }
  return { left, top, right, bottom }
}

/** Length that two stretches have in common, negative where they lie apart. */
export const overlap = (fromA: number, toA: number, fromB: number, toB: number): number =>
  Math.min(toA, toB) - Math.max(fromA, fromB)

export const overlapX = (a: Rect, b: Rect): number => overlap(a.left, a.right, b.left, b.right)
export const overlapY = (a: Rect, b: Rect): number => overlap(a.top, a.bottom, b.top, b.bottom)

export const hasCentreOf = (outer: Rect, inner: Rect): boolean =>
  centreX(inner) >= outer.left &&
  centreX(inner) <= outer.right &&
  centreY(inner) >= outer.top &&
  centreY(inner) <= outer.bottom

export const grow = (rect: Rect, by: number): Rect => ({
  left: rect.left - by,
  top: rect.top - by,
  right: rect.right + by,
  bottom: rect.bottom + by,
})

export const touches = (a: Rect, b: Rect): boolean => overlapX(a, b) >= 0 && overlapY(a, b) >= 0

/** The middle value; 0 for an empty list. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
