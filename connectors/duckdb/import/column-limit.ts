/** More columns than this is a file read with the wrong delimiter, or one that DuckDB cannot hold well. */
export const maxColumns = 4000
/** What to do about more. */
export const columnAdvice = `at most ${maxColumns} are read; keep the columns that you ask about, or write one measurement a row (name, value)`
