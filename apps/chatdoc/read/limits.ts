/** What one document may cost. Bytes are of the file unless said otherwise; times are wall-clock. */
export const limits = {
  /** Plain text and CSV, which are read piece by piece. */
  textBytes: 200_000_000,
  /** HTML, Markdown, AsciiDoc and e-mail, which are held whole. */
  markupBytes: 40_000_000,
  imageBytes: 200_000_000,
  /** Pixels of one picture or page of a TIFF. */
  imagePixels: 120_000_000,
  /** Parts of a DOCX, XLSX or PPTX, and what they may become when decompressed. */
  officeParts: 20_000,
  officePartBytes: 100_000_000,
  /** A sheet is streamed, so its part may be larger. */
  sheetPartBytes: 1_000_000_000,
  sheetColumns: 1_024,
  sheetRows: 200_000,
  documentCells: 1_000_000,
  /** Rows of a table block; a longer table goes on in another block with its header rows repeated. */
  tableRows: 500,
  /** Characters in one window of plain text. */
  windowCharacters: 1_000_000,
  /** Pictures inside one document whose text is recognised, and the smallest worth it. */
  recognisedPictures: 40,
  recognisedPixels: 20_000,
  archiveFiles: 20_000,
  archiveDepth: 2,
  archiveBytes: 4_000_000_000,
  archiveFileBytes: 2_000_000_000,
  /** Uncompressed to compressed, over the whole archive, once it holds more than `ratioFromBytes`. */
  archiveRatio: 200,
  ratioFromBytes: 50_000_000,
  /** Elements open at once in XML and HTML. */
  markupDepth: 256,
  /** Since the last window or sign of progress. */
  silenceMs: 120_000,
  recogniseMs: 90_000,
  /** Heap of the thread that reads. */
  heapMb: 768,
} as const

export type Limits = { readonly [K in keyof typeof limits]: number }
