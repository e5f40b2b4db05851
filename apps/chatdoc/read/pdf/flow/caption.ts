const captionNumber = '\\s*(?:\\d|[A-Z]{1,2}[.\\d-]|[IVX]+\\b|[一二三四五六七八九十])'
/** "Table 3", "表 1-1": how the caption of a table begins. */
export const tableCaption = new RegExp(`^(?:[Tt]able|TABLE|Tab\\.|表)${captionNumber}`, 'u')
/** How the caption of a figure begins. */
export const figureCaption = new RegExp(
  `^(?:[Ff]igure|FIGURE|[Ff]ig\\.?|FIG\\.?|图表?|Abb\\.)${captionNumber}`,
  'u',
)
