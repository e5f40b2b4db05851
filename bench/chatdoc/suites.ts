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

interface Suite {
  readonly name: string
  readonly about: string
  readonly needsData: boolean
  /** Brings the suite's module only when it is run. */
  readonly load: () => Promise<(options: SuiteOptions) => Promise<SuiteResult>>
}

/** What `npm run bench:chatdoc` can measure. */
export const suites: readonly Suite[] = [
  {
    name: 'squad',
    about: 'one SQuAD-format file as one corpus of paragraphs',
    needsData: true,
    load: async () => (await import('./squad.ts')).runSquad,
  },
]
