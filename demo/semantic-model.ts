import { readFileSync } from 'node:fs'

/** The demo plant's semantic model as Apache Ossie YAML: names, synonyms and metrics in English and Chinese. */
export const demoModel = (): string => readFileSync(new URL('./plant.ossie.yaml', import.meta.url), 'utf8')
