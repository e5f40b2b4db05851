import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyQuery } from '../query/query.ts'
import { compileQuery } from './compile-query.ts'
import { calendar } from './testing/plant.ts'
import { dataset, relation, semanticModel } from './testing/model-builder.ts'

const model = semanticModel('sqlite', {
  datasets: [
    dataset('product', 'Products', ['product_id* integer key', 'name!']),
    dataset('customer_order', 'Orders', ['order_id* integer key', 'status']),
    dataset('order_item', 'Order items', [
      'item_id* integer key',
      'order_id integer key',
      'product_id integer key',
    ]),
  ],
  relationships: [
    relation('order_item.order_id > customer_order.order_id'),
    relation('order_item.product_id > product.product_id'),
  ],
})

test('a table that is grouped by its key and filtered by another column is joined, not replaced by the key', () => {
  const compiled = compileQuery(
    {
      ...emptyQuery,
      measures: [{ id: 'products', expression: { kind: 'rows', dataset: 'product' } }],
      dimensions: [{ id: 'order_id', field: { dataset: 'customer_order', field: 'order_id' } }],
      filters: [
        {
          kind: 'compare',
          left: { kind: 'field', field: { dataset: 'customer_order', field: 'status' } },
          operator: '=',
          right: { kind: 'value', value: 'Cancelled' },
        },
      ],
    },
    model,
    { calendar },
  )
  assert.ok(compiled.ok)
  assert.match(compiled.sql, /JOIN customer_order/)
  assert.match(compiled.sql, /customer_order\.status = 'Cancelled'/)
})
