/** Builds the page for tests, unless the same sources were built before; gives the folder. */
export function buildWebOnce(): Promise<string>
