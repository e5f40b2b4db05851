import type { NewBlock } from '../../document/block.ts'
import type { EmbeddedDraft } from '../drafts/draft.ts'
import type { PictureReader } from '../image/read-picture.ts'
import { chartTable, diagramTexts } from './read-chart.ts'
import type { OfficePackage } from './office-package.ts'

interface Sources {
  readonly parts: OfficePackage
  readonly pictures: PictureReader
}

const readPicture = async (draft: EmbeddedDraft, { parts, pictures }: Sources): Promise<NewBlock[]> => {
  const isPixels = /\.(?:png|jpe?g|gif|webp|bmp)$/i.test(draft.part)
  const bytes = isPixels ? await parts.bytes(draft.part) : undefined
  const recognised = bytes ? await pictures.textIn(bytes) : ''
  const text = [draft.text, recognised].filter(part => part !== '').join('\n')
  const caption = draft.caption ?? ''
  return text === '' && caption === '' ? [] : [{ kind: 'figure', caption, text, boxes: draft.boxes }]
}

const readDiagram = async (draft: EmbeddedDraft, { parts }: Sources): Promise<NewBlock[]> =>
  diagramTexts(await parts.xml(draft.part)).map(text => ({
    kind: 'item',
    list: `diagram-${draft.part}`,
    level: 1,
    isOrdered: false,
    marker: '•',
    text,
    boxes: draft.boxes,
  }))

const readOne = async (draft: EmbeddedDraft, sources: Sources): Promise<NewBlock[]> => {
  if (draft.what === 'diagram') return readDiagram(draft, sources)
  if (draft.what === 'picture') return readPicture(draft, sources)
  const blocks = chartTable(await sources.parts.xml(draft.part), draft.caption ?? draft.text)
  return blocks.map(block => ({ ...block, boxes: draft.boxes }))
}

/** Pictures become figures with their text, charts tables, diagrams lists. A picture that says nothing is left out. */
export const readEmbedded = async (
  drafts: readonly (NewBlock | EmbeddedDraft)[],
  sources: Sources,
): Promise<NewBlock[]> => {
  const blocks: NewBlock[] = []
  for (const draft of drafts)
    blocks.push(...(draft.kind === 'embedded' ? await readOne(draft, sources) : [draft]))
  return blocks
}
