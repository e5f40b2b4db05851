import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkQuestion } from '../../link/link-question.ts'
import { findTimeExpressions } from '../../time/find-time-expressions.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { arbitraryConditions } from './anchor.ts'
import { columnsOf } from './column.ts'
import { endMeant } from './adjective.ts'
import { smallTable } from './testing/small-table.ts'

const suppliers = smallTable('suppliers', [
  { spec: 'supplier text', cells: ['Kestrel', 'Norvik', 'Tamura', 'Ferrum', 'Halden'] },
  { spec: 'country text', cells: ['Norway', 'Norway', 'Japan', 'Germany', 'Norway'] },
  { spec: 'contract text', cells: ['2024–2027', '2023–2025', '2025–2030', '2022–2026', '2025–2028'] },
  {
    spec: 'parts text',
    cells: ['hinges, straps', 'hinges, springs', 'latches', 'straps, brackets', 'bolts'],
  },
  { spec: 'complaints_2024 integer', label: 'Complaints 2024', cells: [3, 0, 5, 8, 1] },
  { spec: 'complaints_2025 integer', label: 'Complaints 2025', cells: [1, 2, 4, 11, 0] },
  { spec: 'price text', cells: ['€18.50', '€64.00', '€7.90', '€39.00', '€1,240.00'] },
  { spec: 'lap text', label: 'Lap time', cells: ['58.41', '1:02.77', '1:03.05', '1:05.90', '1:07.12'] },
])

const holds = (question: string, pattern: RegExp): void => {
  assert.ok(
    suppliers.composed(question).some(sql => pattern.test(sql)),
    question,
  )
}

test('yes or no: whether there are such rows, which of two has more of them, whose amount is greater', () => {
  holds(
    'does Norvik deliver springs?',
    /COUNT\(\*\) > 0 AS answer .*Norvik.*springs|COUNT\(\*\) > 0 AS answer .*springs.*Norvik/,
  )
  holds(
    'are there more suppliers in Norway than in Germany?',
    /COUNT\(\*\) FILTER \(WHERE country = 'Norway'\) > COUNT\(\*\) FILTER \(WHERE country = 'Germany'\)/,
  )
  holds('is Kestrel cheaper than Halden?', /MAX\(.*price.*'Kestrel'\) < MAX\(.*price.*'Halden'\)/)
  assert.ok(!suppliers.composed('which supplier is in Japan?').some(sql => sql.includes('answer')))
})

test('the most rows in a row that meet a condition', () => {
  holds('how many suppliers in a row are from Norway?', /MAX\(run_of_row_1\).*country = 'Norway'/)
})

