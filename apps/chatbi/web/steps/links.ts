import type { LinkChoice, LinkOutput } from '../../ask/step-outputs.ts'

/** What words of the question may mean, best first. */
export interface WordLinks {
  readonly words: string
  readonly meanings: readonly LinkChoice[]
}

const maxMeanings = 4

/** Commas and question marks are cues too, but nobody wonders what they mean. */
const isWord = /[\p{L}\p{N}]/u

/** Groups one source's links by the words they belong to, in order of the question. */
export const groupLinks = (source: LinkOutput['sources'][number]): readonly WordLinks[] => {
  const shown = source.links.filter(link => link.kind !== 'cue' || isWord.test(link.text))
  const groups = Map.groupBy(shown, link => `${link.from}-${link.to}`)
  return [...groups.values()]
    .map(links => links.toSorted((left, right) => right.score - left.score))
    .sort(
      (left, right) =>
        (left[0]?.from ?? 0) - (right[0]?.from ?? 0) || (right[0]?.to ?? 0) - (left[0]?.to ?? 0),
    )
    .map(links => ({ words: links[0]?.text ?? '', meanings: links.slice(0, maxMeanings) }))
}
