import { codeOf, paragraphOf } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { readDrawings } from './read-drawings.ts'
import { readParagraph } from './read-paragraph.ts'
import { readTable } from './read-table.ts'
import type { WordContext } from './word-context.ts'

const hasCodeSigns = (text: string): boolean => /[{}()[\];=<>#$|\\_`]|^\s{2,}|--?\w|^[\w./-]+$/m.test(text)

/** Lines of code that stand in paragraphs of their own become one block; typewritten prose stays prose. */
const joinCode = (drafts: readonly Draft[]): Draft[] => {
  const joined: Draft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    if ((draft.kind === 'code' || draft.kind === 'typewritten') && last?.kind === draft.kind)
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${draft.text}` }
    else joined.push(draft)
  }
  return joined.flatMap(draft => {
    if (draft.kind !== 'typewritten') return [draft]
    return hasCodeSigns(draft.text)
      ? [codeOf(draft.text)]
      : draft.text.split('\n').map(line => paragraphOf(line.trim()))
  })
}

const readElement = (element: XmlElement, context: WordContext): Draft[] => {
  switch (element.name) {
    case 'p':
      return [...readParagraph(element, context), ...readDrawings(element, context, readBody)]
    case 'tbl':
      return readTable(element, context, readBody)
    case 'sdt':
      return readBody(elementsOf(elementAt(element, 'sdtContent')), context)
    case 'ins':
    case 'moveTo':
    case 'customXml':
    case 'smartTag':
      return readBody(elementsOf(element), context)
    case 'AlternateContent':
      return readBody(elementsOf(elementAt(element, 'Choice') ?? elementAt(element, 'Fallback')), context)
    case 'oMathPara':
    case 'oMath': {
      const text = readParagraph({ name: 'p', attributes: {}, children: [element] }, context)
      return text.map(draft => (draft.kind === 'caption' ? paragraphOf(draft.text) : draft))
    }
    default:
      return []
  }
}

/** The blocks of a body, cell, text box or content control of WordprocessingML, in order. */
export const readBody = (elements: readonly XmlElement[], context: WordContext): Draft[] =>
  joinCode(elements.flatMap(element => readElement(element, context)))
