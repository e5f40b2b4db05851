import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '@millwright/spec'
import { dataset, field, semanticModel } from '../../compile/testing/model-builder.ts'
import { compileQuery } from '../../compile/compile-query.ts'
import { linkQuestion } from '../../link/link-question.ts'
import { createValueIndex } from '../../values/index.ts'
import { viewOf } from '../model-view.ts'
import { parseQuestion, parseWithPreview } from '../parse-question.ts'
import type { ParseOptions } from '../parse-result.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { findAnchors } from './anchor.ts'
import { columnsOf } from './column.ts'
import { composeFloating } from './compose.ts'
import { floatingTableOf } from './rank-table.ts'

const values = {
  year: ['1998', '2001', '2004', '2004', '2007'],
  event: ['Spring Cup', 'Harbour Run', 'Spring Cup', 'Night Race', 'Harbour Run'],
  place: ['3rd', '1st', '2nd', '5th', '1st'],
  result: ['L 2–3', 'W 4–1', 'W 2–0', 'L 0–1', 'W 3–2'],
  venue: ['Oslo 1', 'Bergen', 'Oslo 2', 'Bergen', 'Stavanger'],
}

const model = semanticModel('duckdb', {
  datasets: [
    dataset(
      'races',
      'races',
      [
        field('year integer dimension', {
          minimum: 1998,
          maximum: 2007,
          distinctCount: 4,
          samples: [1998, 2001],
        }),
        field('event text', { distinctCount: 3, samples: values.event.slice(0, 3) }),
        field('place text', { distinctCount: 4, samples: values.place }),
        field('result text', { distinctCount: 5, samples: values.result }),
        field('venue text', { distinctCount: 4, samples: values.venue }),
      ],
      { rowCount: 5 },
    ),
  ],
  relationships: [],
})

const index = createValueIndex(
  {
    format: 'millwright-values',
    version: 1,
    sourceId: 'test',
    modelVersion: 1,
    builtAt: '2026-01-01T00:00:00Z',
    fields: (['event', 'place', 'result', 'venue'] as const).map(name => ({
      dataset: 'races',
      field: name,
      grade: 'internal',
      nouns: [],
      values: [...new Set(values[name])],
      truncated: false,
    })),
    skipped: [],
  },
  { role: 'administrator', model },
)

const now = new Date('2026-11-23T03:00:00Z')
const optionsOf = (question: string): ParseOptions => ({
  question,
  sources: [{ model, index }],
  now,
  calendar: plantCalendar,
  style: 'asked',
})

const tableOf = (question: string) => {
  const lattice = linkQuestion({ question, model, index, times: [] })
  const table = floatingTableOf(lattice, viewOf(model), index)
  assert.ok(table)
  return table
}

const sqlOf = (query: Parameters<typeof compileQuery>[0]): string => {
  const compiled = compileQuery(query, model, { calendar: plantCalendar })
  return compiled.ok ? compiled.sql.replace(/\s+/g, ' ') : 'not compiled'
}

const anchorsOf = (question: string): readonly string[] => {
  const { lattice } = tableOf(question)
  const columns = columnsOf(lattice, model.datasets[0] ?? assert.fail())
  return findAnchors({ lattice, index, columns }).map(({ condition }) => JSON.stringify(condition))
}

test('words restrict by a part of a value, by a result, by a decade', () => {
  assert.ok(anchorsOf('how many races were in oslo?').some(one => /"contains".*"venue".*"oslo"/.test(one)))
  assert.ok(anchorsOf('how many races were won?').some(one => /"starts-with".*"result".*"W"/.test(one)))
  assert.ok(anchorsOf("how many races in the 1990's?").some(one => /"between".*"year".*1990.*1999/.test(one)))
  assert.ok(
    anchorsOf('which races were from 2001 to 2004?').some(one => /"between".*"year".*2001.*2004/.test(one)),
  )
})

test('durations count in their last unit, results as they begin', () => {
  const amountOf = (samples: readonly string[]): unknown => {
    const lap = {
      ...(model.datasets[0] ?? assert.fail()),
      fields: [field('lap text', { samples: [...samples] })],
    }
    return columnsOf(tableOf('how many races?').lattice, lap)[0]?.amount
  }
  const lap = { kind: 'field', field: { dataset: 'races', field: 'lap' } }
  const clock = { kind: 'number-in', of: lap, reads: 'clock' }
  assert.deepEqual(amountOf(['58.41', '1:02.77', '1:03.05']), clock)
  assert.deepEqual(amountOf(['85:73', '91:60', '70:68']), { kind: 'number-in', of: lap })
})

test('every restriction meets every operator that is said, and every column', () => {
  const composed = composeFloating(tableOf('which event came right after the night race?')).map(sqlOf)
  for (const column of ['year', 'event', 'place', 'venue'])
    assert.ok(
      composed.some(sql => sql.includes(`SELECT races.${column}`) && sql.includes('position_of_row >')),
    )
  assert.ok(!composed.some(sql => sql.includes('COUNT')), 'nothing is counted that no word asks to count')
})

test('the second in an order is the first of what is left without the first', () => {
  const composed = composeFloating(tableOf('which event was the next to last?')).map(sqlOf)
  assert.ok(
    composed.some(sql => /position_of_row < \( SELECT MAX\(position_of_row\).* DESC LIMIT 1/.test(sql)),
  )
})

test('the learned ranking finds what is meant, and says how sure it is', () => {
  const counted = parseQuestion(optionsOf('how many times did the harbour run take place?'))
  assert.equal(counted.decision, 'answer')
  assert.match(sqlOf(counted.candidates[0]?.query ?? assert.fail()), /COUNT\(\*\).*event = 'Harbour Run'/)
  assert.ok(counted.confidence > 0 && counted.confidence < 1)
})

test('a reading that finds nothing gives way to one that does', async () => {
  const question = 'which venue had the spring cup in 2004?'
  const first = parseQuestion(optionsOf(question)).candidates[0]?.query
  const empty = JSON.stringify(first)
  const preview = (_: string, query: object): Promise<readonly (readonly Cell[])[]> =>
    Promise.resolve(JSON.stringify(query) === empty ? [] : [['Oslo 2']])
  const judged = await parseWithPreview(optionsOf(question), preview)
  assert.notEqual(JSON.stringify(judged.candidates[0]?.query), empty)
})

test('an explained answer shows what it ranks by, an asked one only what is asked for', () => {
  const question = 'which event had the lowest year?'
  const columnsOfBest = (style: 'asked' | 'explained'): readonly string[] =>
    parseQuestion({ ...optionsOf(question), style }).candidates[0]?.query.columns.map(({ id }) => id) ?? []
  assert.deepEqual(columnsOfBest('asked'), ['event'])
  assert.deepEqual(columnsOfBest('explained'), ['event', 'year'])
})

test('a question that names nothing of the table is refused', () => {
  assert.equal(parseQuestion(optionsOf('hello there my friend')).decision, 'refuse')
})

test('a long table is read by the grammar alone', () => {
  const long = { ...model, datasets: model.datasets.map(one => ({ ...one, rowCount: 5000 })) }
  const lattice = linkQuestion({ question: 'how many races?', model: long, index, times: [] })
  assert.equal(floatingTableOf(lattice, viewOf(long), index), undefined)
})
