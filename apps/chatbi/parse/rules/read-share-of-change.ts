import { isCue } from '../grammar.ts'
import type { Node } from '../node.ts'

const percent =
  /^(?:percent|percentage|per cent|%|in percent|percentage of|percent of|百分之几|百分之多少|几个百分点)$/i
const moved =
  /chang|gr[eo]w|increas|decreas|\b(?:rise|rose|risen|fall|fell|drop|up|down|more|less|fewer|higher|lower|differ)|[多高低涨跌升降增减]|少了/i

/**
 * "By what percentage did scrap change from August to September", 多用了百分之多少: between two periods the percentage is that of
 * the change, which a comparison tells by itself; nothing is a part of a whole.
 */
export const readShareOfChange = (nodes: readonly Node[]): readonly Node[] => {
  const said = nodes.filter(node => isCue(node, 'share', 'ratio') && percent.test(node.text.trim()))
  const isCompared = nodes.some(node => node.type === 'time' && node.expression.compareTo)
  const isMoved = nodes.some(node => !said.includes(node) && moved.test(node.text))
  if (said.length === 0 || !isCompared || !isMoved) return nodes
  return nodes.filter((node, at) => {
    const next = nodes.slice(at + 1, at + 3)
    // "by what percentage": nothing is grouped by it
    return !said.includes(node) && !(isCue(node, 'group') && next.some(other => said.includes(other)))
  })
}
