import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeOf } from './grade.ts'

const grade = (column: string, table = 'order'): string => gradeOf(column.split(' '), table.split(' '))

test('credentials and identity numbers are restricted', () => {
  for (const column of ['password', 'api key', 'ssn', 'passport number', 'credit card number', '身份证号'])
    assert.equal(grade(column), 'restricted', column)
})

test('contact data, pay and birth dates are confidential', () => {
  for (const column of ['email', 'phone number', 'salary', 'date of birth', '手机号', '工资'])
    assert.equal(grade(column), 'confidential', column)
})

test("an address is confidential where it is a person's", () => {
  assert.equal(grade('address', 'employee'), 'confidential')
  assert.equal(grade('customer address', 'order'), 'confidential')
  assert.equal(grade('address', 'shop'), 'internal')
})

test('names of persons and all else are internal', () => {
  for (const column of ['first name', 'operator', 'telephonist count', 'scrap quantity', 'pin diameter'])
    assert.equal(grade(column, 'employee'), 'internal', column)
})
