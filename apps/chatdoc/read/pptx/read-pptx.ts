import { PlatformError } from '@millwright/spec'
import type { Notice } from '../../document/document.ts'
import { placeCaptions } from '../drafts/place-captions.ts'
import { createPictureReader, type PictureReader } from '../image/read-picture.ts'
import { OfficePackage, targetOf } from '../office/office-package.ts'
import { readEmbedded } from '../office/read-embedded.ts'
import type { Reader, ReadWindow } from '../reader.ts'
import { markWarnings } from '../warnings/mark-warnings.ts'
import { elementAt, elementsOf } from '../xml/parse-xml.ts'
import { emuPerPoint, readNotes, readSlide } from './read-slide.ts'
import { loadLayout, type SlideLayout } from './slide-layout.ts'
import { placeholderOf } from './slide-shapes.ts'

interface Deck {
  readonly parts: OfficePackage
  readonly slides: readonly string[]
  /** Points. */
  readonly width: number
  readonly height: number
  readonly pictures: PictureReader
  readonly layouts: Map<string, SlideLayout>
}

const openDeck = async (parts: OfficePackage, pictures: PictureReader): Promise<Deck> => {
  const main = await parts.mainPart()
  const relations = await parts.relationships(main)
  const root = await parts.xml(main)
  const size = elementAt(root, 'sldSz')?.attributes
  const slides = elementsOf(elementAt(root, 'sldIdLst'), 'sldId').flatMap(
    ({ attributes }) => relations.get(attributes['r:id'] ?? '')?.target ?? [],
  )
  const points = (emu: string | undefined, fallback: number): number => Number(emu ?? fallback) / emuPerPoint
  return {
    parts,
    pictures,
    slides,
    width: points(size?.['cx'], 9_144_000),
    height: points(size?.['cy'], 6_858_000),
    layouts: new Map(),
  }
}

const hiddenNotice = (page: number): Notice => ({
  code: 'slide-hidden',
  message: { en: `Slide ${page} is hidden; it was read.`, zh: `第 ${page} 张幻灯片为隐藏状态，已读入。` },
  page,
})

/** A title slide is the deck's own heading; the slides after it are its sections. */
const hasTitleSlide = async ({ parts, slides }: Deck): Promise<boolean> => {
  const tree = elementAt(await parts.xml(slides[0]), 'cSld', 'spTree')
  return elementsOf(tree).some(shape => placeholderOf(shape)?.type === 'ctrTitle')
}

const readOne = async (deck: Deck, at: number, titleLevel: number): Promise<ReadWindow> => {
  const { parts, slides, width, height, pictures } = deck
  const [part = '', page] = [slides[at], at + 1]
  const relations = await parts.relationships(part)
  const slide = await parts.xml(part)
  const layout = await loadLayout(parts, targetOf(relations, 'slideLayout'), deck.layouts)
  const notes = readNotes(await parts.xml(targetOf(relations, 'notesSlide')))
  const drafts = placeCaptions(readSlide(slide, { page, layout, relations, titleLevel }))
  const blocks = markWarnings([...(await readEmbedded(drafts, { parts, pictures })), ...notes])
  const isHidden = /^(?:0|false)$/.test(slide?.attributes['show'] ?? '')
  return {
    blocks,
    pages: [{ page, width, height, origin: blocks.length > 0 ? 'text' : 'empty' }],
    notices: [...(isHidden ? [hiddenNotice(page)] : []), ...(page === slides.length ? pictures.notices : [])],
    lastPage: page,
    pageCount: slides.length,
    carry: undefined,
  }
}

/**
 * Presentations (ECMA-376, transitional and strict). Each slide is a page with its title as heading; texts, tables,
 * charts and pictures stand in the order in which they are read from their places, a speaker's notes after them.
 */
export const readPptx: Reader = async function* (file, { recognise, signal, resume }) {
  await using parts = await OfficePackage.open(file)
  const deck = await openDeck(parts, createPictureReader(recognise, signal))
  if (deck.slides.length === 0)
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: file.name,
      reason: 'it has no slides or is broken',
    })
  const title = await parts.title()
  const isTitled = await hasTitleSlide(deck)
  for (let at = (resume?.page ?? 1) - 1; at < deck.slides.length; at++) {
    signal.throwIfAborted()
    const window = await readOne(deck, at, isTitled && at > 0 ? 2 : 1)
    yield title === undefined || title.trim() === '' ? window : { ...window, title: title.trim() }
  }
}
