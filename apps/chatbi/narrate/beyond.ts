import type { Language } from '@millwright/spec'
import { beyondCount } from '../execute/beyond-limit.ts'
import type { ResultTable } from '../execute/result-table.ts'
import type { Piece } from './sentence.ts'

/** A limit that cuts between equal rows is told: who is left out is as high as the last one shown. */
export const describeBeyond = (
  { equalBeyond = 0, rowCount }: ResultTable,
  language: Language,
): readonly Piece[] => {
  if (equalBeyond === 0) return []
  const count: Piece = { count: 'equalBeyond' }
  const isCut = equalBeyond >= beyondCount
  if (language === 'zh') {
    const place = rowCount === 1 ? '与其并列' : '与末位并列'
    return ['另有 ', count, isCut ? ' 项以上' : ' 项', place, '。']
  }
  const more = isCut ? ' or more others are ' : equalBeyond === 1 ? ' other is ' : ' others are '
  return [' ', count, more, rowCount === 1 ? 'equal to it.' : 'equal to the last one.']
}
