import type { Severity } from '../../document/block.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { severityOf } from '../warnings/warning-label.ts'
import { classesOf } from './block-elements.ts'

const container =
  /^(?:admonition(?:block)?|alert|callout|markdown-alert|notice|message|infobox|note|tip|warning|caution|danger|important|hint|wp-block-notice)$/
const prefix = /^(?:alert|callout|markdown-alert|is|admonition|bs-callout|notice|message)-+/

const byOtherNames: Readonly<Record<string, Severity>> = {
  error: 'danger',
  warn: 'warning',
  critical: 'danger',
  success: 'notice',
}

/** The severity of a box that a page marks as a warning or note by its classes; undefined for other elements. */
export const admonitionSeverity = (element: XmlElement): Severity | undefined => {
  if (!/^(?:div|aside|section|blockquote|article|p)$/.test(element.name)) return undefined
  const names = classesOf(element)
  if (!names.some(name => container.test(name) || prefix.test(name))) return undefined
  const words = names.map(name => name.replace(prefix, ''))
  return words.map(word => severityOf(word) ?? byOtherNames[word]).find(severity => severity !== undefined)
}
