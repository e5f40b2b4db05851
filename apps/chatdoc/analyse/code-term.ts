/** Signs between the parts of a code. */
const separator = /[-/._×*+:·]+/g

/** How a code is searched: without its separators, in lower case; a multiplication sign between digits is an `x`. */
export const wholeCode = (written: string): string =>
  written
    .replaceAll(/(?<=\d)[×*](?=\d)/g, 'x')
    .replaceAll(separator, '')
    .toLowerCase()

/** A chunk of letters, digits and separators is a code where digits meet letters, or separators other than in a number. */
export const isCode = (written: string): boolean =>
  /\d/.test(written) && (/\p{L}/u.test(written) || /\d[-/_×*:]\d/.test(written) || /\.\d+\./.test(written))

/** `6204-2RS` → `6204`, `2rs`; `M8×1.25` → `m8`, `1.25`; a part of one letter says nothing alone. */
export const piecesOfCode = (written: string): readonly string[] => {
  const parts = written.toLowerCase().split(/[-/_×*+:·]|(?<=\d)x(?=\d)|(?<!\d)\.|\.(?!\d)/)
  return [...new Set(parts.filter(part => part.length > 1))].filter(part => part !== wholeCode(written))
}

/**
 * Bodies whose standards are cited with a space: "GB/T 3098.1-2010", "ISO 9001", "DIN EN 13306". The year behind the
 * hyphen is left off in a second form.
 */
const standard =
  /\b((?:GB|JB|HG|YB|QB|SH|SY|DL|CB|HB|QC|JJG|JJF|TSG|SJ|MT|TB|NB)(?:\s?\/\s?[TZ])?|(?:DIN\s|BS\s|NF\s)?(?:EN\s)?(?:ISO|IEC)(?:\s?\/\s?(?:IEC|TS|TR))?|DIN(?:\sEN)?|EN|BS|ASTM|ANSI|ASME|JIS|UL|NFPA|SAE|VDI|IEEE)[\s-]?([A-Z]?\s?\d+(?:[.-]\d+)*)(?:[-:—](\d{4}))?/g

/** A standard where it stands in a normalised text, in its searched forms, the fullest first. */
export interface StandardMention {
  readonly forms: readonly string[]
  readonly start: number
  readonly end: number
}

export const findStandards = (text: string): readonly StandardMention[] =>
  [...text.matchAll(standard)].map(({ 0: whole, 1: body = '', 2: number = '', 3: year, index }) => {
    const split = /^(.*\d)-(\d{4})$/.exec(number)
    const plain = split?.[1] ?? number
    const edition = year ?? split?.[2]
    const short = wholeCode(`${body}${plain}`.replaceAll(/\s/g, ''))
    const forms = edition === undefined ? [short] : [`${short}${edition}`, short]
    return { forms, start: index, end: index + whole.length }
  })
