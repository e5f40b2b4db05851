import { createTheme } from '@mantine/core'
import type { ButtonProps, CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Deep water green: the one accent of the product. */
const petrol: MantineColorsTuple = [
  '#edf6f7',
  '#d7eaec',
  '#b0d5d9',
  '#83bec5',
  '#5aa6b0',
  '#358c97',
  '#1d7280',
  '#125c69',
  '#0e4a55',
  '#093740',
]

const graphite: MantineColorsTuple = [
  '#f6f7f5',
  '#eceeec',
  '#dde1df',
  '#c5cbc9',
  '#a3acaa',
  '#7f8a89',
  '#5f6b6b',
  '#485454',
  '#2f3a3b',
  '#1b2426',
]

const night: MantineColorsTuple = [
  '#e3e8e8',
  '#c3cbcc',
  '#9aa6a8',
  '#7b888b',
  '#37434a',
  '#2b353a',
  '#212a2e',
  '#1a2124',
  '#121719',
  '#0c1011',
]

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

const scrollingList = {
  withScrollArea: false,
  styles: { options: { maxHeight: 280, overflowY: 'auto' as const } },
}

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, gray: graphite, dark: night },
  fontFamily,
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  headings: { fontFamily, fontWeight: '620' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '18px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, props: ButtonProps) => ({
        root: props.size === 'compact-md' ? { '--button-fz': '13.5px', '--button-height': '34px' } : {},
      }),
    },
    // the list itself scrolls, which assistive technology knows to follow from the field
    Select: { defaultProps: scrollingList },
    TagsInput: {
      defaultProps: scrollingList,
      styles: { inputField: { minWidth: 30, width: 30 } }, // wide enough to type, narrow enough to stay on the line
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Tooltip: {
      defaultProps: { openDelay: 350, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 2 } },
      styles: { title: { fontWeight: 620, fontSize: 17 } },
    },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
    Badge: {
      defaultProps: { radius: 'sm', variant: 'light' },
      styles: { root: { textTransform: 'none', fontWeight: 560 } },
    },
  },
})

/** Surfaces and inks in both schemes; every ink on every surface has at least 4.5:1. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2426',
    '--mantine-color-dimmed': '#566263',
    '--mantine-color-placeholder': '#667272',
    '--mantine-color-default-border': '#d9dedc',
    '--mantine-color-anchor': '#125c69',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-red-light': '#fbeae8',
    '--mantine-color-red-light-hover': '#f7dcd9',
    '--mantine-color-red-light-color': '#9c1f17',
    '--mantine-color-yellow-light': '#fbf1d9',
    '--mantine-color-yellow-light-color': '#6f4600',
    '--mantine-color-green-light-color': '#1d6b3f',
    '--mantine-color-blue-light-color': '#1455a0',
    '--mantine-color-orange-light-color': '#8a4100',
    '--mantine-color-gray-light-color': '#485454',
    '--mantine-color-petrol-light': '#e0eff1',
    '--mantine-color-petrol-light-hover': '#d2e8eb',
    '--mantine-color-petrol-light-color': '#0e4a55',
    '--mw-page': '#f4f5f3',
    '--mw-surface': '#ffffff',
    '--mw-sunken': '#f0f2f0',
    '--mw-hover': '#e9ecea',
    '--mw-line': '#dfe3e1',
    '--mw-line-strong': '#c3cac8',
    '--mw-ink': '#1b2426',
    '--mw-ink-soft': '#4f5b5c',
    '--mw-accent': '#125c69',
    '--mw-accent-soft': '#e3f0f2',
    '--mw-good': '#1d6b3f',
    '--mw-good-soft': '#e2f2e8',
    '--mw-warn': '#7a4d00',
    '--mw-warn-soft': '#fbefd5',
    '--mw-bad': '#a3231b',
    '--mw-bad-soft': '#fbe6e4',
    '--mw-mark': '#fff0b8',
    '--mw-shadow': '0 1px 2px rgb(20 40 40 / 5%), 0 4px 16px rgb(20 40 40 / 5%)',
  },
  dark: {
    '--mantine-color-body': '#1a2124',
    '--mantine-color-text': '#e3e8e8',
    '--mantine-color-dimmed': '#a2adaf',
    '--mantine-color-placeholder': '#8f9b9d',
    '--mantine-color-default-border': '#344046',
    '--mantine-color-anchor': '#83bec5',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-red-light': '#3a2325',
    '--mantine-color-red-light-hover': '#472a2c',
    '--mantine-color-red-light-color': '#ffb0a8',
    '--mantine-color-yellow-light': '#352c17',
    '--mantine-color-yellow-light-color': '#f0c266',
    '--mantine-color-petrol-light': '#17343a',
    '--mantine-color-petrol-light-hover': '#1c4048',
    '--mantine-color-petrol-light-color': '#9fd0d6',
    '--mantine-color-gray-light': '#26313a',
    '--mantine-color-gray-light-color': '#c3cbcc',
    '--table-border-color': '#2b353a',
    '--mw-page': '#121719',
    '--mw-surface': '#1a2124',
    '--mw-sunken': '#151b1e',
    '--mw-hover': '#232c30',
    '--mw-line': '#2b353a',
    '--mw-line-strong': '#44525a',
    '--mw-ink': '#e3e8e8',
    '--mw-ink-soft': '#a8b3b5',
    '--mw-accent': '#83bec5',
    '--mw-accent-soft': '#17343a',
    '--mw-good': '#7fd1a0',
    '--mw-good-soft': '#163325',
    '--mw-warn': '#f0c266',
    '--mw-warn-soft': '#3a2e13',
    '--mw-bad': '#ff9d94',
    '--mw-bad-soft': '#42211e',
    '--mw-mark': '#54491c',
    '--mw-shadow': '0 1px 2px rgb(0 0 0 / 30%), 0 4px 16px rgb(0 0 0 / 20%)',
  },
})
