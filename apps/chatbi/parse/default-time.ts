import type { Dataset, Field } from '../model/semantic-model.ts'
import { isTime } from './model-view.ts'

/** The time that the rows are kept by. */
export const defaultTimeOf = (dataset: Dataset): Field | undefined =>
  dataset.fields.find(field => field.name === dataset.defaultTime) ??
  dataset.fields.find(field => !field.hidden && isTime(field))
