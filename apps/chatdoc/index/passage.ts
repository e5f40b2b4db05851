import type { Block } from '../document/block.ts'

/**
 * A stretch of a document that is found as one: a block, a few short ones, or a row of a table. The texts are what is
 * searched, each with a weight of its own.
 */
export interface Passage {
  /** In reading order. */
  readonly blockIds: readonly string[]
  /** The row of the table, from 0, where the passage is one. */
  readonly tableRow?: number
  readonly title: string
  /** Titles of the headings above it, outermost first. */
  readonly headingPath: readonly string[]
  /** Caption of the table or figure, or the sentence that leads in. */
  readonly caption: string
  readonly body: string
}

/** What is searched of a document: its title and its blocks in reading order. */
export interface PassageSource {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** Everything of a passage that its blocks alone do not tell. */
export interface PassageFrame {
  readonly title: string
  readonly headingPath: readonly string[]
}
