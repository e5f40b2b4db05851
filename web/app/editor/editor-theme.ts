import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const inks = {
  light: { keyword: '#7a2d6e', string: '#1d6b3f', number: '#8a4b00', name: '#0b5a8a', comment: '#5d6869' },
  dark: { keyword: '#e0a3d2', string: '#8fd3a8', number: '#efbd7a', name: '#8cc8ef', comment: '#98a4a6' },
} as const

/** Colours of the editor for one scheme; every ink has at least 4.5:1 on its ground. */
export const editorTheme = (isDark: boolean): Extension => {
  const ink = inks[isDark ? 'dark' : 'light']
  return [
    EditorView.theme(
      {
        '&': {
          backgroundColor: 'var(--mw-sunken)',
          color: 'var(--mw-ink)',
          fontSize: '13px',
          borderRadius: '8px',
        },
        '&.cm-focused': { outline: '2px solid var(--mw-accent)' },
        '.cm-scroller': {
          fontFamily: 'var(--mantine-font-family-monospace)',
          lineHeight: '1.6',
          minHeight: 'var(--mw-editor-min)',
          maxHeight: 'var(--mw-editor-max)',
          overflow: 'auto',
        },
        '.cm-gutters': {
          backgroundColor: 'transparent',
          color: 'var(--mantine-color-dimmed)',
          border: 'none',
        },
        '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--mw-accent) 6%, transparent)' },
        '.cm-activeLineGutter': { backgroundColor: 'transparent' },
        '.cm-tooltip': {
          backgroundColor: 'var(--mw-surface)',
          color: 'var(--mw-ink)',
          border: '1px solid var(--mw-line)',
          borderRadius: '8px',
        },
        '.cm-tooltip-autocomplete ul li[aria-selected]': {
          backgroundColor: 'var(--mw-accent-soft)',
          color: 'var(--mw-ink)',
        },
        '.cm-cursor': { borderLeftColor: 'var(--mw-ink)' },
        '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
          backgroundColor: 'color-mix(in srgb, var(--mw-accent) 25%, transparent) !important',
        },
      },
      { dark: isDark },
    ),
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: ink.keyword },
        { tag: [tags.string, tags.special(tags.string)], color: ink.string },
        { tag: [tags.number, tags.bool, tags.null], color: ink.number },
        { tag: [tags.propertyName, tags.typeName, tags.standard(tags.name)], color: ink.name },
        { tag: [tags.comment, tags.lineComment], color: ink.comment, fontStyle: 'italic' },
      ]),
    ),
  ]
}
