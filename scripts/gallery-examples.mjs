// The examples under proofs/ for the gallery of the page: read when it is built, so that there is one copy of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const proofs = fileURLToPath(new URL('../proofs', import.meta.url))

const text = (value) => (value === undefined || value === null ? undefined : String(value))

const pieces = (regularizer) =>
  regularizer === undefined
    ? []
    : Array.isArray(regularizer)
      ? regularizer.map(({ when, value }) => ({ when: String(when), value: String(value) }))
      : [{ when: '', value: String(regularizer) }]

/** The problem files with an objective, in the order of the paper. */
export const readExamples = () =>
  readdirSync(proofs)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const data = parse(readFileSync(join(proofs, file), 'utf8'))
      if (data.objective === undefined) return []
      const { figure = {}, simulate = {}, expect = {} } = data
      return [
        {
          name: file.replace('.yaml', ''),
          title: text(data.title) ?? file,
          source: text(data.source),
          stated: text(data.stated),
          note: text(data.note),
          variables: (data.variables ?? []).map(String),
          parameters: Object.entries(data.parameters ?? {}).map(([name, kind]) => ({
            name,
            kind,
            value: text(figure.values?.[name]),
          })),
          assume: (data.assume ?? []).map(String),
          objective: String(data.objective),
          regularizer: pieces(data.regularizer),
          verdict: text(expect.verdict),
          order: expect.order,
          points: (expect.flat ?? expect.points ?? []).map((point) => point.map(String)),
          x: figure.x,
          y: figure.y,
          starts: figure.starts ?? [],
          alpha: figure.alpha ?? simulate.alpha,
          exponent: text(figure.exponent ?? simulate.exponent),
        },
      ]
    })
