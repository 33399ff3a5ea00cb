import { workerFile } from '../solvers/worker-file.ts'

/** Where the bundle of the command's worker lies. */
export const jobWorkerFile = (): URL => workerFile('job-worker')

/** Where the script of reports that check their own certificates lies. */
export const recheckPageFile = (): URL => workerFile('recheck-page')
