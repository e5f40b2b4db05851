import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDirectSource } from '../../direct/direct-source.ts'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { plantCalendar } from '../testing/plant-model.ts'

const source = await openDirectSource({
  name: 'crew',
  connection: openMemoryDatabase(
    'CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, season INTEGER)',
    "INSERT INTO member VALUES (1,'Ada',41,2006),(2,'Bob',35,2008),(3,'Cyd',29,2010)",
  ),
  clock: { now: () => new Date('2026-11-23T03:00:00Z') },
  calendar: plantCalendar,
  style: 'asked',
})

const cases: readonly (readonly [question: string, sql: RegExp])[] = [
  ['How old is the member named Ada?', /SELECT\s+"?age"? .*"?name"? = 'Ada'/],
  ['How many members joined after season 2007?', /"?season"? > 2007/],
  ['names of members with the letter a in their names', /"?name"? LIKE '%a%'/],
  ['names of members containing the letter b', /"?name"? LIKE '%b%'/],
]

for (const [question, sql] of cases)
  test(question, async () => {
    const answer = await source.ask(question)
    assert.match((answer.sql ?? '').replace(/\s+/g, ' '), sql)
  })
