/** Advance widths of Helvetica for the characters 32–126, in thousandths of the font size (Adobe AFM). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
  556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
  556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
  500, 500, 500, 334, 260, 334, 584,
] // prettier-ignore

const widthOf = (text: string, size: number): number =>
  (Array.from(text).reduce((sum, char) => sum + (widths[char.charCodeAt(0) - 32] ?? 556), 0) * size) / 1000

const page = { width: 595, height: 842, left: 64, right: 531, top: 770, bottom: 72 }

/** A PDF of text, lists and ruled tables, set in Helvetica; characters of Latin-1. */
export interface PdfWriter {
  heading(level: 1 | 2 | 3, text: string): void
  paragraph(text: string): void
  steps(items: readonly string[]): void
  /** The first row names the columns; `shares` are their parts of the width. */
  table(shares: readonly number[], rows: readonly (readonly string[])[]): void
  finish(): Uint8Array
}

interface Style {
  readonly font: 'F1' | 'F2'
  readonly size: number
}

const body: Style = { font: 'F1', size: 10 }
const cellStyle: Style = { font: 'F1', size: 9 }
const headStyle: Style = { font: 'F2', size: 9 }
const headings: Readonly<Record<1 | 2 | 3, Style>> = {
  1: { font: 'F2', size: 20 },
  2: { font: 'F2', size: 14 },
  3: { font: 'F2', size: 11.5 },
}

const wrap = (text: string, size: number, width: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

const escape = (text: string): string => text.replaceAll(/[\\()]/g, '\\$&')

export const createPdfWriter = (title: string, footer: string): PdfWriter => {
  const pages: string[][] = []
  let y = 0
  const open = (): void => {
    pages.push([])
    y = page.top
  }
  const draw = (command: string): void => void pages.at(-1)?.push(command)
  const text = (x: number, at: number, words: string, { font, size }: Style): void =>
    draw(`BT /${font} ${size} Tf 1 0 0 1 ${x.toFixed(1)} ${at.toFixed(1)} Tm (${escape(words)}) Tj ET`)
  const need = (height: number): void => {
    if (y - height < page.bottom) open()
  }
  const lines = (x: number, words: string, style: Style): void => {
    for (const line of wrap(words, style.size, page.right - x)) {
      need(style.size * 1.35)
      y -= style.size * 1.35
      text(x, y, line, style)
    }
  }
  open()
  return {
    heading: (level, words) => {
      const style = headings[level]
      need(style.size * 4)
      y -= style.size * 0.9
      lines(page.left, words, style)
      y -= 4
    },
    paragraph: words => {
      lines(page.left, words, body)
      y -= 6
    },
    steps: items => {
      for (const [index, item] of items.entries()) {
        need(body.size * 3)
        text(page.left + 6, y - body.size * 1.35, `${index + 1}.`, body)
        lines(page.left + 26, item, body)
        y -= 3
      }
      y -= 4
    },
    table: (shares, rows) => {
      y -= 5
      const total = shares.reduce((sum, share) => sum + share, 0)
      const columns = shares.map(share => (share / total) * (page.right - page.left))
      for (const [index, row] of rows.entries()) {
        const style = index === 0 ? headStyle : cellStyle
        const cells = row.map((cell, column) => wrap(cell, style.size, (columns[column] ?? 0) - 8))
        const height = Math.max(...cells.map(cell => cell.length)) * style.size * 1.3 + 6
        need(height)
        let x = page.left
        for (const [column, cell] of cells.entries()) {
          const width = columns[column] ?? 0
          draw(
            `0.6 w ${x.toFixed(1)} ${(y - height).toFixed(1)} ${width.toFixed(1)} ${height.toFixed(1)} re S`,
          )
          for (const [at, line] of cell.entries())
            text(x + 4, y - style.size * (1.15 + at * 1.3) - 1, line, style)
          x += width
        }
        y -= height
      }
      y -= 10
    },
    finish: () => {
      for (const [index, commands] of pages.entries()) {
        const line = `${footer}    ${index + 1} / ${pages.length}`
        commands.push(
          `BT /F1 8 Tf 1 0 0 1 ${page.left} 44 Tm (${escape(line)}) Tj ET`,
          `BT /F1 8 Tf 1 0 0 1 ${page.left} 806 Tm (${escape(title)}) Tj ET`,
        )
      }
      return assemble(title, pages)
    },
  }
}

/** Objects, cross-reference table and trailer (ISO 32000-1, 7.5). */
const assemble = (title: string, pages: readonly (readonly string[])[]): Uint8Array => {
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${escape(title)}) >>`,
    ...pages.flatMap((commands, index) => {
      const content = commands.join('\n')
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${7 + index * 2} 0 R` +
          ' /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
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
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}`
  text += `trailer << /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${text.lastIndexOf('xref\n0')}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
