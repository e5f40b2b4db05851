import { isTime } from './model-view.ts'
import type { Node } from './node.ts'

/** "suppliers that delivered lots", "lots arrived last week": what was done, though a column keeps when. */
export const isSaidAsVerb = (node: Node | undefined): boolean =>
  node?.type === 'field' &&
  isTime(node.field) &&
  node.score < 0.9 &&
  (/^[a-z]+ed\b/.test(node.text) || (/^\p{Script=Han}+$/u.test(node.text) && !/[时日期间]/.test(node.text)))
