import type { Dataset, Field, SemanticModel } from '../../model/semantic-model.ts'
import { plantModel } from './plant-model.ts'

const field = (
  name: string,
  type: Field['type'],
  role: Field['role'],
  [en, zh]: readonly [en: string, zh: string],
  extra: Partial<Field> = {},
): Field => ({
  name,
  column: name,
  label: { en, zh },
  synonyms: [],
  type,
  role,
  grade: 'internal',
  hidden: false,
  samples: [],
  ...extra,
})

const defect: Dataset = {
  name: 'defect',
  table: { name: 'defect' },
  label: { en: 'defects', zh: '缺陷' },
  synonyms: [],
  primaryKey: ['defect_id'],
  hidden: false,
  defaultTime: 'detected_at',
  fields: [
    field('defect_id', 'integer', 'key', ['defect id', '缺陷编号']),
    field('line_id', 'text', 'key', ['line id', '产线编号'], { valueKind: 'code' }),
    field('detected_at', 'timestamp', 'time', ['detected at', '发现时间']),
    field('defect_type', 'text', 'dimension', ['defect type', '缺陷类型'], {
      valueKind: 'category',
      samples: ['Porosity', 'Crack'],
      valueSynonyms: { Porosity: ['气孔'], Crack: ['cracks', '裂纹'] },
    }),
    field('quantity', 'integer', 'measure', ['defect quantity', '缺陷数量'], {
      defaultAggregate: 'sum',
      synonyms: ['scrapped parts', '报废数'],
    }),
  ],
}

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
