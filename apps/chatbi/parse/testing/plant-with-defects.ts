import type { SemanticModel } from '../../model/semantic-model.ts'
import { dataset, plantModel } from './plant-model.ts'

const defect = dataset(
  'defect',
  'defects|缺陷',
  [
    ['defect_id', 'integer', 'key', 'defect id|缺陷编号'],
    ['line_id', 'text', 'key', 'line id|产线编号', { valueKind: 'code' }],
    ['detected_at', 'timestamp', 'time', 'detected at|发现时间'],
    [
      'defect_type',
      'text',
      'dimension',
      'defect type|缺陷类型',
      {
        valueKind: 'category',
        samples: ['Porosity', 'Crack'],
        valueSynonyms: { Porosity: ['气孔'], Crack: ['cracks', '裂纹'] },
      },
    ],
    [
      'quantity',
      'integer',
      'measure',
      'defect quantity|缺陷数量',
      { defaultAggregate: 'sum', synonyms: ['scrapped parts', '报废数'] },
    ],
  ],
  { defaultTime: 'detected_at' },
)

/** The plant's model with reports of defects, of which each keeps how many parts were scrapped for it. */
export const plantWithDefects: SemanticModel = {
  ...plantModel,
  datasets: [...plantModel.datasets, defect],
  relationships: [
    ...plantModel.relationships,
    { name: 'defect_line', from: 'defect', to: 'line', fromFields: ['line_id'], toFields: ['line_id'] },
  ],
  metrics: [
    ...plantModel.metrics,
    {
      name: 'defect_quantity',
      label: { en: 'defects', zh: '缺陷数量' },
      synonyms: [],
      hidden: false,
      expression: {
        kind: 'aggregate',
        aggregate: 'sum',
        value: { kind: 'field', field: { dataset: 'defect', field: 'quantity' } },
      },
    },
  ],
}
