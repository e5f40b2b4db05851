import type { Relationship } from '../office/office-package.ts'
import type { NumberingCounters } from './numbering.ts'
import type { ParagraphStyle } from './styles.ts'

/** What the body of a Word document refers to. */
export interface WordContext {
  readonly styles: ReadonlyMap<string, ParagraphStyle>
  readonly numbering: NumberingCounters
  readonly relations: ReadonlyMap<string, Relationship>
  /** Texts of notes, by kind and id ("footnote 2"). */
  readonly notes: ReadonlyMap<string, string>
  /** Without headings by style, short paragraphs in bold are taken for headings. */
  readonly hasStyledHeadings: boolean
}
