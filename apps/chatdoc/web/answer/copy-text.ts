import type { Citation } from '../../step-outputs.ts'
import type { CitedPart } from '../outputs.ts'

/** The answer as text with its sources beneath, each as `placeText` writes it; numbers in brackets lead to them. */
export const toCopyText = (
  lead: string,
  parts: readonly CitedPart[],
  citations: readonly Citation[],
  placeText: (citation: Citation) => string,
): string => {
  const numbers = (part: CitedPart): string => part.citations.map(index => `[${index + 1}]`).join('')
  const indent = (part: CitedPart): string => '  '.repeat((part.level ?? 1) - 1)
  const lines = parts.map(part => {
    const marker = part.kind === 'step' || part.kind === 'item' ? `${part.marker ?? '•'} ` : ''
    return `${indent(part)}${marker}${part.text} ${numbers(part)}`.trimEnd()
  })
  const sources = citations.map(
    (citation, index) => `[${index + 1}] ${toReference(citation.quote, placeText(citation))}`,
  )
  return [lead, ...lines, '', ...sources].join('\n').trim()
}

/** A quote with the place that it stands at. */
export const toReference = (quote: string, place: string): string => `“${shorten(quote)}” — ${place}`

const longestQuote = 160

const shorten = (quote: string): string => {
  const line = quote.replaceAll(/\s+/g, ' ').trim()
  return line.length > longestQuote ? `${line.slice(0, longestQuote - 1).trimEnd()}…` : line
}
