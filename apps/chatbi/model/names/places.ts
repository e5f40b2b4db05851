/** Codes of the states of the USA (USPS) with their names. */
const states = `
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia
FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine
MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada
NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon
PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia
WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
`

/** Codes of countries (ISO 3166-1, two and three letters) with their names in both languages. */
const countries = `
AE ARE United Arab Emirates 阿联酋|AR ARG Argentina 阿根廷|AT AUT Austria 奥地利|AU AUS Australia 澳大利亚|BE BEL Belgium 比利时
BG BGR Bulgaria 保加利亚|BR BRA Brazil 巴西|CA CAN Canada 加拿大|CH CHE Switzerland 瑞士|CL CHL Chile 智利|CN CHN China 中国
CO COL Colombia 哥伦比亚|CZ CZE Czechia 捷克|DE DEU Germany 德国|DK DNK Denmark 丹麦|EG EGY Egypt 埃及|ES ESP Spain 西班牙
FI FIN Finland 芬兰|FR FRA France 法国|GB GBR United Kingdom 英国|GR GRC Greece 希腊|HU HUN Hungary 匈牙利|ID IDN Indonesia 印度尼西亚
IE IRL Ireland 爱尔兰|IL ISR Israel 以色列|IN IND India 印度|IT ITA Italy 意大利|JP JPN Japan 日本|KR KOR South Korea 韩国
MX MEX Mexico 墨西哥|MY MYS Malaysia 马来西亚|NL NLD Netherlands 荷兰|NO NOR Norway 挪威|NZ NZL New Zealand 新西兰|PH PHL Philippines 菲律宾
PL POL Poland 波兰|PT PRT Portugal 葡萄牙|RO ROU Romania 罗马尼亚|RU RUS Russia 俄罗斯|SA SAU Saudi Arabia 沙特阿拉伯|SE SWE Sweden 瑞典
SG SGP Singapore 新加坡|SI SVN Slovenia 斯洛文尼亚|SK SVK Slovakia 斯洛伐克|TH THA Thailand 泰国|TR TUR Turkey 土耳其|TW TWN Taiwan 台湾
UA UKR Ukraine 乌克兰|US USA United States 美国|VN VNM Vietnam 越南|ZA ZAF South Africa 南非
`

const entriesOf = (text: string): readonly string[] => text.trim().split(/[|\n]/)

const byState: ReadonlyMap<string, readonly string[]> = new Map(
  entriesOf(states).map(entry => [entry.slice(0, 2), [entry.slice(3)]]),
)

const byCountry: ReadonlyMap<string, readonly string[]> = new Map(
  entriesOf(countries).flatMap(entry => {
    const [two = '', three = '', ...rest] = entry.split(' ')
    const names = [rest.slice(0, -1).join(' '), rest.at(-1) ?? '']
    return [two, three].map(code => [code, names] as const)
  }),
)

/**
 * What people call the places that a column keeps by their codes: `CA` of a state is California, `CN` of a country China
 * and 中国. Codes count only where most values of the column are some.
 */
export const placeNamesOf = (
  words: readonly string[],
  values: ReadonlySet<string>,
): Readonly<Record<string, readonly string[]>> => {
  const known = words.includes('state') ? byState : words.includes('country') ? byCountry : undefined
  const found = [...values].filter(value => known?.has(value))
  if (!known || found.length === 0 || found.length < 0.6 * values.size) return {}
  return Object.fromEntries(found.map(value => [value, known.get(value) ?? []]))
}
