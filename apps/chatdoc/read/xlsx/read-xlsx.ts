import { PlatformError } from '@millwright/spec'
import type { NewBlock } from '../../document/block.ts'
import type { Notice } from '../../document/document.ts'
import { headingOf, wholeWindow } from '../draft-blocks.ts'
import { createPictureReader } from '../image/read-picture.ts'
import { limits } from '../limits.ts'
import { OfficePackage } from '../office/office-package.ts'
import { readEmbedded } from '../office/read-embedded.ts'
import type { Reader } from '../reader.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { findRegions } from './find-regions.ts'
import { regionBlocks } from './region-blocks.ts'
import { SheetParser, type SheetContent } from './sheet-cells.ts'
import { sheetDrawings } from './sheet-drawings.ts'
import { loadWorkbook, type SheetRef } from './workbook.ts'

const leftOut = (sheet: SheetRef, content: SheetContent): Notice[] => {
  const notices: Notice[] = []
  if (content.columnsLeftOut > 0)
    notices.push({
      code: 'columns-left-out',
      message: {
        en: `Sheet "${sheet.name}" is wider than the ${limits.sheetColumns} columns that are read; ${content.columnsLeftOut} were left out.`,
        zh: `工作表“${sheet.name}”超过 ${limits.sheetColumns} 列，其余 ${content.columnsLeftOut} 列未读入。`,
      },
    })
  if (content.rowsLeftOut > 0)
    notices.push({
      code: 'rows-left-out',
      message: {
        en: `Sheet "${sheet.name}" is longer than is read; cells left out: ${content.rowsLeftOut}.`,
        zh: `工作表“${sheet.name}”过长，未读入的单元格：${content.rowsLeftOut}。`,
      },
    })
  return notices
}

const hidden = (sheet: SheetRef): Notice[] =>
  sheet.isHidden
    ? [
        {
          code: 'sheet-hidden',
          message: {
            en: `Sheet "${sheet.name}" is hidden; it was read.`,
            zh: `工作表“${sheet.name}”为隐藏状态，已读入。`,
          },
        },
      ]
    : []

const tablesOf = (content: SheetContent): NewBlock[] => {
  const merges = new Map(content.merges.map(range => [`${range.top} ${range.left}`, range]))
  return findRegions(content.cells, content.merges).flatMap(region => regionBlocks(region, merges))
}

const emptySheet: SheetContent = { cells: [], merges: [], rowsLeftOut: 0, columnsLeftOut: 0 }

/**
 * Workbooks (ECMA-376, transitional and strict): a heading for each sheet and a table for each region of cells, with
 * numbers and dates as the sheet shows them, then its charts, text boxes, pictures and notes. A window for each sheet.
 */
export const readXlsx: Reader = async function* (file, { recognise, signal }) {
  await using parts = await OfficePackage.open(file)
  const book = await loadWorkbook(parts)
  if (book.sheets.length === 0)
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: file.name,
      reason: 'it has no sheets or is broken',
    })
  const pictures = createPictureReader(recognise, signal)
  let cellsLeft: number = limits.documentCells
  for (const sheet of book.sheets) {
    signal.throwIfAborted()
    const stream = sheet.isChart ? undefined : await parts.stream(sheet.part, limits.sheetPartBytes)
    const content = stream ? await new SheetParser(book, cellsLeft).parse(stream) : emptySheet
    cellsLeft -= content.cells.length
    const drawings = await readEmbedded(await sheetDrawings(parts, sheet.part), { parts, pictures })
    const blocks = markWarnings([...tablesOf(content), ...drawings])
    yield wholeWindow(blocks.length === 0 ? [] : [headingOf(1, sheet.name), ...blocks], {
      title: await parts.title(),
      notices: [...hidden(sheet), ...leftOut(sheet, content), ...pictures.notices],
    })
  }
}
