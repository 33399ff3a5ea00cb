import { workerFile } from '../solvers/worker-file.ts'

/** Where the bundle of the command's worker lies. */
export const jobWorkerFile = (): URL => workerFile('job-worker')
