const vocabulary = 60_000

const syllables =
  'ba be bo da de do fa fe fo ga ge go ka ke ko la le lo ma me mo na ne no pa pe po ra re ro'.split(' ')

/** A made-up word for a number, three syllables and more. */
const wordOf = (number: number): string => {
  let rest = number + syllables.length ** 2
  let word = ''
  while (rest > 0) {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length)
  }
  return word
}

/** Words as frequent as in language: the n-th in proportion to 1/n (G. K. Zipf, 1949). */
export const pickWord = (random: () => number): string => wordOf(Math.floor(vocabulary ** random()))

/** A paragraph of 30 to 90 words in sentences of 15. */
export const paragraphOf = (random: () => number): string => {
  const words = Array.from({ length: 30 + Math.floor(random() * 60) }, () => pickWord(random))
  return `${words.map((word, index) => (index % 15 === 14 ? `${word}.` : word)).join(' ')}.`
}
