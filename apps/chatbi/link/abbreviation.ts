/** Short words of names that are words, not the beginnings or consonants of longer ones; months and weekdays with them. */
const shortWords = new Set(
  (
    'act add age air all and any app are area arm art bad bag ban bar bat bay bed big bit box bus but buy can cap car card ' +
    'care case cat cell chart city color come cost count cup cut data date day days dog door down dry due ear east eat end ' +
    'ever far fee feet few file film fire first fit flat fly foot for form free from full game gap gas get girl goal gold ' +
    'good green had half hand hard has hat head heat her here high him his hit home host hot hour how ice into iron item ' +
    'its job key kid kind lab land last law lay less let lie life like line list live load log long look loss lot low main ' +
    'make man map mark mass mean meat men met mid mode more most movie much music name near net never new next not note ' +
    'now off oil old one only open order other our out over own pack page pair park part pass past pay pen per pet pin ' +
    'plan plant play plus pot pound power press pro put race rain rate raw read real red rent rest ring road role room row ' +
    'run safe sail sale same say sea seat see self sell set sex share she shop short show side sign site size skin sky sold ' +
    'some song sort stand star start state stay steel step still stock stop store such sum sun take tax tea team ten test ' +
    'than that the them then they thin this tie time tin tip tire toe too tool top toy trade train trap tree try turn two ' +
    'type under unit use user val value van very via view walk wall war warm was wave way web week well west wet what wheel ' +
    'when where who wide will win wind wine wire with wood word work year yes yet you zip ' +
    'jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat'
  ).split(' '),
)

const consonantsOf = (word: string): string =>
  (word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '')).replace(/(.)\1+/g, '$1')

/**
 * Whether a word of a name is short for `word`: its beginning (`enr` of enrollment, `temp` of temperature) or its consonants
 * (`pwr` of power, `lvl` of level), the last but one left out at most (`wgt` of weight).
 */
export const isShortFor = (key: string, word: string): boolean => {
  if (key.length < 3 || key.length > 5 || word.length < key.length + 2 || shortWords.has(key)) return false
  if (word.startsWith(key)) return true
  if (!/^[a-z][^aeiou]+$/.test(key)) return false
  const consonants = consonantsOf(word)
  return key === consonants || (key.length >= 3 && leavesOutOne(key, consonants))
}

/** The ends are the same, and one letter between them is left out. */
const leavesOutOne = (key: string, consonants: string): boolean =>
  consonants.length === key.length + 1 &&
  Array.from(consonants.slice(1, -1), (_, at) => at).some(
    at => consonants.slice(0, at + 1) + consonants.slice(at + 2) === key,
  )
