// Writes the documentation as a static site: `npm run site` makes dist/site/, `node scripts/site.mjs FOLDER` another.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { sitePages } from './site/pages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(root, 'dist/site'))

const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: { contents: "export { PAGE_STYLE } from './src/report/html.ts'", resolveDir: root },
  bundle: true,
  format: 'esm',
  write: false,
})
const { PAGE_STYLE } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
)

const pages = sitePages(PAGE_STYLE)
rmSync(folder, { recursive: true, force: true })
for (const [place, html] of pages) {
  mkdirSync(dirname(join(folder, place)), { recursive: true })
  writeFileSync(join(folder, place), html)
}
console.log(`${pages.size} pages in ${folder}`)
