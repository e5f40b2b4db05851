/** How answers are compared: as SQuAD's evaluation does (Rajpurkar et al. 2016), by characters for Chinese. */
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]/gu, ' ')
    .replaceAll(/\b(?:a|an|the)\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const tokensOf = (text: string, byCharacter: boolean): readonly string[] => {
  const plain = normalise(text)
  if (!byCharacter) return plain.split(' ').filter(token => token !== '')
  return [...plain.matchAll(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu)].map(match => match[0])
}

const f1Of = (predicted: string, gold: string, byCharacter: boolean): number => {
  const wanted = new Map<string, number>()
  const goldTokens = tokensOf(gold, byCharacter)
  for (const token of goldTokens) wanted.set(token, (wanted.get(token) ?? 0) + 1)
  const own = tokensOf(predicted, byCharacter)
  let common = 0
  for (const token of own) {
    const left = wanted.get(token) ?? 0
    if (left > 0) common++
    wanted.set(token, left - 1)
  }
  if (common === 0) return 0
  const [precision, recall] = [common / own.length, common / goldTokens.length]
  return (2 * precision * recall) / (precision + recall)
}

export interface AnswerScore {
  readonly em: number
  readonly f1: number
}

/** The best over the gold answers. */
export const scoreAnswer = (predicted: string, golds: readonly string[]): AnswerScore => {
  const byCharacter = golds.some(isHan)
  const same = (gold: string): boolean =>
    tokensOf(predicted, byCharacter).join(' ') === tokensOf(gold, byCharacter).join(' ')
  return {
    em: golds.some(same) ? 1 : 0,
    f1: Math.max(0, ...golds.map(gold => f1Of(predicted, gold, byCharacter))),
  }
}

const flat = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, '')

/** Whether a quoted text holds one of the gold answers, whatever the spaces and marks. */
export const holdsAnswer = (quote: string, golds: readonly string[]): boolean =>
  golds.some(gold => flat(gold) !== '' && flat(quote).includes(flat(gold)))
