/** ChatDoc: documents to a tree of blocks to passages to answers with their place on the page. */
export { app } from './chatdoc-app.ts'
export type { ChatDocServices } from './services.ts'
