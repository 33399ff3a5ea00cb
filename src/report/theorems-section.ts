import type { CheckResult } from '../theorems/check-result.ts'
import type { Block } from './document.ts'

type Entry = NonNullable<CheckResult['theorems']>[number]

const STATUS: { readonly [status in Entry['status']]: string } = {
  applies: 'applies',
  open: 'open',
  fails: 'does not apply',
}

const words = (entry: Entry): string => {
  switch (entry.status) {
    case 'applies':
      return entry.conclusion === 'quoted' ? `${entry.says} Quoted, not concluded.` : entry.says
    case 'open':
      return `Not proved: ${entry.missing.join(', ')}.`
    case 'fails':
      return `${entry.hypothesis}${entry.witness === undefined ? '' : ` fails at ${entry.witness}`}.`
  }
}

/** Each theorem that the software knows for such an f and g, and how it stands. */
export const theoremsSection = ({ theorems = [] }: CheckResult): readonly Block[] =>
  theorems.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Theorems' },
        {
          kind: 'table',
          caption: 'How each theorem stands for this f and g.',
          head: ['Theorem', 'Source', 'Status', 'What it says, or what is missing'],
          rows: theorems.map((entry) => [
            [entry.title],
            [`${entry.citation} [${entry.tag}]`],
            [STATUS[entry.status]],
            [words(entry)],
          ]),
        },
      ]
