import { shallowFigure } from '../../report/figures/heat-panels.ts'
import { filter } from '../../toolkit/filter.ts'
import { shallowHeatMap } from '../../toolkit/shallow-heat-map.ts'
import type { FilterRow, GalleryReply, GalleryRequest } from './gallery-messages.ts'

const say = (reply: GalleryReply): void => postMessage(reply)

const filterRow = async (
  method: string,
  { alpha, beta, rho }: Record<'alpha' | 'beta' | 'rho', string>,
): Promise<FilterRow> => {
  const numbers = { alpha, ...(method === 'gd' ? {} : { beta }), ...(HAVE_LENGTH.has(method) ? { rho } : {}) }
  const { intervals, isolated, condition, verdict } = await filter(method, { ...numbers, workers: 0 })
  return {
    method,
    condition,
    status: verdict.status,
    intervals: intervals.map(([low, high]) => [low.value ?? Number.NaN, high.value ?? Number.NaN]),
    exact: [...intervals.map(([low, high]) => `[${low.exact}, ${high.exact}]`), ...isolated.map(({ exact }) => exact)],
    isolated: isolated.map(({ value }) => value ?? Number.NaN),
  }
}

const HAVE_LENGTH = new Set(['usam', 'usam2', 'usam2-chained', 'husam', 'gradient-penalty'])

const answer = async (request: GalleryRequest): Promise<void> => {
  try {
    if (request.kind === 'heat-map') say({ kind: 'heat-map', figure: shallowFigure(shallowHeatMap()) })
    else for (const method of request.methods) say({ kind: 'filter', row: await filterRow(method, request) })
    say({ kind: 'done' })
  } catch (error) {
    say({ kind: 'failure', message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) })
  }
}

addEventListener('message', ({ data }: MessageEvent<GalleryRequest>) => void answer(data))
