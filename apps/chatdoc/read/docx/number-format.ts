const roman = (value: number): string => {
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let [rest, text] = [value, '']
  for (const [step, sign] of steps)
    while (rest >= step) {
      text += sign
      rest -= step
    }
  return text
}

const letters = (value: number): string =>
  String.fromCodePoint(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1)

const hanDigits = '〇一二三四五六七八九'
/** Up to 99, as lists are numbered. */
const hanNumber = (value: number): string => {
  if (value < 10) return hanDigits[value] ?? ''
  if (value >= 100) return Array.from(String(value), digit => hanDigits[Number(digit)] ?? '').join('')
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? hanDigits[tens] : ''}十${ones > 0 ? hanDigits[ones] : ''}`
}

const formats: Readonly<Record<string, (value: number) => string>> = {
  decimalZero: value => String(value).padStart(2, '0'),
  lowerLetter: letters,
  upperLetter: value => letters(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: value => roman(value).toUpperCase(),
  chineseCounting: hanNumber,
  chineseCountingThousand: hanNumber,
  japaneseCounting: hanNumber,
  ideographDigital: hanNumber,
  decimalEnclosedCircle: value => (value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : `(${value})`),
  decimalEnclosedCircleChinese: value =>
    value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : `(${value})`,
  ideographTraditional: value => '甲乙丙丁戊己庚辛壬癸'[(value - 1) % 10] ?? '',
  none: () => '',
}

/** A number as a list writes it (ECMA-376 part 1, 17.18.59 ST_NumberFormat); formats not known as decimal. */
export const formatNumber = (value: number, format: string): string =>
  value < 1 ? String(value) : (formats[format]?.(value) ?? String(value))
