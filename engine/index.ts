export * from './access/index.ts'
export * from './jobs/index.ts'
export * from './store/index.ts'
export * from './runs/index.ts'
