import type { Dataset } from '../../model/semantic-model.ts'
import type { ModelView } from '../model-view.ts'

/** What things are called that are counted by the classifier. */
const called: Readonly<Record<string, RegExp>> = {
  台: /设备|机台|机器|机床/,
  条: /线$/,
  批: /批/,
  家: /商$|厂家|公司/,
  张: /单$/,
  单: /单$/,
  份: /单$|报告$/,
}

/** The one of `names` whose rows are counted by the classifier that ends `text`: 哪台 asks for a machine. */
export const classifiedBy = (
  text: string,
  names: readonly string[],
  view: ModelView,
): Dataset | undefined => {
  const pattern = called[text.at(-1) ?? '']
  if (!pattern) return undefined
  const found = names
    .map(name => view.dataset(name))
    .filter(one => one !== undefined)
    .filter(one => !one.hidden && [one.label.zh ?? '', ...one.synonyms].some(name => pattern.test(name)))
  return found.length === 1 ? found[0] : undefined
}
