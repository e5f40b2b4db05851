const demonyms =
  'american:united states,usa,us,u s british:united kingdom,great britain,uk,england english:england scottish:scotland welsh:wales irish:ireland french:france german:germany,west germany italian:italy spanish:spain portuguese:portugal dutch:netherlands belgian:belgium swiss:switzerland austrian:austria swedish:sweden norwegian:norway danish:denmark finnish:finland icelandic:iceland russian:russia soviet:soviet union ukrainian:ukraine polish:poland czech:czech republic,czechoslovakia slovak:slovakia hungarian:hungary romanian:romania bulgarian:bulgaria greek:greece turkish:turkey serbian:serbia croatian:croatia slovenian:slovenia albanian:albania israeli:israel egyptian:egypt moroccan:morocco algerian:algeria tunisian:tunisia nigerian:nigeria ghanaian:ghana kenyan:kenya ethiopian:ethiopia ugandan:uganda iranian:iran iraqi:iraq indian:india pakistani:pakistan chinese:china,people s republic of china japanese:japan korean:south korea,korea thai:thailand vietnamese:vietnam indonesian:indonesia malaysian:malaysia filipino:philippines australian:australia canadian:canada mexican:mexico brazilian:brazil argentine:argentina argentinian:argentina chilean:chile colombian:colombia peruvian:peru venezuelan:venezuela cuban:cuba jamaican:jamaica'

const results: readonly (readonly [words: string, forms: string])[] = [
  ['won win wins winning victory victories winner', 'w win won winner victory'],
  ['lost lose loss losses losing defeat defeats defeated', 'l loss lost defeat'],
  ['draw draws drew drawn tie ties tied', 'd t draw tie'],
  ['home', 'h home'],
  ['away road', 'a away'],
  ['men man male males', 'm male men'],
  ['women woman female females', 'f female women'],
]

const formsOfDemonyms = demonyms.split(/ (?=[a-z]+:)/).map((entry): readonly [string, readonly string[]] => {
  const [word = '', countries = ''] = entry.split(':')
  return [word, countries.split(',')]
})
const formsOfResults = results.flatMap(([words, forms]) =>
  words.split(' ').map((word): readonly [string, readonly string[]] => [word, forms.split(' ')]),
)

/** Demonyms with the names of their countries, and how lists of results shorten what happened. */
const forms: ReadonlyMap<string, readonly string[]> = new Map([...formsOfDemonyms, ...formsOfResults])

/** Other forms in which a table may write what a word says. */
export const formsOf = (word: string): readonly string[] =>
  (forms.get(word) ?? []).filter(form => form !== word)

/** The letter by which lists of games say how one ended. */
export const resultLetterOf = (word: string): 'W' | 'L' | undefined => {
  if (results[0]?.[0].split(' ').includes(word)) return 'W'
  return results[1]?.[0].split(' ').includes(word) ? 'L' : undefined
}
