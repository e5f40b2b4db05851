import { pagesOf } from './place.ts'
import type { Place } from './place.ts'
import { useTexts } from './i18n/messages.ts'

/** A place as one writes it: title, revision, and the page, or the heading where there are no pages. */
export const usePlaceText = (): ((place: Place) => string) => {
  const t = useTexts()
  return place => {
    const pages = pagesOf(place.boxes)
    const [first] = pages
    const last = pages.at(-1)
    const heading = place.headingPath.at(-1)
    const where =
      first === undefined || last === undefined
        ? heading
        : first === last
          ? t.answer.page(first)
          : t.answer.pages(first, last)
    return [place.documentTitle, t.answer.revision(place.revisionNumber), where]
      .filter(text => text !== undefined && text !== '')
      .join(', ')
  }
}
