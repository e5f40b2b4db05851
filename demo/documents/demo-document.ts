/** A document of the demo plant as a file, with the machines it is about and since when it holds. */
export interface DemoDocument {
  /** With its folders. Two of one name are revisions, the older first. */
  readonly name: string
  readonly content: string | Uint8Array
  readonly equipment: readonly string[]
  readonly inForceDaysAgo: number
}
