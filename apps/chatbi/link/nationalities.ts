/** Adjectives of countries, with what columns keep: "Chinese suppliers" come from China. */
const lines = `
chinese:China|CN
german:Germany|DE
japanese:Japan|JP
american:United States|USA|US|America
british:United Kingdom|UK|Great Britain|England
english:England|United Kingdom
french:France|FR
italian:Italy|IT
spanish:Spain|ES
portuguese:Portugal
dutch:Netherlands|Holland
belgian:Belgium
swiss:Switzerland
austrian:Austria
polish:Poland|PL
czech:Czech Republic|Czechia|CZ
slovak slovakian:Slovakia|SK
hungarian:Hungary
romanian:Romania
bulgarian:Bulgaria
slovenian:Slovenia
croatian:Croatia
serbian:Serbia
greek:Greece
turkish:Turkey|Türkiye
swedish:Sweden
norwegian:Norway
danish:Denmark
finnish:Finland
russian:Russia
ukrainian:Ukraine
indian:India|IN
korean:South Korea|Korea|KR
vietnamese:Vietnam
thai:Thailand
malaysian:Malaysia
indonesian:Indonesia
taiwanese:Taiwan
mexican:Mexico
brazilian:Brazil
argentinian argentine:Argentina
canadian:Canada
australian:Australia
egyptian:Egypt
moroccan:Morocco
`

const countries: ReadonlyMap<string, readonly string[]> = new Map(
  lines
    .trim()
    .split('\n')
    .flatMap(line => {
      const [said = '', kept = ''] = line.split(':')
      return said.split(' ').map(adjective => [adjective, kept.split('|')] as const)
    }),
)

/** Names of the country that an adjective speaks of; none where it is none. */
export const countriesOf = (adjective: string): readonly string[] =>
  countries.get(adjective.toLowerCase()) ?? []
