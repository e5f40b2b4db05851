/** A date where it stands in a normalised text, as ISO 8601 to the day or the month. */
export interface DateMention {
  readonly text: string
  readonly start: number
  readonly end: number
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
// prettier-ignore

type Parts = readonly [year: string, month: string, day?: string]

const monthNumber = (name: string): string => String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1)

/** How dates are written, and which groups are year, month and day. */
const forms: readonly (readonly [RegExp, (groups: readonly string[]) => Parts])[] = [
  [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g, ([, year = '', month = '', day = '']) => [year, month, day]],
  [/(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?/g, ([, year = '', month = '', day]) => day === undefined ? [year, month] : [year, month, day]],
  [new RegExp(String.raw`\b${monthName}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`, 'gi'), ([, month = '', day = '', year = '']) => [year, monthNumber(month), day]],
  [new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)? ${monthName}\.?,? (\d{4})\b`, 'gi'), ([, day = '', month = '', year = '']) => [year, monthNumber(month), day]],
  [new RegExp(String.raw`\b${monthName}\.?,? (\d{4})\b`, 'gi'), ([, month = '', year = '']) => [year, monthNumber(month)]],
] // prettier-ignore

const isoOf = ([year, month, day]: Parts): string | undefined => {
  const inRange = Number(month) >= 1 && Number(month) <= 12 && (day === undefined || (Number(day) >= 1 && Number(day) <= 31))
  if (!inRange) return undefined
  return [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
} // prettier-ignore

/** Every date of a normalised text that names its year and month. */
export const findDates = (text: string): readonly DateMention[] =>
  /\d{4}/.test(text)
    ? forms.flatMap(([form, partsOf]) =>
        [...text.matchAll(form)].flatMap(match => {
          const iso = isoOf(partsOf([...match]))
          return iso === undefined
            ? []
            : [{ text: iso, start: match.index, end: match.index + match[0].length }]
        }),
      )
    : []
