import { PlatformError } from '@millwright/spec'
import type { Notice } from '../../document/document.ts'
import { splitTable, wholeWindow } from '../draft-blocks.ts'
import { placeCaptions } from '../drafts/place-captions.ts'
import { createPictureReader } from '../image/read-picture.ts'
import { OfficePackage, targetOf, type Relationship } from '../office/office-package.ts'
import { readEmbedded } from '../office/read-embedded.ts'
import type { Reader } from '../reader.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { descendantsOf, elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { NumberingCounters } from './numbering.ts'
import { paragraphText } from './paragraph-text.ts'
import { readBody } from './read-body.ts'
import { parseStyles } from './styles.ts'
import type { WordContext } from './word-context.ts'

type Relations = ReadonlyMap<string, Relationship>

const loadNotes = async (
  parts: OfficePackage,
  relations: Relations,
): Promise<ReadonlyMap<string, string>> => {
  const notes = new Map<string, string>()
  for (const kind of ['footnote', 'endnote'] as const) {
    const root = await parts.xml(targetOf(relations, `${kind}s`))
    for (const note of elementsOf(root, kind))
      if (note.attributes['type'] === undefined || note.attributes['type'] === 'normal')
        notes.set(
          `${kind} ${note.attributes['id'] ?? ''}`,
          descendantsOf(note, 'p').map(paragraphText).join('\n').trim(),
        )
  }
  return notes
}

const loadContext = async (
  parts: OfficePackage,
  relations: Relations,
  body: XmlElement,
): Promise<WordContext> => {
  const styles = parseStyles(await parts.xml(targetOf(relations, 'styles')))
  const usesHeading = (paragraph: XmlElement): boolean =>
    styles.get(elementAt(paragraph, 'pPr', 'pStyle')?.attributes['val'] ?? '')?.headingLevel !== undefined ||
    elementAt(paragraph, 'pPr', 'outlineLvl') !== undefined
  return {
    styles,
    numbering: new NumberingCounters(await parts.xml(targetOf(relations, 'numbering'))),
    relations,
    notes: await loadNotes(parts, relations),
    hasStyledHeadings: descendantsOf(body, 'p').some(usesHeading),
  }
}

const commentNotice = async (parts: OfficePackage, relations: Relations): Promise<Notice[]> => {
  const count = elementsOf(await parts.xml(targetOf(relations, 'comments')), 'comment').length
  if (count === 0) return []
  const message = { en: `Reviewers' comments left out: ${count}.`, zh: `审阅批注未读入：${count} 条。` }
  return [{ code: 'comments-left-out', message }]
}

/**
 * Word documents (ECMA-376, transitional and strict). Headings by style and outline level with their numbers, lists
 * with the markers that Word prints, tables with merged cells, text boxes, notes, formulas as text, pictures. Headers,
 * footers, the table of contents, deleted text and comments are left out.
 */
export const readDocx: Reader = async function* (file, { recognise, signal }) {
  await using parts = await OfficePackage.open(file)
  const main = await parts.mainPart()
  const relations = await parts.relationships(main)
  const body = elementAt(await parts.xml(main), 'body')
  if (!body)
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: file.name,
      reason: 'its text is missing or broken',
    })
  const drafts = readBody(elementsOf(body), await loadContext(parts, relations, body))
  const pictures = createPictureReader(recognise, signal)
  const blocks = await readEmbedded(placeCaptions(drafts), { parts, pictures })
  yield wholeWindow(
    markWarnings(blocks.flatMap(block => (block.kind === 'table' ? splitTable(block) : [block]))),
    {
      title: await parts.title(),
      notices: [...(await commentNotice(parts, relations)), ...pictures.notices],
    },
  )
}
