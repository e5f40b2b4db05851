/** Composes everything into one running Millwright: configuration, services, apps and the HTTP API. */
export type { Config, Limits, LogLevel, ModelEndpoint } from './config/config.ts'
export { defaultCalendar, defaultLimits } from './config/config.ts'
export { loadConfig } from './config/load-config.ts'
export type { Environment } from './config/read-environment.ts'
export type { Platform, RunningApp } from './platform.ts'
export { productName, productVersion } from './product.ts'
