/** Okabe and Ito, "Color Universal Design" (2008), ordered for calm first colours; safe for common colour blindness. */
export const chartColorsLight = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#8a8000',
  '#4a4a4a',
]

/** The same order, lifted where a hue is too dark on a dark surface. */
export const chartColorsDark = [
  '#56B4E9',
  '#E69F00',
  '#2fc59a',
  '#e39ac4',
  '#F0E442',
  '#6f9fd8',
  '#f08a4b',
  '#c9cfd0',
]
