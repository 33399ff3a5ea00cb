import { REPORT_FORMATS, renderReport } from '../../report/render-report.ts'
import { checkStatus, EXIT } from '../../toolkit/exit-status.ts'
import { formulasOf } from '../formulas.ts'
import { emit, prepareFile } from '../output.ts'
import { recheckOf } from '../recheck-script.ts'
import { type FormatFlags, readFormat } from '../report-format.ts'
import { type CheckFlags, readTrust, runCheck } from './check.ts'

export interface ReportFlags extends CheckFlags, FormatFlags {
  readonly format: string
}

/** `gradlaw report`: returns the exit status of the check it reports on. */
export const reportCommand = async (file: string | undefined, flags: ReportFlags): Promise<number> => {
  const format = readFormat(REPORT_FORMATS, flags) ?? 'latex'
  const trust = readTrust(flags.trust)
  prepareFile(flags.out)
  const { result, expect, interrupted } = await runCheck(file, flags)
  const fragment = flags.fragment === true
  const recheck = format === 'html' ? recheckOf(result) : {}
  emit(renderReport(result, format, { fragment, ...(await formulasOf(format)), ...recheck }), flags.out)
  const status = checkStatus(result, expect, trust)
  return interrupted && status === EXIT.proved ? EXIT.unknown : status
}
