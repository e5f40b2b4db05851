import type { PageContent, Word } from '../content/page-content.ts'
import {
  boundsOf,
  grow,
  hasCentreOf,
  heightOf,
  overlapX,
  overlapY,
  touches,
  widthOf,
  type Rect,
} from '../geometry.ts'
import { rowsOf, splitAtGaps } from '../lines/line.ts'

/** A picture or drawing with the words that stand in it. */
export interface Figure {
  readonly area: Rect
  readonly words: readonly Word[]
}

/** Smaller pictures are signs and decoration. Points. */
const smallest = 36
/** Shapes closer than this belong to one drawing. Points. */
const near = 12
/** A drawing has at least so many shapes; fewer are decoration. */
const fewestShapes = 6
const mostShapes = 4_000

/** Rectangles that touch or nearly touch, joined. */
const joinNear = (rects: readonly Rect[], by: number): { area: Rect; count: number }[] => {
  let groups = rects.map(area => ({ area, count: 1 }))
  for (let isStable = false; !isStable;) {
    isStable = true
    const next: { area: Rect; count: number }[] = []
    for (const group of groups) {
      const other = next.find(item => touches(grow(item.area, by), group.area))
      if (!other) {
        next.push({ ...group })
        continue
      }
      other.area = boundsOf([other.area, group.area])
      other.count += group.count
      isStable = false
    }
    groups = next
  }
  return groups
}

const clip = (rect: Rect, content: PageContent): Rect => ({
  left: Math.max(0, rect.left),
  top: Math.max(0, rect.top),
  right: Math.min(content.width, rect.right),
  bottom: Math.min(content.height, rect.bottom),
})

const isLarge = (rect: Rect): boolean => widthOf(rect) >= smallest && heightOf(rect) >= smallest

const shareOf = (rect: Rect, content: PageContent): number =>
  (widthOf(rect) * heightOf(rect)) / (content.width * content.height)

const overlaps = (a: Rect, b: Rect): boolean => {
  const common = Math.max(0, overlapX(a, b)) * Math.max(0, overlapY(a, b))
  return common > 0.5 * Math.min(widthOf(a) * heightOf(a), widthOf(b) * heightOf(b))
}

/** Whether running text stands in an area: at least three lines of several words. */
const hasProse = (area: Rect, content: PageContent): boolean => {
  const inside = content.words.filter(word => word.direction === 0 && hasCentreOf(area, word))
  const lines = rowsOf(inside).flatMap(row => splitAtGaps(row, 0.9))
  return (
    lines.filter(line => line.length >= 5 && line.reduce((sum, word) => sum + word.text.length, 0) >= 24)
      .length >= 3
  )
}

const contains = (outer: Rect, inner: Rect): boolean =>
  outer !== inner && hasCentreOf(outer, inner) && overlapX(outer, inner) > 0.9 * widthOf(inner)

/** Drawn frames with a drawing within. */
const framed = (shapes: readonly Rect[], content: PageContent): Rect[] =>
  shapes.filter(
    shape =>
      widthOf(shape) > 100 &&
      heightOf(shape) > 60 &&
      shapes.filter(other => contains(shape, other)).length >= fewestShapes &&
      !hasProse(shape, content),
  )

/** Shapes near each other, more closely where text runs between them; without areas of text. */
const joinShapes = (shapes: readonly Rect[], content: PageContent): Rect[] =>
  joinNear(shapes, near).flatMap(wide => {
    if (wide.count < fewestShapes) return []
    if (!hasProse(wide.area, content)) return [wide.area]
    const inside = shapes.filter(
      shape => hasCentreOf(wide.area, shape) && !(isLarge(shape) && hasProse(shape, content)),
    )
    const frames = framed(inside, content)
    if (frames.length > 0) return frames
    return joinNear(inside, 2)
      .filter(({ area, count }) => count >= fewestShapes && !hasProse(area, content))
      .map(({ area }) => area)
  })

/**
 * Pictures and drawings of a page. What covers most of the page, or has much text upon it, is its background. `taken`:
 * areas that are already known to be tables.
 */
export const findFigures = (content: PageContent, taken: readonly Rect[]): Figure[] => {
  const pictures = joinNear(
    content.images.map(image => clip(image, content)).filter(rect => widthOf(rect) > 1),
    2,
  )
  const shapes = content.drawings.slice(0, mostShapes).filter(rect => shareOf(rect, content) < 0.5)
  const areas = [
    ...pictures.map(group => group.area).filter(area => !hasProse(area, content)),
    ...(shapes.length < fewestShapes ? [] : joinShapes(shapes, content)).map(area => clip(area, content)),
  ].filter(area => isLarge(area) && shareOf(area, content) < 0.7)
  const joined = joinNear(areas, 0).flatMap(({ area, count }) =>
    count > 1 && hasProse(area, content) ? areas.filter(part => hasCentreOf(area, part)) : [area],
  )
  return joined.flatMap((area): Figure[] => {
    if (taken.some(table => overlaps(table, area))) return []
    const words = content.words.filter(word => hasCentreOf(area, word))
    const letters = words.reduce((sum, word) => sum + word.text.length, 0)
    return letters > 600 || (shareOf(area, content) > 0.4 && letters > 200) ? [] : [{ area, words }]
  })
}
