/** The services every app stands on: store, jobs, runs, access, models and sources. */
export * from './access/index.ts'
export * from './jobs/index.ts'
export * from './store/index.ts'
export * from './runs/index.ts'
export * from './models/index.ts'
export * from './sources/index.ts'
