import { readFileSync, writeFileSync } from 'node:fs'
import { withTheorySection } from './theory-section.ts'

// Rewrites the generated part of docs/theory.md. Run by `npm run theory`.

const FILE = 'docs/theory.md'
writeFileSync(FILE, withTheorySection(readFileSync(FILE, 'utf8')))