test('groups counted by their rows, and rows that share a value', () => {
  holds(
    'how many countries have at least three suppliers?',
    /COUNT\(DISTINCT [\w.]*country\).*HAVING COUNT\(\*\) >= 3/,
  )
  holds(
    'how many countries are listed more than once?',
    /COUNT\(DISTINCT [\w.]*country\).*HAVING COUNT\(\*\) > 1/,
  )
  holds(
    'which suppliers have the same country?',
    /SELECT [\w.]*supplier .*country IN \(.*HAVING COUNT\(\*\) >= 2/,
  )
})

test('one column against another, row by row', () => {
  holds(
    'how many suppliers had fewer complaints in 2025 than in 2024?',
    /COUNT\(\*\).*complaints_2024 > suppliers\.complaints_2025|COUNT\(\*\).*complaints_2024 > complaints_2025/,
  )
})

test('the span of a cell that holds two numbers; a duration is one', () => {
  holds('how many years does the contract of Tamura run?', /contract.* - .*contract.* AS difference .*Tamura/)
  const [, , contract, , , , , lap] = columnsOf(
    suppliers.tableOf('how many suppliers?').lattice,
    suppliers.model.datasets[0] ?? assert.fail(),
  )
  assert.ok(contract?.hasTwoNumbers && !contract.isClock)
  assert.ok(lap?.isClock)
})

test('a header with a year in it is named by its words apart from each other', () => {
  const { columns } = suppliers.tableOf('what is the average number of complaints in 2025?')
  const best = (name: string): number =>
    Math.max(0, ...(columns.find(({ ref }) => ref.field === name)?.namings ?? []).map(({ score }) => score))
  assert.ok(best('complaints_2025') > 0.9)
  assert.ok(best('complaints_2024') < 0.9)
})

const machines = smallTable('inspections', [
  { spec: 'machine text', cells: ['Press 4', 'Lathe 2', 'Press 6', 'Mill 1', 'Press 4'] },
  {
    spec: 'used_on text',
    label: 'Used on',
    cells: ['Mill 2/Lathe 3', 'Lathe 2/Lathe 3', 'Mill 1', 'Lathe 2', 'Mill 2'],
  },
  { spec: 'temperature integer', cells: [48, 41, 67, 39, 71] },
  { spec: 'result text', cells: ['OK', 'Not OK', 'OK', 'Not OK', 'OK'] },
])

test('words that are like several values alike mean all of them', () => {
  const question = 'what is the average temperature of the presses?'
  const { lattice } = machines.tableOf(question)
  assert.deepEqual(
    arbitraryConditions(lattice).map(condition => condition.kind === 'compare' && condition.right),
    ['Press 4', 'Press 6'].map(value => ({ kind: 'value', value })),
  )
  const composed = machines.composed(question)
  assert.ok(
    composed.some(sql => /AVG\(temperature\).*IN \('Press 4', 'Press 6'\)/.test(sql)),
    composed[0],
  )
})

test('a part of a list is that part alone, not its words apart', () => {
  assert.ok(
    machines.composed('which machines are used on Lathe 2?').some(sql => sql.includes("ILIKE '%Lathe 2%'")),
  )
})

test('a negation may turn round what stands last among the restrictions', () => {
  const { anchors } = machines.tableOf('how many in a row were not OK?')
  assert.ok(anchors.length > 0)
  assert.ok(
    machines
      .composed('how many in a row were not OK?')
      .some(sql => /WHEN NOT \(?[^)]*result = 'OK'/.test(sql)),
  )
})

test('an adjective speaks of the columns on its scale, and of one end of them', () => {
  const columns = columnsOf(
    suppliers.tableOf('how many suppliers?').lattice,
    suppliers.model.datasets[0] ?? assert.fail(),
  )
  const endOf = (norm: string, name: string) => {
    const column = columns.find(({ ref }) => ref.field === name)
    return column && endMeant([norm], column)
  }
  assert.equal(endOf('cheapest', 'price'), 'asc')
  assert.equal(endOf('expensive', 'price'), 'desc')
  assert.equal(endOf('fastest', 'lap'), 'asc')
  assert.equal(endOf('longest', 'lap'), 'desc')
  assert.equal(endOf('cheapest', 'country'), undefined)
})

const roster = smallTable('排班表', [
  { spec: 'shift text', label: '班次', cells: ['早班', '中班', '夜班', '早班'] },
  { spec: 'lead text', label: '班长', cells: ['陈刚', '刘洋', '孙丽', '刘洋'] },
  { spec: 'people integer', label: '人数', cells: [14, 12, 9, 13] },
])

test("an imported table's shifts are called as it calls them, not as the plant's calendar does", () => {
  const question = '早班的班长是谁？'
  const times = findTimeExpressions(question, {
    now: new Date('2026-11-23T03:00:00Z'),
    calendar: plantCalendar,
  })
  assert.ok(
    times.some(({ shift }) => shift !== undefined),
    'the calendar has such a shift',
  )
  const { links } = linkQuestion({ question, model: roster.model, index: roster.index, times })
  const values = links.flatMap(({ target }) => (target.kind === 'value' ? [target.value] : []))
  assert.deepEqual([...new Set(values)], ['早班'])
})

const tools = smallTable('刀具清单', [
  { spec: 'c1 text', label: '名称', cells: ['立铣刀', '麻花钻', '加长钻', '镗刀杆', '倒角刀'] },
  { spec: 'c2 text', label: '厂家', cells: ['株钻', '株钻', '瓦尔特', '瓦尔特', '株钻'] },
  { spec: 'c3 text', label: '单价', cells: ['185元', '79元', '390元', '3,100元', '330元'] },
  { spec: 'c4 integer', label: '库存', cells: [24, 60, 8, 3, 9] },
  { spec: 'c5 text', label: '使用机床', cells: ['铣床1、铣床2', '车床3', '铣床2', '车床2、车床3', '铣床2'] },
])

const wordsOf = (question: string): string => tools.tableOf(question).words.trim()

test('a Chinese question is seen with its question word first, its function words in English, its names whole', () => {
  assert.equal(wordsOf('库存最多的是哪个厂家？'), 'which 厂家s 库存 the most ?')
  assert.equal(wordsOf('镗刀杆比倒角刀贵多少？'), 'how much 镗刀杆 than 倒角刀 more expensive ?')
  assert.equal(wordsOf('加长钻比倒角刀便宜吗？'), 'is 加长钻 than 倒角刀 cheaper ?')
})

test('Chinese words meet the same operators as English ones', () => {
  const has = (question: string, pattern: RegExp): void =>
    assert.ok(
      tools.composed(question).some(sql => pattern.test(sql)),
      question,
    )
  has('加长钻比倒角刀便宜吗？', /MAX\(.*c3.*'加长钻'\) < MAX\(.*c3.*'倒角刀'\)/)
  has('排在加长钻后面的是什么？', /position_of_row > \( SELECT MAX\(position_of_row\).*'加长钻'/)
  has('哪些刀具用在车床3上？', /SELECT c1 .*c5 ILIKE '%车床3%'/)
  has('几个厂家至少有三种刀具？', /COUNT\(DISTINCT [^ ]*c2\).*HAVING COUNT\(\*\) >= 3/)
  has('除了立铣刀，株钻还有什么？', /NOT \(?.*c1 = '立铣刀'|c1 <> '立铣刀'/)
})

test('what was recognised is shown where the Chinese question says it', () => {
  const table = tools.tableOf('库存最多的是哪个厂家？')
  const at = table.lattice.atoms.findIndex(({ text }) => text === '库存')
  assert.deepEqual(table.spans?.[at], { from: 0, to: 2 })
})
