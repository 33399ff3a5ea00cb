import { CommandError } from './output.ts'

/** The point that a flag gives, such as `x=0,y=1/2`: a text for each variable. */
export const readPointFlag = (flag: string, text: string): { [variable: string]: string } => {
  const parts = text.split(/,(?![^[(]*[\])])/).map((part) => part.split('='))
  if (parts.some((part) => part.length !== 2 || part.some((side) => side.trim() === ''))) {
    throw new CommandError(`${flag} ${text}: expected a value for each variable, such as "x=0,y=1/2"`)
  }
  const names = parts.map(([name]) => (name as string).trim())
  if (new Set(names).size < names.length) throw new CommandError(`${flag} ${text}: a variable has two values`)
  return Object.fromEntries(parts.map(([, value], i) => [names[i] as string, (value as string).trim()]))
}
