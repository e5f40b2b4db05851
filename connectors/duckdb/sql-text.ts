/** An identifier as DuckDB reads it, whatever characters it has. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text literal; doubles quotes, so no value can end it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`
