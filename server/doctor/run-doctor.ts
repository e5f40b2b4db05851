import type { Config } from '../config/config.ts'
import type { Finding } from './finding.ts'
import { checkDisk, checkMemory, checkVersions } from './machine-checks.ts'
import { checkEngine, checkFont, checkModel, checkPage } from './product-checks.ts'
import { checkDatabase, checkDataFolder, checkLock, checkPort } from './workspace-checks.ts'

const checks: readonly (readonly [string, (config: Config) => Promise<Finding>])[] = [
  ['versions', checkVersions],
  ['memory', checkMemory],
  ['disk', checkDisk],
  ['data folder', checkDataFolder],
  ['lock', checkLock],
  ['database', checkDatabase],
  ['port', checkPort],
  ['analytics engine', checkEngine],
  ['font', checkFont],
  ['page', checkPage],
  ['model', checkModel],
]

/** Looks at everything that Millwright needs on this machine; changes nothing. A check that breaks is a finding. */
export const runDoctor = async (config: Config): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  for (const [name, check] of checks)
    findings.push(
      await check(config).catch((error: unknown): Finding => ({
        name,
        verdict: 'fail',
        message: `the check itself failed: ${error instanceof Error ? error.message : String(error)}`,
        fix: 'Report this with the output of `millwright doctor`.',
      })),
    )
  return findings
}
