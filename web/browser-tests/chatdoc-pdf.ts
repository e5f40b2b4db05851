/** A line of a page: `sizePt` of its letters, place from the top left in points. */
export interface PdfLine {
  readonly text: string
  readonly sizePt: number
  readonly leftPt: number
  readonly topPt: number
}

const widthPt = 595
const heightPt = 842

const escape = (text: string): string => text.replaceAll(/[\\()]/g, '\\$&')

const contentOf = (lines: readonly PdfLine[]): string =>
  lines
    .map(
      ({ text, sizePt, leftPt, topPt }) =>
        `BT /F1 ${sizePt} Tf ${leftPt} ${heightPt - topPt} Td (${escape(text)}) Tj ET`,
    )
    .join('\n')

/** A PDF with a text layer in Helvetica, one entry a page; letters of ASCII alone. */
export const createPdf = (pages: readonly (readonly PdfLine[])[]): Buffer => {
  const pageId = (index: number): number => 4 + index * 2
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageId(index)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, index) => {
      const content = contentOf(lines)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${widthPt} ${heightPt}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageId(index) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + table + trailer, 'latin1')
}
