import type { Check } from '@millwright/spec'
import type { ResultTable } from '../execute/result-table.ts'
import { formatCell } from './format-cell.ts'
import type { Narration, NarrationSentence } from './narration.ts'
import { capitalized } from './sentence.ts'

/**
 * Judges an answer, whoever wrote it: every digit must lie in a mark, and every marked cell must read as the
 * cell does. A number that came from nowhere fails.
 */
export const checkNarration = (narration: Narration, table: ResultTable): Check => {
  const problems = narration.sentences.flatMap(sentence => [
    ...unmarkedNumbers(sentence).map(number => `"${number}" is not marked to a row`),
    ...wrongCells(sentence, table, narration.language),
  ])
  return {
    name: 'numbers-come-from-rows',
    verdict: problems.length === 0 ? 'pass' : 'fail',
    message:
      problems.length === 0
        ? { en: 'Every number in the answer is taken from the rows.', zh: '答案中的每个数字都来自结果行。' }
        : { en: problems.join('; '), zh: `答案中的数字与结果行不符：${problems.join('；')}` },
  }
}

const unmarkedNumbers = (sentence: NarrationSentence): readonly string[] =>
  [...sentence.text.matchAll(/\d[\d,.]*/g)]
    .filter(match => !sentence.marks.some(mark => mark.from <= match.index && match.index < mark.to))
    .map(match => match[0])

const wrongCells = (
  sentence: NarrationSentence,
  table: ResultTable,
  language: Narration['language'],
): readonly string[] =>
  sentence.marks.flatMap(mark => {
    const text = sentence.text.slice(mark.from, mark.to)
    if ('fact' in mark) {
      if (mark.fact === 'question') return []
      const expected = new Intl.NumberFormat('en-US').format(table[mark.fact] ?? table.rowCount)
      return text === expected ? [] : [`"${text}" should be ${expected}`]
    }
    const column = table.columns[mark.column]
    const cell = table.rows[mark.row]?.[mark.column]
    if (!column || cell === undefined) return [`"${text}" is marked to a cell that does not exist`]
    const expected = formatCell(cell, column, language)
    return text === expected || (mark.from === 0 && text === capitalized(expected))
      ? []
      : [`"${text}" should be ${expected}`]
  })
