import { flatten } from '../answer/reading/text-index.ts'

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{Script=Latin}\p{N}]/u.test(character)

/** Names of `known` that the question holds as whole words, longest first, none inside another. */
export const findEquipment = (question: string, known: readonly string[]): readonly string[] => {
  const text = flatten(question)
  const taken: { readonly from: number; readonly to: number }[] = []
  return known
    .toSorted((a, b) => b.length - a.length)
    .filter(name => {
      const wanted = flatten(name)
      const from = wanted === '' ? -1 : text.indexOf(wanted)
      const to = from + wanted.length
      if (from === -1 || (isWordCharacter(wanted[0]) && isWordCharacter(text[from - 1]))) return false
      if (isWordCharacter(wanted.at(-1)) && isWordCharacter(text[to])) return false
      if (taken.some(other => from < other.to && other.from < to)) return false
      taken.push({ from, to })
      return true
    })
}
