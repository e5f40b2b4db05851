/** The demo plant: a simulated maker of brake discs with causes planted in its history. */
export { causes } from './causes.ts'
export type { DemoDocument } from './documents/demo-document.ts'
export { demoDocuments } from './documents/demo-documents.ts'
export type { GeneratedCell, GeneratedColumn, GeneratedTable } from './generated-table.ts'
export { demoCalendar } from './plant-time.ts'
export { demoModel } from './semantic-model.ts'
export { generatePlant } from './tables.ts'
export type { DemoOptions } from './tables.ts'
