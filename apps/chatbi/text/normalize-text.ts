/**
 * The same text for everyone who types it: NFKC (full-width forms, ligatures, superscripts), lower case, no
 * accents, straight apostrophes, single spaces. Punctuation stays; offsets into the original are lost.
 */
export const normalizeText = (text: string): string =>
  isAscii.test(text) ? text.toLowerCase().replace(spaces, ' ').trim() : normalizeAny(text)

const isAscii = /^[\t\n\r\x20-\x7e]*$/
const spaces = /\s+/gu

const normalizeAny = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()
