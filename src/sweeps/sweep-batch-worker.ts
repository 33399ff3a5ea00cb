import { type BatchDone, type BatchTask, runBatch as run } from './batch.ts'

/** What piscina calls in a thread. */
export const runBatch = (task: BatchTask): BatchDone => run(task)
