import { Suspense, lazy } from 'react'
import { Skeleton } from '@mantine/core'
import type { CodeEditorProps } from './code-mirror.tsx'

const CodeMirror = lazy(() => import('./code-mirror.tsx'))

/** A text editor for SQL, JSON or YAML, with completion and diagnostics. Loaded when first shown. */
export const CodeEditor = (props: CodeEditorProps) => (
  <Suspense fallback={<Skeleton height={props.minHeight ?? 140} radius="md" />}>
    <CodeMirror {...props} />
  </Suspense>
)
export type { CodeEditorProps, SqlNames } from './code-mirror.tsx'
