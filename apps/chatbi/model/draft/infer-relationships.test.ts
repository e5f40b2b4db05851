import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMemoryDatabase } from '../../testing/sqlite-database.ts'
import { draftModel } from './draft-model.ts'

const referencesOf = async (...statements: readonly string[]): Promise<readonly string[]> => {
  const connection = openMemoryDatabase(...statements)
  const source = { id: 's1', name: 'Plant' }
  const draft = await draftModel({ source, connection, catalog: await connection.readCatalog() })
  return draft.relationships.map(
    one => `${one.from}.${one.fromFields.join()}→${one.to}.${one.toFields.join()}`,
  )
}

test('tables without rows are joined by their names alone', async () => {
  const found = await referencesOf(
    'CREATE TABLE parts (PartId INTEGER, title TEXT)',
    'CREATE TABLE checks (PartId INTEGER, result TEXT)',
    'CREATE TABLE remarks (title TEXT, result TEXT)',
  )
  assert.deepEqual(found, ['checks.part_id→parts.part_id'])
})

test('an id that is glued to its word is an id in every table that has it', async () => {
  const found = await referencesOf(
    'CREATE TABLE accounts (custid INT, name TEXT)',
    "INSERT INTO accounts VALUES (1, 'A'), (2, 'B'), (3, 'C')",
    'CREATE TABLE savings (custid INT, balance REAL)',
    'INSERT INTO savings VALUES (1, 10), (2, 20.5), (3, 7)',
  )
  assert.deepEqual(found, ['savings.custid→accounts.custid'])
})

test('a letter before an id stands for the table that it identifies, not for one that links others', async () => {
  const found = await referencesOf(
    'CREATE TABLE rating (rID INT, mID INT, stars INT)',
    'INSERT INTO rating VALUES (201, 101, 2), (201, 102, 4), (202, 101, 3), (203, 103, 5)',
    'CREATE TABLE reviewer (rID INT, name TEXT)',
    "INSERT INTO reviewer VALUES (201, 'S'), (202, 'D'), (203, 'B')",
    'CREATE TABLE machine (mID INT, title TEXT)',
    "INSERT INTO machine VALUES (101, 'G'), (102, 'W'), (103, 'T')",
  )
  assert.deepEqual(found.toSorted(), ['rating.m_id→machine.m_id', 'rating.r_id→reviewer.r_id'])
})

test('an initial stands for a table, not for one that is named after it', async () => {
  const found = await referencesOf(
    'CREATE TABLE paper (pid INT, title TEXT, cid INT)',
    "INSERT INTO paper VALUES (1, 'A', 7), (2, 'B', 8), (3, 'C', 7)",
    'CREATE TABLE paper_keyword (pid INT, kid INT)',
    'INSERT INTO paper_keyword VALUES (1, 1), (2, 3), (3, 2)',
    'CREATE TABLE keyword (kid INT, word TEXT)',
    "INSERT INTO keyword VALUES (1, 'x'), (2, 'y'), (3, 'z')",
  )
  assert.deepEqual(found.toSorted(), ['paper_keyword.kid→keyword.kid', 'paper_keyword.pid→paper.pid'])
})
