import type { NewBlock } from '../../document/block.ts'
import { paragraphOf } from '../draft-blocks.ts'
import { alternativeText } from '../docx/read-drawings.ts'
import type { EmbeddedDraft } from '../drafts/draft.ts'
import { targetOf, type OfficePackage, type Relationship } from '../office/office-package.ts'
import { descendantsOf, elementAt, elementsOf, textOf, type XmlElement } from '../xml/parse-xml.ts'

type Relations = ReadonlyMap<string, Relationship>

const embedded = (what: EmbeddedDraft['what'], part: string | undefined, text: string): EmbeddedDraft => ({
  kind: 'embedded',
  what,
  part: part ?? '',
  text,
  boxes: [],
})

const anchored = (anchor: XmlElement, relations: Relations): (NewBlock | EmbeddedDraft)[] => {
  const partOf = (id: string | undefined): string | undefined => relations.get(id ?? '')?.target
  const pictures = descendantsOf(anchor, 'pic').map(picture => {
    const blip = descendantsOf(picture, 'blip')[0]?.attributes['r:embed']
    return embedded('picture', partOf(blip), alternativeText(elementAt(picture, 'nvPicPr', 'cNvPr')))
  })
  const charts = descendantsOf(anchor, 'chart').map(chart =>
    embedded('chart', partOf(chart.attributes['r:id']), ''),
  )
  const texts = descendantsOf(anchor, 'txBody')
    .map(body =>
      descendantsOf(body, 'p')
        .map(line => descendantsOf(line, 't').map(textOf).join(''))
        .join('\n')
        .trim(),
    )
    .filter(text => text !== '')
  return [...pictures, ...charts, ...texts.map(text => paragraphOf(text))]
}

/** Newer Excel keeps a thread of comments elsewhere and puts an explanation in front of a copy. */
const noteText = (comment: XmlElement): string =>
  descendantsOf(comment, 't')
    .map(textOf)
    .join('')
    .replace(/^\[Threaded comment\][\s\S]*?\n(?:Comment|批注):\s*/, '')
    .trim()

/** Pictures, charts and text boxes that lie on a sheet, and its cells' notes with the cell's name. */
export const sheetDrawings = async (
  parts: OfficePackage,
  sheet: string,
): Promise<(NewBlock | EmbeddedDraft)[]> => {
  const relations = await parts.relationships(sheet)
  const drawing = targetOf(relations, 'drawing')
  const root = await parts.xml(drawing)
  const own = drawing === undefined ? new Map<string, Relationship>() : await parts.relationships(drawing)
  const notes = descendantsOf(await parts.xml(targetOf(relations, 'comments')), 'comment').map(comment =>
    paragraphOf(`${comment.attributes['ref'] ?? ''}: ${noteText(comment)}`),
  )
  return [...elementsOf(root).flatMap(anchor => anchored(anchor, own)), ...notes]
}
