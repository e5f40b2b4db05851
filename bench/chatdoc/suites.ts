import type { SuiteOptions, SuiteResult } from './suite.ts'

interface Suite {
  readonly name: string
  readonly about: string
  readonly needsData: boolean
  /** Brings the suite's module only when it is run. */
  readonly load: () => Promise<(options: SuiteOptions) => Promise<SuiteResult>>
}

/** What `npm run bench:chatdoc` can measure. */
export const suites: readonly Suite[] = [
  {
    name: 'squad',
    about: 'one SQuAD-format file as one corpus of paragraphs',
    needsData: true,
    load: async () => (await import('./squad.ts')).runSquad,
  },
  {
    name: 'cranfield',
    about: 'a folder with cran.all.1400, cran.qry and cranqrel',
    needsData: true,
    load: async () => (await import('./cranfield.ts')).runCranfield,
  },
  {
    name: 'tatqa',
    about: 'a TAT-QA file or its folder: answers in tables and in text beside them',
    needsData: true,
    load: async () => (await import('./tatqa.ts')).runTatqa,
  },
  {
    name: 'manuals',
    about: 'a folder with linuxcnc, klipper-en and klipper-zh: forty questions with their right places',
    needsData: true,
    load: async () => (await import('./manuals.ts')).runManuals,
  },
  {
    name: 'scale',
    about: 'search and indexing at 10,000, 100,000 and 500,000 blocks; --limit names the largest',
    needsData: false,
    load: async () => (await import('./scale.ts')).runScale,
  },
  {
    name: 'tables',
    about: 'a folder of PDFs with their true tables (ICDAR 2013: NAME.pdf, NAME-str.xml)',
    needsData: true,
    load: async () => (await import('./tables.ts')).runTables,
  },
  {
    name: 'formats',
    about: 'any folder of files: read, refused with the reason, crashed, hung',
    needsData: true,
    load: async () => (await import('./formats.ts')).runFormats,
  },
  {
    name: 'ingest',
    about: 'a folder of files: pages a second and peak memory',
    needsData: true,
    load: async () => (await import('./ingest.ts')).runIngest,
  },
  {
    name: 'load',
    about: 'a folder of texts: questions while --limit (10,000) small files made of them are read',
    needsData: true,
    load: async () => (await import('./load.ts')).runLoad,
  },
  {
    name: 'ocr',
    about: 'a folder of PDFs with a text layer: their pages as pictures, recognised; --limit names the pages',
    needsData: true,
    load: async () => (await import('./ocr.ts')).runOcr,
  },
]
