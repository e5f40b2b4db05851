import { useEffect, useRef } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { MySQL, PostgreSQL, SQLite, sql } from '@codemirror/lang-sql'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import type { Diagnostic as EditorDiagnostic } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import type { Extension, Text } from '@codemirror/state'
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { Diagnostic, SqlDialect } from '@millwright/spec'
import { editorTheme } from './editor-theme.ts'

/** Tables and their columns, for completion. */
export type SqlNames = Readonly<Record<string, readonly string[]>>

export interface CodeEditorProps {
  readonly language: 'sql' | 'json' | 'yaml'
  readonly value: string
  readonly label: string
  readonly onChange?: ((value: string) => void) | undefined
  readonly readOnly?: boolean | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly dialect?: SqlDialect | undefined
  readonly names?: SqlNames | undefined
  readonly minHeight?: number | undefined
  readonly maxHeight?: number | undefined
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit?: (() => void) | undefined
}

const dialects = { duckdb: PostgreSQL, postgres: PostgreSQL, sqlite: SQLite, mysql: MySQL } as const

const languageOf = (props: CodeEditorProps): Extension => {
  if (props.language === 'json') return json()
  if (props.language === 'yaml') return yaml()
  const schema = Object.fromEntries(
    Object.entries(props.names ?? {}).map(([table, columns]) => [table, [...columns]]),
  )
  return sql({ dialect: dialects[props.dialect ?? 'duckdb'], schema, upperCaseKeywords: true })
}

const placeOf = (diagnostic: Diagnostic, document: Text): { from: number; to: number } => {
  const { at } = diagnostic
  const end = document.length
  if (at?.from !== undefined) {
    const from = Math.min(at.from, end)
    return { from, to: Math.min(Math.max(at.to ?? from + 1, from), end) }
  }
  const line = document.line(Math.min(Math.max(at?.line ?? 1, 1), document.lines))
  const from = Math.min(line.from + Math.max((at?.column ?? 1) - 1, 0), line.to)
  return { from, to: line.to }
}

const toEditorDiagnostics = (diagnostics: readonly Diagnostic[], document: Text): EditorDiagnostic[] =>
  diagnostics.map(diagnostic => ({
    ...placeOf(diagnostic, document),
    severity: diagnostic.severity,
    message: diagnostic.message,
  }))

const CodeMirror = (props: CodeEditorProps) => {
  const holder = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const language = useRef(new Compartment())
  const colours = useRef(new Compartment())
  const access = useRef(new Compartment())
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const isDark = useComputedColorScheme('light') === 'dark'

  useEffect(() => {
    if (!holder.current) return
    const initial = latest.current
    const editor = new EditorView({
      parent: holder.current,
      doc: initial.value,
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        highlightActiveLine(),
        lintGutter(),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        keymap.of([
          {
            key: 'Mod-Enter',
            run: () => (latest.current.onSubmit?.(), latest.current.onSubmit !== undefined),
          },
          { key: 'Escape', run: editor => (editor.contentDOM.blur(), false) },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        language.current.of(languageOf(initial)),
        colours.current.of(editorTheme(false)),
        access.current.of([]),
        EditorView.contentAttributes.of({ 'aria-label': initial.label }),
        EditorView.updateListener.of(update => {
          if (update.docChanged) latest.current.onChange?.(update.state.doc.toString())
        }),
      ],
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    view.current?.dispatch({ effects: colours.current.reconfigure(editorTheme(isDark)) })
  }, [isDark])
  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(languageOf(latest.current)) })
  }, [props.language, props.dialect, props.names])
  useEffect(() => {
    const isReadOnly = props.readOnly === true
    view.current?.dispatch({
      effects: access.current.reconfigure([
        EditorState.readOnly.of(isReadOnly),
        EditorView.editable.of(!isReadOnly),
      ]),
    })
  }, [props.readOnly])
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === props.value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } })
  }, [props.value])
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    editor.dispatch(
      setDiagnostics(editor.state, toEditorDiagnostics(props.diagnostics ?? [], editor.state.doc)),
    )
  }, [props.diagnostics])

  return (
    <div
      ref={holder}
      className="mw-editor"
      style={{
        ['--mw-editor-min' as string]: `${props.minHeight ?? 140}px`,
        ['--mw-editor-max' as string]: `${props.maxHeight ?? 420}px`,
      }}
    />
  )
}

export default CodeMirror
