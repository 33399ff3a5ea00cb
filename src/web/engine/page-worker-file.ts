import type * as node from '../../solvers/worker-file.ts'

// Stands in for src/solvers/worker-file.ts in a page: the workers lie beside the chunk that asks for them.

export const workerFile: typeof node.workerFile = (name) => {
  const file = `./${name}.js`
  return new URL(file, import.meta.url)
}
