import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { loadTableQuestions, measureTableQuestions } from './table-questions.ts'

const table = `Rank,Rider,Country,Team,Points,Prize
1,Ada Moor,Norway,Blue,120,"£1,200"
2,Bo Lind,Sweden,Red,95,£900
3,Cy Frost,Norway,Red,95,£850
4,Di Hall,Norway,Green,60,£300
5,Ed West,France,Blue,41,£75
`

const cases: readonly (readonly [question: string, answer: string])[] = [
  ['which rider came right after bo lind?', 'Cy Frost'],
  ['which rider is listed before bo lind?', 'Ada Moor'],
  ['who is the last rider on the list?', 'Ed West'],
  ['which rider had more points, di hall or ed west?', 'Di Hall'],
  ['how many more points did ada moor have than di hall?', '60'],
  ['what is the difference between the highest and the lowest points?', '79'],
  ['besides ada moor, which rider is from norway?', 'Cy Frost|Di Hall'],
  ['which rider has the same points as bo lind?', 'Cy Frost'],
  ['how many riders are from norway?', '3'],
  ['which country appears the most?', 'Norway'],
  ['which rider won the largest prize?', 'Ada Moor'],
  ['which rider has 60 points?', 'Di Hall'],
]

const folder = await mkdtemp(join(tmpdir(), 'millwright-table-questions-'))
after(() => rm(folder, { recursive: true, force: true }))
await writeFile(join(folder, 'race.csv'), table)

test('answers the operators of questions about one table that no one prepared', async () => {
  const questions = cases.map(([question, answer], i) => ({
    id: `q-${i}`,
    question,
    table: 'race.csv',
    answers: [answer],
  }))
  await writeFile(join(folder, 'questions.json'), JSON.stringify(questions))
  const out = join(folder, 'predictions.jsonl')
  const printed = await measureTableQuestions({ folder, out, verbose: false })
  const given = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map(line =>
      z.object({ id: z.string(), answers: z.array(z.string()).nullable() }).parse(JSON.parse(line)),
    )
  assert.deepEqual(
    given.map(({ answers }, i) => [cases[i]?.[0], answers?.toSorted().join('|')]),
    cases.map(([question, answer]) => [question, answer]),
  )
  assert.match(printed, /\| 12 \| 100\.0 % \| 100\.0 % \| 100\.0 % \|/)
})

const chinese = `序号,刀具,厂家,单价,库存,合同期
1,立铣刀,株钻,185元,24,2021–2024
2,麻花钻,株钻,79元,60,2022–2026
3,镗刀杆,瓦尔特,"3,100元",3,2020–2025
4,倒角刀,株钻,330元,9,2023–2025
合计,,,,96,
`

const chineseCases: readonly (readonly [question: string, answer: string])[] = [
  ['库存一共有多少？', '96'],
  ['最便宜的刀具是哪个？', '麻花钻'],
  ['株钻有几种刀具？', '3'],
  ['株钻的平均库存是多少？', '31'],
  ['镗刀杆的厂家是谁？', '瓦尔特'],
  ['排在麻花钻后面的是什么刀具？', '镗刀杆'],
]

test('a Chinese table is asked in Chinese, without its row of totals', async () => {
  await writeFile(join(folder, '刀具.csv'), chinese)
  const questions = chineseCases.map(([question, answer], i) => ({
    id: `z-${i}`,
    question,
    table: '刀具.csv',
    answers: [answer],
  }))
  await writeFile(join(folder, 'questions.json'), JSON.stringify(questions))
  const out = join(folder, 'predictions.jsonl')
  await measureTableQuestions({ folder, out, verbose: false })
  const given = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map(line => z.object({ answers: z.array(z.string()).nullable() }).parse(JSON.parse(line)))
  assert.deepEqual(
    given.map(({ answers }, i) => [chineseCases[i]?.[0], answers?.toSorted().join('|')]),
    chineseCases.map(([question, answer]) => [question, answer.split('|').toSorted().join('|')]),
  )
})

test('every training question of our own is asked of a table that is there', async () => {
  const own = new URL('train/plant-tables/', import.meta.url)
  for (const { id, table: name, answers } of await loadTableQuestions(fileURLToPath(own))) {
    assert.ok((await readFile(new URL(name, own), 'utf8')).includes(','), id)
    assert.ok(answers.length > 0 && answers.every(answer => answer !== ''), id)
  }
})

test('a table that cannot be read leaves its questions unanswered', async () => {
  const question = { id: 'q', question: 'how many rows?', table: 'missing.csv', answers: ['1'] }
  await writeFile(join(folder, 'questions.json'), JSON.stringify([question]))
  assert.match(await measureTableQuestions({ folder, verbose: false }), /\| 1 \| 0\.0 % \| 0\.0 % \|/)
})
