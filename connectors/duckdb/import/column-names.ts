const maxLength = 120

/** A column: `name` as close to the header as a name can be, `label` the header's own text where it differs. */
export interface ColumnName {
  readonly name: string
  readonly label?: string
}

const readable = (header: string): string =>
  header
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]+/gu, ' ')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim()
    .slice(0, maxLength)
    .trim()

/** `wanted`, or with a number after it where `taken` has it already; names differ in more than case. */
export const uniqueName = (wanted: string, taken: Set<string>): string => {
  let name = wanted
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`
  taken.add(name.toLowerCase())
  return name
}

/** Unique, readable names for a header: blank ones by their position, repeated ones numbered. */
export const nameColumns = (headers: readonly string[]): readonly ColumnName[] => {
  const taken = new Set<string>()
  return headers.map((header, i) => {
    const name = uniqueName(readable(header) || `column${i + 1}`, taken)
    return name === header || header.trim() === '' ? { name } : { name, label: header }
  })
}

/** A table's name out of a file or sheet name. */
export const nameTable = (wanted: string, taken: Set<string>): string =>
  uniqueName(readable(wanted.replace(/^_millwright_/i, '')) || 'table', taken)
