import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pluralOf, readName } from './label.ts'
import { findNamePrefix, withoutNamePrefix } from './name-prefix.ts'
import { placeNamesOf } from './places.ts'
import { splitName } from './split-name.ts'
import { splitUnit } from './units.ts'

test('names are cut into words whichever way they were joined', () => {
  const cases: Readonly<Record<string, string>> = {
    customerID: 'customer id',
    CUSTOMER_NAME: 'customer name',
    releasedate: 'release date',
    LOADTYPE: 'load type',
    SigmoidOfAreas: 'sigmoid of areas',
    TypeOfSteel_A300: 'type of steel a300',
    'Air temperature [K]': 'air temperature k',
    membership: 'membership',
    HTTPStatus: 'http status',
    停机时长: '停机时长',
  }
  for (const [name, words] of Object.entries(cases)) assert.equal(splitName(name).join(' '), words, name)
})

test('units are found in brackets and at the end, and only where they are units', () => {
  const cases: Readonly<Record<string, readonly [string, string?]>> = {
    'Air temperature [K]': ['Air temperature', 'K'],
    'CO2(tCO2)': ['CO2', 'tCO2'],
    Usage_kWh: ['Usage', 'kWh'],
    duration_min: ['duration', 'min'],
    weight_kg: ['weight', 'kg'],
    Price_in_Dollar: ['Price', 'USD'],
    labour_hours: ['labour_hours', 'h'],
    '长度(mm)': ['长度', 'mm'],
    'speed (m/s)': ['speed', 'm/s'],
    min: ['min'],
    'Notes (old)': ['Notes (old)'],
    item_no: ['item_no'],
  }
  for (const [name, [rest, unit]] of Object.entries(cases))
    assert.deepEqual([splitUnit(name).name, splitUnit(name).unit], [rest, unit], name)
})

test('abbreviations are written out and initials of tables too', () => {
  assert.equal(readName('order_qty').label.en, 'order quantity')
  assert.equal(readName('no_of_customers').label.en, 'number of customers')
  assert.equal(readName('no_of_customers').label.zh, '客户数量')
  const initial = (letter: string): readonly string[] | undefined =>
    letter === 'd' ? ['department'] : undefined
  assert.equal(readName('dname', undefined, initial).label.en, 'department name')
  assert.equal(readName('xname', undefined, initial).label.en, 'xname')
})

test('a short comment is another name, a Chinese one the Chinese label', () => {
  assert.equal(readName('f17', '报废数').label.zh, '报废数')
  assert.deepEqual(readName('f17', 'scrap count').synonyms, ['scrap count'])
})

test('plurals of row names', () => {
  const plurals = ['work order', 'city', 'box', 'status', 'equipment', 'person', 'stops', 'works on'].map(
    pluralOf,
  )
  assert.deepEqual(plurals, [
    'work orders',
    'cities',
    'boxes',
    'statuses',
    'equipment',
    'people',
    'stops',
    'works on',
  ])
})

test('letters that all names begin with and that are no word are left out', () => {
  const glued = ['sbtxid', 'sbtxtype', 'sbtxprice', 'sbtxdatetime']
  assert.equal(findNamePrefix(glued), 'sbtx')
  assert.equal(findNamePrefix(['sb_customer', 'sb_ticker', 'sb_order']), 'sb')
  assert.equal(withoutNamePrefix('sb_customer', 'sb'), 'customer')
  assert.equal(findNamePrefix(['order_id', 'order_date', 'order_total']), '')
  assert.equal(findNamePrefix(['startdate', 'starttime', 'startplace']), '')
  assert.equal(findNamePrefix(['name', 'nationality', 'number']), '')
})

test('a place is called by its name where a column keeps codes of places, and only there', () => {
  assert.deepEqual(placeNamesOf(['state'], new Set(['CA', 'NY'])), { CA: ['California'], NY: ['New York'] })
  assert.deepEqual(placeNamesOf(['country', 'code'], new Set(['CN', 'DEU'])), {
    CN: ['China', '中国'],
    DEU: ['Germany', '德国'],
  })
  assert.deepEqual(placeNamesOf(['state'], new Set(['OK', 'NOK', 'open'])), {})
  assert.deepEqual(placeNamesOf(['type'], new Set(['CA'])), {})
})
