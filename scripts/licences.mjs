// The licences of the packages whose code went into a bundle.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The name of the package that a source file of a bundle belongs to; undefined for one of ours. */
const packageOf = (path) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path)?.[1]

/** What stands there beside the packages: the licence of the fonts that lie in the folder. */
export const FONTS = `${'-'.repeat(80)}

KaTeX fonts (SIL Open Font License 1.1, http://scripts.sil.org/OFL)

Copyright (c) 2009-2010 Design Science, Inc.; copyright (c) 2014-2018 Khan Academy
`

/** The text of THIRD-PARTY.txt for these source files: each package with its version and its licence. */
export const licencesOf = (paths) => {
  const packages = new Set([...paths].map(packageOf).filter((name) => name !== undefined))
  const licences = [...packages].sort().map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    // Without its text, where the sources are and which licence they have.
    const source = homepage ?? repository?.url ?? repository ?? `the package ${name}`
    const text = file === undefined ? `Source: ${source}` : readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return licences.join(`\n${'-'.repeat(80)}\n\n`)
}
