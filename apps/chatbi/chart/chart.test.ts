import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { buildChart, chartRows } from './build-chart.ts'
import type { ChartType } from './chart.ts'
import { renderPng, renderSvg } from './render-chart.ts'

const column = (
  id: string,
  role: ResultTableColumn['role'],
  more: Partial<ResultTableColumn> = {},
): ResultTableColumn => ({
  id,
  label: { en: id, zh: id },
  type: role === 'measure' ? 'float' : role === 'time' ? 'timestamp' : 'text',
  role,
  ...more,
})
const tableOf = (columns: readonly ResultTableColumn[], rows: readonly (readonly Cell[])[]): ResultTable => ({
  columns: [...columns],
  rows: rows.map(row => [...row]),
  rowCount: rows.length,
  truncated: false,
  elapsedMs: 1,
  rowHash: '',
})
const line = column('line', 'dimension')
const reason = column('reason', 'dimension')
const day = column('day', 'time', { grain: 'day' })
const hours = column('stop.hours', 'measure', { unit: 'h' })
const output = column('output', 'measure', { unit: 'pcs', type: 'integer' })
const days = Array.from({ length: 20 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}T00:00:00`)

const cases: readonly (readonly [string, ResultTable, ChartType])[] = [
  ['one number', tableOf([hours], [[12.5]]), 'number'],
  [
    'a measure by group',
    tableOf(
      [line, hours],
      [
        ['L1', 3],
        ['L2', 1],
      ],
    ),
    'ranking',
  ],
  [
    'a measure over time',
    tableOf(
      [day, hours],
      days.map((d, i) => [d, i]),
    ),
    'line',
  ],
  [
    'a measure over time by few groups',
    tableOf(
      [day, line, hours],
      days.flatMap(d => [
        [d, 'L1', 1],
        [d, 'L2', 2],
      ]),
    ),
    'line',
  ],
  [
    'a measure over time by many groups',
    tableOf(
      [day, line, hours],
      days.map((d, i) => [d, `L${i}`, i]),
    ),
    'heat-map',
  ],
  [
    'a measure by two groups',
    tableOf(
      [line, reason, hours],
      [
        ['L1', 'a', 1],
        ['L2', 'b', 2],
      ],
    ),
    'stacked-bar',
  ],
  [
    'a rate by group, whose values are no parts of a whole',
    tableOf(
      [line, column('rate', 'measure', { percent: true })],
      [
        ['L1', 0.02],
        ['L2', 0.03],
      ],
    ),
    'ranking',
  ],
  [
    'a comparison of a measure with a plain name',
    tableOf(
      [line, output, column('output__before', 'measure', { comparison: 'before', type: 'integer' })],
      [
        ['L1', 3, 4],
        ['L2', 1, 2],
      ],
    ),
    'grouped-bar',
  ],
  [
    'a share',
    tableOf(
      [line, column('share', 'measure', { percent: true })],
      [
        ['L1', 0.4],
        ['L2', 0.6],
      ],
    ),
    'share',
  ],
  [
    'two measures without a group',
    tableOf(
      [hours, output],
      [
        [1, 2],
        [2, 3],
      ],
    ),
    'scatter',
  ],
  [
    'many values of one measure',
    tableOf(
      [hours],
      days.map((_, i) => [i]),
    ),
    'histogram',
  ],
  [
    'a comparison by group',
    tableOf(
      [line, hours, column('stop.hours__before', 'measure', { comparison: 'before' })],
      [
        ['L1', 1, 2],
        ['L2', 2, 3],
      ],
    ),
    'grouped-bar',
  ],
  ['a list of names', tableOf([line], [['L1'], ['L2']]), 'table'],
  ['no rows', tableOf([line, hours], []), 'table'],
]
for (const [what, table, type] of cases)
  test(`${what} is drawn as ${type}`, () => assert.equal(buildChart(table, { language: 'en' }).type, type))

test('every alternative of every shape compiles and draws', async () => {
  let drawn = 0
  for (const [what, table] of cases)
    for (const type of buildChart(table, { language: 'en' }).alternatives) {
      const { spec } = buildChart(table, { language: 'en', type })
      if (!spec) continue
      assert.match(await renderSvg(spec, chartRows(table)), /<svg/, `${what} as ${type}`)
      drawn++
    }
  assert.ok(drawn > 20)
})

test('a ranking shows its names, values and unit', async () => {
  const table = tableOf(
    [line, hours],
    [
      ['三号线', 120.5],
      ['Line 2', 20],
    ],
  )
  const { spec } = buildChart(table, { language: 'zh', title: '上月停机' })
  const svg = await renderSvg(spec ?? {}, chartRows(table))
  for (const text of ['三号线', '120.5', '(h)', '上月停机']) assert.ok(svg.includes(text), text)
})

test('Chinese labels are drawn with the shipped font: other words give another picture', async () => {
  const draw = async (name: string) => {
    const table = tableOf(
      [line, hours],
      [
        [name, 1],
        ['x', 2],
      ],
    )
    return Buffer.from(await renderPng(buildChart(table, { language: 'en' }).spec ?? {}, chartRows(table)))
  }
  const [a, b] = [await draw('三号线'), await draw('四号库')]
  assert.ok(!a.equals(b), 'two names of equal width drew the same pixels: the glyphs are missing')
})

test('a specification that names an address or a file draws nothing from it', async () => {
  const spec = { mark: 'image', encoding: { url: { value: 'file:///etc/hostname' } } }
  await assert.doesNotReject(renderSvg(spec, [{ a: 1 }]))
  const lookup = {
    transform: [{ lookup: 'a', from: { data: { url: 'file:///etc/hostname' }, key: 'a', fields: ['b'] } }],
    mark: 'point',
  }
  const svg = await renderSvg(lookup, [{ a: 1 }]).catch(() => '<svg/>')
  assert.ok(!svg.includes('localhost'))
})

const reasons = Array.from({ length: 11 }, (_, i) => `reason ${i}`)

test('a group that is the same in every row is no series of its own', () => {
  const table = tableOf(
    [reason, line, hours],
    reasons.map((name, i) => [name, 'Line 3', i]),
  )
  assert.equal(buildChart(table, { language: 'en' }).type, 'ranking')
})

test('of two groups the one with a colour for each of its values is coloured', () => {
  const table = tableOf(
    [line, reason, hours],
    ['L1', 'L2'].flatMap(name => reasons.map((why, i) => [name, why, i])),
  )
  const { type, spec } = buildChart(table, { language: 'en' })
  assert.equal(type, 'stacked-bar')
  assert.match(JSON.stringify(spec), /"color":\{"field":"line"/)
})

test('ticks of a small percentage are told apart', () => {
  const rate = column('rate', 'measure', { percent: true })
  const table = tableOf(
    [line, rate],
    [
      ['L1', 0.015],
      ['L2', 0.02],
    ],
  )
  assert.match(JSON.stringify(buildChart(table, { language: 'en' }).spec), /"axis":\{"format":"~%"/)
})

test('an axis of few months names each once, and no number in powers of ten', async () => {
  const month = column('month', 'time', { grain: 'month' })
  const table = tableOf(
    [month, output],
    ['05', '06', '07', '08'].map((m, i) => [`2026-${m}-01T00:00:00`, 9000 + 600 * i]),
  )
  const svg = await renderSvg(buildChart(table, { language: 'en' }).spec ?? {}, chartRows(table))
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '')
  assert.deepEqual(
    texts.filter(text => text.endsWith('2026')),
    ['May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026'],
  )
  assert.ok(texts.includes('10,000') && !texts.some(text => text.includes('e+')))
})
