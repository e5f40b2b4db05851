/**
 * Things that are named by a code and must be found as written: standards ("GB/T 3098.1-2010", "ISO 2768-1"), thread
 * sizes ("M8×1.25"), fault codes and part numbers ("E-207", "6204-2RS", "G38.2"), and names of settings
 * ("max_z_velocity", "[probe]").
 */
const standard =
  /\b(?:GB(?:\/[TZ])?|ISO(?:\/[A-Z]{2,3})?|DIN|IEC|EN|ANSI|ASTM|JIS|JB(?:\/T)?|HG(?:\/T)?|UL|SAE|API|ASME|NFPA|BS)[ -]?[A-Z]?\d+(?:[.-]\d+)*(?:[-:]\d{4})?/g
const thread = /\bM\d{1,3}(?:[×xX*]\d+(?:\.\d+)?){1,2}(?![\w.])/g
const partNumber = /(?<![\w.-])(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*(?![\w-])/g
const setting = /(?<!\w)\[[a-z][\w ]*\]|(?<!\w)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+/g

/** "1985s", "3D", "2nd", "20mm" and "1990年代" read like part numbers and are none. */
const isOrdinary = (text: string): boolean =>
  /^\d+(?:\.\d+)?(?:st|nd|rd|th|s|d|D|x|k|K|mm|cm|m|kg|g|kw|kW|hz|Hz|rpm|bar|pa|Pa|MPa|v|V|a|A|nm|Nm|min|h|ms|in|ft|lb|psi|c|C|f|F|w|W|gb|GB|mb|MB)?$/.test(
    text,
  ) || /^[a-z]+-?\d{4}s?$/.test(text)

/** Codes of a question, as written, in order and each once. */
export const findCodes = (question: string): readonly string[] => {
  const text =
    question.normalize('NFKC').replaceAll('×', 'x').length === question.length ? question : question
  const found: { readonly from: number; readonly to: number; readonly text: string }[] = []
  for (const pattern of [standard, thread, setting, partNumber])
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      const isFree = found.every(other => to <= other.from || other.to <= from)
      if (isFree && !isOrdinary(match[0])) found.push({ from, to, text: match[0].replace(/[./-]+$/, '') })
    }
  return [...new Set(found.toSorted((a, b) => a.from - b.from).map(code => code.text))]
}
