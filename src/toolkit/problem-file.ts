import { type Problem, readProblem } from './problem.ts'
import { readShape } from './problem-shape.ts'
import { readTextFile } from './text-file.ts'
import { readYaml } from './yaml-document.ts'

const KIND = 'a problem file'

/**
 * Reads the text of a problem file (YAML; the fields of {@link ProblemText}).
 * A wrong file is refused with file, line, column, what was expected and what was found ({@link InputError}).
 */
export const parseProblemFile = (content: string, file: string): Problem => {
  const { data, refuse, field } = readYaml(content, file, KIND, 'a map with at least "objective"')
  return readProblem(readShape(data, refuse), field)
}

/**
 * Reads a problem file from disk; throws {@link InputError} where it cannot be read or is wrong.
 *
 * @example check(loadProblemFile('hyperbola.yaml'))
 */
export const loadProblemFile = (file: string): Problem => parseProblemFile(readTextFile(file, KIND), file)
