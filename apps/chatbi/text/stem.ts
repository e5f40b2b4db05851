/** Plurals that no rule forms. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'person',
    persons: 'person',
    men: 'man',
    women: 'woman',
    children: 'child',
    mice: 'mouse',
    feet: 'foot',
    teeth: 'tooth',
    geese: 'goose',
    indices: 'index',
    indexes: 'index',
    vertices: 'vertex',
    matrices: 'matrix',
    analyses: 'analysis',
    axes: 'axis',
    crises: 'crisis',
    criteria: 'criterion',
    phenomena: 'phenomenon',
    lives: 'life',
    wives: 'wife',
    knives: 'knife',
    leaves: 'leaf',
    shelves: 'shelf',
    halves: 'half',
    thieves: 'thief',
    movies: 'movie',
    cookies: 'cookie',
    series: 'series',
    species: 'species',
    means: 'means',
    news: 'news',
    bus: 'bus',
    gas: 'gas',
    status: 'status',
    statuses: 'status',
    buses: 'bus',
    viruses: 'virus',
    gases: 'gas',
    lens: 'lens',
    lenses: 'lens',
    bought: 'buy',
    sold: 'sell',
    made: 'make',
    took: 'take',
    taken: 'take',
    gave: 'give',
    given: 'give',
    won: 'win',
    lost: 'lose',
    ran: 'run',
    paid: 'pay',
    held: 'hold',
    built: 'build',
    born: 'birth',
    was: 'be',
    were: 'be',
    is: 'be',
    are: 'be',
    has: 'have',
    had: 'have',
    does: 'do',
    did: 'do',
  }),
)
/** Words that look inflected and are not. */
const whole = new Set(
  'during spring string ring king wing bring thing nothing something anything everything morning evening building meeting rating setting bearing reading speed need feed seed weed red bed shed sled hundred this its us thus yes always perhaps across less plus process class address business basis axis analysis bonus campus virus focus corpus census radius'.split(
    ' ',
  ),
)

const vowel = /[aeiouy]/
const doubled = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const shortSyllable = /(^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywx])$/

/** Where the region after the first non-vowel that follows a vowel starts; R1 of the word, R2 from R1's start. */
const regionStart = (word: string, from = 0): number => {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from))
  return found === null ? word.length : from + found.index + 2
}

const withoutPlural = (word: string): string => {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/(ies|ied)$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  // "waltzes" and "buzzes", not "sizes"
  if (/(x|ch|sh|[^aeiou]z|ss)es$/.test(word)) return word.slice(0, -2)
  if (/[^aeiou]oes$/.test(word)) return word.slice(0, -2)
  if (/(us|ss|is)$/.test(word)) return word
  if (word.endsWith('s') && vowel.test(word.slice(0, -2))) return word.slice(0, -1)
  return word
}

const withoutParticiple = (word: string): string => {
  const ending = /(eed|eedly)$/.exec(word)
  if (ending !== null) return ending.index >= regionStart(word) ? `${word.slice(0, ending.index)}ee` : word
  const found = /(ed|edly|ing|ingly)$/.exec(word)
  if (found === null || !vowel.test(word.slice(0, found.index))) return word
  const stem = word.slice(0, found.index)
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`
  if (doubled.test(stem)) return stem.slice(0, -1)
  return shortSyllable.test(stem) && regionStart(stem) >= stem.length ? `${stem}e` : stem
}

const withoutFinalE = (word: string): string => {
  if (!word.endsWith('e')) return word
  const rest = word.slice(0, -1)
  const first = regionStart(word)
  const inSecond = regionStart(word, first) <= rest.length
  return inSecond || (first <= rest.length && !shortSyllable.test(rest)) ? rest : word
}

/**
 * The stem of a lower-case English word, so that `averages`, `averaged` and `averaging` meet. The inflections
 * of Porter2 (Snowball English, steps 0, 1a, 1b, 1c and 5) and irregular plurals; derivations are kept apart,
 * because `organ` and `organization` are different columns.
 */
export const stem = (word: string): string => {
  const base = word.replace(/['’]s?$/u, '')
  const known = irregular.get(base)
  if (known !== undefined) return known
  if (base.length <= 2 || !/^[a-z]+$/.test(base) || whole.has(base)) return base
  const singular = withoutPlural(base)
  const verb = irregular.get(singular) ?? (whole.has(singular) ? singular : withoutParticiple(singular))
  const ended = withoutFinalE(verb)
  return ended.length > 2 && /[^aeiou]y$/.test(ended) ? `${ended.slice(0, -1)}i` : ended
}
