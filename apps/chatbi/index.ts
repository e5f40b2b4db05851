/** ChatBI: text to a typed query to guarded SQL to rows, a chart and an answer, every step editable. */
export { app } from './chatbi-app.ts'
export type { ChatBiServices } from './services.ts'
export { openDirectSource } from './direct/direct-source.ts'
export type { DirectAnswer, DirectOptions, DirectSource } from './direct/direct-source.ts'
export { parseOssieYaml } from './model/index.ts'
export type { SemanticModel } from './model/index.ts'
export type { DirectExplanation } from './direct/explain-directly.ts'
