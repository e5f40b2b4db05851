import { sniffDelimiter } from './csv/sniff-delimiter.ts'
import type { DocumentFormat } from './reader.ts'

const emailHeader =
  /^(?:return-path|received|delivered-to|mime-version|message-id|subject|from|to|cc|date|reply-to|content-type|content-transfer-encoding|x-[\w-]+|dkim-signature|authentication-results|thread-[\w-]+|in-reply-to|references):/i

/** Three known header fields before the first empty line, the sender or the message's id among them. */
const isEmail = (text: string): boolean => {
  const head = text.trimStart().split(/\n\s*\n/, 1)[0] ?? ''
  const lines = head.split('\n').filter(line => !/^\s/.test(line))
  const known = lines.filter(line => emailHeader.test(line))
  return (
    known.length >= 3 && known.length >= 0.6 * lines.length && /^(?:from|message-id|received):/im.test(head)
  )
}

const markupStart =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b/i
const isXml = (text: string): boolean => /^\s*<\?xml\b/.test(text) || /^\s*<!DOCTYPE\s+\w/i.test(text)
const tags =
  /<\/?(?:p|div|table|tr|td|th|ul|ol|li|h[1-6]|br|span|a|pre|code|section|dl|dt|dd|img|b|i|strong|em|body)\b[^>]*>/gi

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

const asciidocSigns = [
  /^= \S/gm,
  /^={2,5} \S/gm,
  /^:[\w-]+:(?: |$)/gm,
  /^\[(?:source|NOTE|TIP|WARNING|CAUTION|IMPORTANT|cols|options|%)[^\]]*\]$/gm,
  /^(?:\|===|={4}|\.{4})$/gm,
  /^include::\S+\[/gm,
]
const markdownSigns = [
  /^#{1,6} \S/gm,
  /^(?:```|~~~)/gm,
  /\[[^\]\n]+\]\([^)\n]+\)/g,
  /^\|?[ :|-]*-{3,}[ :|-]*\|[ :|-]*$/gm,
  /\*\*[^*\n]+\*\*/g,
]
/** Distinct signs count more than one sign many times. */
const scoreOf = (text: string, signs: readonly RegExp[]): number =>
  signs
    .map(sign => Math.min(3, countOf(text, sign)))
    .reduce((sum, count) => sum + (count > 0 ? 2 + count : 0), 0)

const isCsv = (text: string): boolean => {
  const guess = sniffDelimiter(text)
  return (
    guess !== undefined &&
    guess.agreement >= 0.9 &&
    text.split('\n').filter(line => line.trim() !== '').length >= 3
  )
}

const byExtension: Readonly<Record<string, DocumentFormat>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  asc: 'asciidoc',
  txt: 'text',
  text: 'text',
  log: 'text',
  csv: 'csv',
  tsv: 'csv',
  eml: 'email',
}

export const extensionOf = (name: string): string => /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** An extension that the content does not bear out is not believed. */
const isBorneOut = (format: DocumentFormat, text: string): boolean => {
  if (format === 'html') return countOf(text, tags) >= 2
  if (format === 'email') return /^[\w-]+:/.test(text.trimStart())
  return true
}

const byContent = (text: string): DocumentFormat => {
  const asciidoc = scoreOf(text, asciidocSigns)
  const markdown = scoreOf(text, markdownSigns)
  if (countOf(text, tags) >= 6 && /^\s*</.test(text)) return 'html'
  if (asciidoc >= 6 && asciidoc > markdown) return 'asciidoc'
  if (markdown >= 6) return 'markdown'
  return isCsv(text) ? 'csv' : 'text'
}

/** The format of a decoded text: what it surely is by its content, else what its name says, else what it looks like. */
export const sniffText = (text: string, name: string): DocumentFormat => {
  if (markupStart.test(text)) return 'html'
  if (isEmail(text)) return 'email'
  const named = byExtension[extensionOf(name)]
  if (named !== undefined && isBorneOut(named, text)) return named
  if (isXml(text)) return 'html'
  return extensionOf(name) in codeExtensions ? 'text' : byContent(text)
}

/** Text that is read as code, with the language that it is in. */
export const codeExtensions: Readonly<Record<string, string>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  ini: 'ini',
  cfg: 'ini',
  conf: 'ini',
  py: 'python',
  js: 'javascript',
  ts: 'typescript',
  c: 'c',
  h: 'c',
  cpp: 'cpp',
  cs: 'csharp',
  java: 'java',
  sh: 'bash',
  bat: 'batch',
  ps1: 'powershell',
  sql: 'sql',
  st: 'iec61131',
  scl: 'iec61131',
  nc: 'gcode',
  ngc: 'gcode',
  gcode: 'gcode',
  hal: 'hal',
}
