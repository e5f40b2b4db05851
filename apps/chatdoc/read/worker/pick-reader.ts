import type { DocumentFormat, Reader } from '../reader.ts'

/** Each format's reader, loaded when the first file of that format comes. */
const loaders: { readonly [F in DocumentFormat]: () => Promise<Reader> } = {
  pdf: async () => (await import('../pdf/read-pdf.ts')).readPdf,
  docx: async () => (await import('../docx/read-docx.ts')).readDocx,
  xlsx: async () => (await import('../xlsx/read-xlsx.ts')).readXlsx,
  pptx: async () => (await import('../pptx/read-pptx.ts')).readPptx,
  html: async () => (await import('../html/read-html.ts')).readHtml,
  markdown: async () => (await import('../markdown/read-markdown.ts')).readMarkdown,
  asciidoc: async () => (await import('../asciidoc/read-asciidoc.ts')).readAsciidoc,
  text: async () => (await import('../text/read-text.ts')).readText,
  csv: async () => (await import('../csv/read-csv.ts')).readCsv,
  email: async () => (await import('../email/read-email.ts')).readEmail,
  image: async () => (await import('../image/read-image.ts')).readImage,
}

export const pickReader = (format: DocumentFormat): Promise<Reader> => loaders[format]()
