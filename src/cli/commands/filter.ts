import { verdictStatus } from '../../toolkit/exit-status.ts'
import type { FilterEnd, FilterResult } from '../../toolkit/filter.ts'
import type { FilterNumbers } from '../../toolkit/filter-request.ts'
import { showVerdict } from '../../toolkit/show-verdict.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'

export interface FilterFlags extends CommonFlags, FilterNumbers {}

/** `-30`, or `-5 - 5*sqrt(13) = -23.0278`. */
const showEnd = ({ value, exact, root }: FilterEnd): string =>
  value === undefined || root === undefined ? exact : `${exact} = ${Number(value.toPrecision(6))}`

const showFilter = (result: FilterResult): string => {
  const { method, momentum, parameters, intervals, isolated, condition, verdict, text, source } = result
  const numbers = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`)
  const with_ = momentum === 'none' || momentum === method ? '' : ` with ${momentum} momentum`
  const sets = [
    ...intervals.map(([lower, upper]) => `[${showEnd(lower)}, ${showEnd(upper)}]`),
    ...isolated.map((point) => `{${showEnd(point)}}`),
  ]
  return [
    ...wrap(`${method}${with_}${numbers.length === 0 ? '' : `: ${numbers.join(', ')}`}`),
    ...wrap(`eigenvalues not excluded: ${sets.join(', ') || 'none'}`, '  '),
    ...wrap(`condition: ${condition}`, '  '),
    ...wrap(showVerdict(verdict), '  '),
    '',
    ...wrap(`${text} ${source}`),
  ].join('\n')
}

/** `gradlaw filter`: returns the exit status. */
export const filterCommand = async (method: string, flags: FilterFlags): Promise<number> => {
  prepareFile(flags.out)
  const { alpha, beta, rho, momentum } = flags
  const numbers: FilterNumbers = {
    ...(alpha === undefined ? {} : { alpha }),
    ...(beta === undefined ? {} : { beta }),
    ...(rho === undefined ? {} : { rho }),
    ...(momentum === undefined ? {} : { momentum }),
  }
  const options = searchOptions(flags)
  const outcome = await settle<FilterResult>({ kind: 'filter', method, numbers, options }, flags.quiet)
  if (outcome.type === 'stopped') throw new CommandError(`stopped before there was an answer: ${outcome.why}`, 2)
  emit(flags.json === true ? json(outcome.value) : showFilter(outcome.value), flags.out)
  return verdictStatus(outcome.value.verdict)
}
