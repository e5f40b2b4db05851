/** What a suite printed: a Markdown table, and its figures by name. */
export interface SuiteResult {
  readonly table: string
  readonly figures: Readonly<Record<string, number>>
}

export interface SuiteOptions {
  /** A file or a folder, as the suite says. */
  readonly data: string
  /** At most so many questions. */
  readonly limit?: number
}
