import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isOnPath = (tool: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/**
 * Whether all `tools` can be run, for `describe.runIf(hasTools('re-checking', 'python3'))`.
 *
 * Where one is missing, the suite is left out with a warning; where CI=true it fails instead: this throws.
 */
export const hasTools = (suite: string, ...tools: readonly string[]): boolean => {
  const missing = tools.filter((tool) => !isOnPath(tool))
  if (missing.length === 0) return true
  const message = `${suite} needs ${missing.join(' and ')}, which cannot be found on PATH`
  if (process.env.CI === 'true') throw new Error(message)
  console.warn(`\n*** SKIPPED: ${message} ***\n`)
  return false
}
