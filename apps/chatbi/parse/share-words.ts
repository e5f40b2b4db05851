import { cueOf, isCue, skip } from './grammar.ts'
import type { Node } from './node.ts'

const together = /^(combined|together|altogether|taken together)\b|^(合计|一共|总共|共计|加起来|加一起|共)/i

/** "line 2 and line 3 together", 2号线和3号线一共: one number of all that is named. */
export const isTogether = (nodes: readonly Node[]): boolean =>
  nodes.some(
    (node, at) =>
      (together.test(node.text) || (/^in total$/i.test(node.text) && at > 0)) &&
      !/^together with/i.test(node.text),
  ) && !nodes.some(node => cueOf(node, 'group')?.each === true || isCue(node, 'versus'))

/** "combined", "together", 一共 behind what is ranked: all of them as one. */
export const isCombined = (nodes: readonly Node[]): boolean => {
  const ranked = nodes.findIndex(node => node.type === 'superlative')
  const said = nodes.findLastIndex(node => together.test(node.text))
  const isAsked = nodes.some(node => isCue(node, 'which') && /^(which|哪)/i.test(node.text))
  return (
    ranked >= 0 &&
    said >= 0 &&
    !isAsked &&
    (said > ranked || !/\p{Script=Han}/u.test(nodes[said]?.text ?? ''))
  )
}

/**
 * Whether one share is asked for, of several together: "what share came from the top three", "share of the top three", "the top
 * three's share", 最多的三条线占多少. "Top three with their share", 各占多少 ask for one of each.
 */
export const asksOneShare = (nodes: readonly Node[]): boolean => {
  const at = nodes.findIndex(node => isCue(node, 'share'))
  const ranked = nodes.findIndex(node => node.type === 'superlative')
  if (at < 0 || ranked < 0 || nodes.some(saysEach)) return false
  if (isCombined(nodes)) return true
  const share = nodes[at]
  const before = nodes[at - 1]
  const text = share?.text ?? ''
  if (/\p{Script=Han}/u.test(text))
    return text.startsWith('占') && !text.startsWith('占比') && ranked < at && !isCue(before, 'and')
  const isQuestion = isCue(before, 'what') || /^(what|how|which)\b/i.test(text)
  const isOwner = /^(['’]s?|s')$/.test(before?.text ?? '')
  const isOfThem = skip(nodes, at + 1, 'of', 'all') === ranked
  return isQuestion || isOwner || isOfThem
}

const saysEach = (node: Node): boolean =>
  cueOf(node, 'group')?.each === true ||
  node.type === 'group' ||
  /^(their|its|各|分别|其|及其)$/i.test(node.text)
