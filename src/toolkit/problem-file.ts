import { type Problem, type ProblemText, type ReadField, readProblem } from './problem.ts'
import { readShape } from './problem-shape.ts'
import { readTextFile } from './text-file.ts'
import { readYaml } from './yaml-document.ts'

const KIND = 'a problem file'

const parseTexts = (content: string, file: string): { readonly text: ProblemText; readonly field: ReadField } => {
  const { data, refuse, field } = readYaml(content, file, KIND, 'a map with at least "objective"')
  return { text: readShape(data, refuse), field }
}

/**
 * Reads the text of a problem file (YAML; the fields of {@link ProblemText}).
 * A wrong file is refused with file, line, column, what was expected and what was found ({@link InputError}).
 */
export const parseProblemFile = (content: string, file: string): Problem => {
  const { text, field } = parseTexts(content, file)
  return readProblem(text, field)
}

/**
 * The texts of a problem, read once to see that they are right; throws {@link InputError} where they are not.
 */
export const checkedProblemText = (source: { readonly file: string } | { readonly text: ProblemText }): ProblemText => {
  if ('text' in source) {
    readProblem(source.text)
    return source.text
  }
  const { text, field } = parseTexts(readTextFile(source.file, KIND), source.file)
  readProblem(text, field)
  return text
}

/**
 * Reads a problem file from disk; throws {@link InputError} where it cannot be read or is wrong.
 *
 * @example loadProblemFile('proofs/example-1-1.yaml').objective.variables // ['x', 'y']
 */
export const loadProblemFile = (file: string): Problem => parseProblemFile(readTextFile(file, KIND), file)
