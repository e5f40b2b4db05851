import type { DemoDocument } from './demo-document.ts'
import { procedures } from './procedures.ts'
import { spindleManual } from './spindle-manual.ts'

/** What lies in the demo plant's cabinet, the older edition of a document before the newer. */
export const demoDocuments = (): readonly DemoDocument[] => [spindleManual(), ...procedures()]
