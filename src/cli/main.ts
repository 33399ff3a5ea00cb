// The command. What needs no parsing is answered before anything else is loaded.
import { versionText } from './version-text.ts'

declare const GRADLAW_VERSION: string

const [first, ...rest] = process.argv.slice(2)

if ((first === '--version' || first === '-V') && rest.length === 0) {
  process.stdout.write(`${versionText(GRADLAW_VERSION)}\n`)
} else {
  const { run } = await import('./program.ts')
  process.exitCode = await run(process.argv.slice(2), GRADLAW_VERSION)
}
