import type { TableBlock } from '../../document/block.ts'
import { viewTable } from '../../document/tables.ts'
import type { Citation, Passage } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { BlockTable } from '../viewer/block-table.tsx'
import { CitationChips } from './citations.tsx'
import { LongText } from './long-text.tsx'
import type { PartsProps } from './answer-parts.tsx'

interface CellOfTable {
  readonly table: TableBlock
  readonly row: number
  readonly column: number
}

/** The cell that a citation names, with its table, where the passages hold it. */
const cellOf = (citation: Citation | undefined, passages: readonly Passage[]): CellOfTable | undefined => {
  const [place] = citation?.cells ?? []
  if (!citation || !place) return undefined
  const table = passages
    .filter(passage => passage.revisionId === citation.revisionId)
    .flatMap(passage => passage.blocks)
    .find(block => block.kind === 'table' && citation.blockIds.includes(block.id))
  return table?.kind === 'table' ? { table, row: place[0], column: place[1] } : undefined
}

/** The row and column of a cell by the names that the table gives them. */
const namesOf = ({ table, row, column }: CellOfTable) => {
  const view = viewTable(table)
  const named = view.rows.find(item => item.row === row)
  return {
    row: [named?.group, named?.label].filter(Boolean).join(' / '),
    column: view.columns[column]?.name ?? '',
    headerRows: Array.from({ length: view.rows[0]?.row ?? 0 }, (_, index) => index),
  }
}

/** A value as large as it is wanted, with its unit, and the row and column of the table that it stands in. */
export const BigValue = (
  props: PartsProps & { readonly short: string | undefined; readonly passages: readonly Passage[] },
) => {
  const { parts, short, citations } = props
  const t = useTexts()
  const [value, ...rest] = parts
  if (!value) return null
  const cell = cellOf(citations[value.citations[0] ?? -1], props.passages)
  const names = cell && namesOf(cell)
  const text = short ?? value.text
  return (
    <div className="cd-value">
      <p className="cd-value-number">
        <span className="mw-num" data-long={text.length > 24 || undefined}>
          {text}
        </span>{' '}
        <CitationChips {...props} of={value.citations} />
      </p>
      {names && names.row !== '' && names.column !== '' && (
        <p className="cd-value-name">{t.answer.inTable(names.row, names.column)}</p>
      )}
      {!names && short !== undefined && value.text !== short && (
        <p className="cd-value-text">
          <LongText text={value.text} />
        </p>
      )}
      {cell && names && (
        <BlockTable
          table={cell.table}
          rows={[...names.headerRows, cell.row]}
          marked={[[cell.row, cell.column]]}
        />
      )}
      {rest.map(part => (
        <p key={part.index} className="cd-value-text">
          {part.text} <CitationChips {...props} of={part.citations} />
        </p>
      ))}
    </div>
  )
}
