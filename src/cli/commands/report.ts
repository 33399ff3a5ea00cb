import { REPORT_FORMATS, type ReportFormat, renderReport } from '../../report/render-report.ts'
import { checkStatus, EXIT } from '../../toolkit/exit-status.ts'
import { formulasOf } from '../formulas.ts'
import { CommandError, emit, prepareFile } from '../output.ts'
import { recheckOf } from '../recheck-script.ts'
import { type CheckFlags, readTrust, runCheck } from './check.ts'

export interface ReportFlags extends CheckFlags {
  readonly format: string
  readonly fragment?: boolean
}

const readFormat = ({ format, fragment, json }: ReportFlags): ReportFormat => {
  const chosen = REPORT_FORMATS.find((name) => name === (json === true ? 'json' : format))
  if (chosen === undefined) throw new CommandError(`--format is ${REPORT_FORMATS.join(', ')}, not "${format}"`)
  if (fragment === true && chosen !== 'latex') throw new CommandError('--fragment is for --format latex')
  return chosen
}

/** `gradlaw report`: returns the exit status of the check it reports on. */
export const reportCommand = async (file: string | undefined, flags: ReportFlags): Promise<number> => {
  const format = readFormat(flags)
  const trust = readTrust(flags.trust)
  prepareFile(flags.out)
  const { result, expect, interrupted } = await runCheck(file, flags)
  const fragment = flags.fragment === true
  const recheck = format === 'html' ? recheckOf(result) : {}
  emit(renderReport(result, format, { fragment, ...(await formulasOf(format)), ...recheck }), flags.out)
  const status = checkStatus(result, expect, trust)
  return interrupted && status === EXIT.proved ? EXIT.unknown : status
}
