export * from './access/index.ts'
export * from './store/index.ts'
