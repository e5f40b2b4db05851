import { normalizeText } from '../text/index.ts'
import type { Link, LinkTarget } from './link.ts'

/** Names a clarification by the words that it is about, so that the answer holds wherever they are used. */
export const wordsKey = (text: string): string => `meaning:${normalizeText(text)}`

/** Names what words may mean, as the value of an answered clarification. */
export const meaningKey = (target: LinkTarget): string => {
  switch (target.kind) {
    case 'metric':
      return `metric:${target.metric}`
    case 'dataset':
      return `dataset:${target.dataset}`
    case 'field':
    case 'value':
      return `field:${target.field.dataset}.${target.field.field}`
    case 'literal':
      return `text:${target.text}`
    case 'number':
      return `number:${target.value}`
    case 'time':
      return `time:${target.expression.text}`
    case 'cue':
      return 'cue'
  }
}

const chosenReason = 'chosen'

/** Whether a person's choice is the reason why words are taken so. */
export const isChosen = (reason: string): boolean => reason === chosenReason

/** Keeps, for words whose meaning a person has chosen, only links of that meaning where there are any. */
export const applyChoices = (
  links: readonly Link[],
  choices: Readonly<Record<string, string>> | undefined,
): readonly Link[] => {
  if (!choices || Object.keys(choices).length === 0) return links
  const chosenFor = (link: Link): string | undefined => {
    const chosen = choices[wordsKey(link.text)]
    return chosen !== undefined &&
      links.some(
        other => other.from === link.from && other.to === link.to && meaningKey(other.target) === chosen,
      )
      ? chosen
      : undefined
  }
  return links
    .filter(link => {
      const chosen = chosenFor(link)
      const isName = ['metric', 'field', 'value', 'dataset'].includes(link.target.kind)
      return chosen === undefined || !isName || meaningKey(link.target) === chosen
    })
    .map(link =>
      chosenFor(link) === undefined || link.target.kind === 'cue'
        ? link
        : { ...link, score: 1, reason: chosenReason },
    )
}
