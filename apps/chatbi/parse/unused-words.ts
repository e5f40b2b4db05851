import type { Node } from './node.ts'

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

/** What nothing stands for, as it was said: in the order of the question, characters of one Chinese stretch together. */
export const unusedWordsOf = (nodes: readonly Node[]): readonly string[] => {
  const stretches: { text: string; to: number }[] = []
  for (const { from, to, text } of [...new Set(nodes)].toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1)
    if (last && last.to === from && isHan(last.text) && isHan(text)) {
      last.text += text
      last.to = to
    } else stretches.push({ text, to })
  }
  return stretches.map(({ text }) => text)
}
