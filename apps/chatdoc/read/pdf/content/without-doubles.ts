import { overlapX, overlapY, widthOf, heightOf } from '../geometry.ts'
import type { PageContent, Word } from './page-content.ts'

/** Whether both are the same letters at nearly the same place: bold or a shadow made by writing twice. */
const isDouble = (a: Word, b: Word): boolean =>
  overlapX(a, b) > 0.7 * widthOf(a) && overlapY(a, b) > 0.7 * heightOf(a)

/** Without words written twice, and without those that lie outside the page. */
export const withoutDoubles = (content: PageContent): PageContent => {
  const seen = new Map<string, Word[]>()
  const words = content.words.filter(word => {
    const [x, y] = [(word.left + word.right) / 2, (word.top + word.bottom) / 2]
    if (x < 0 || y < 0 || x > content.width || y > content.height) return false
    const place = `${word.text} ${Math.round(word.top / 4)}`
    const same = seen.get(place)
    if (same?.some(other => isDouble(other, word))) return false
    if (same) same.push(word)
    else seen.set(place, [word])
    return true
  })
  return { ...content, words }
}
