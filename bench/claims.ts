// Decides claims one after another, each by gradlaw (kernel only) and by every peer, within the same limit. Reads a list
// of claims on standard input and prints one line of JSON for each; started by claims.mjs.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { obligationsOf } from '../src/kernel/checked-claim.ts'
import type { Claim } from '../src/kernel/claim.ts'
import { coqGoals } from '../src/report/coq/coq-goals.ts'
import { smtScript } from '../src/solvers/smt-script.ts'
import { prove } from '../src/toolkit/prove.ts'

interface Given {
  readonly claim: string
  readonly assume?: string
  readonly parameters?: string
}

/** Whether a claim was proved, and in what time; milliseconds of the clock, starting a peer's process included. */
interface Answer {
  readonly proved: boolean
  readonly ms: number
}

/** Another program asked about the same claims. */
interface Peer {
  readonly name: string
  /** The first line of what it prints as its version. */
  readonly version: readonly [command: string, ...args: string[]]
  readonly decide: (claim: Claim, seconds: number) => Promise<boolean>
}

/** What a program prints when given a text, or '' where it fails or takes longer than the limit. */
const output = (command: string, args: readonly string[], input: string, seconds: number): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
    // With the programs that it started itself: they are a process group.
    const limit = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), seconds * 1000 + 500)
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    child.on('error', () => resolve(''))
    child.on('close', () => {
      clearTimeout(limit)
      resolve(text)
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })

/** Native z3 on our SMT-LIB scripts: every negated obligation has to be unsatisfiable. */
const z3: Peer = {
  name: 'z3',
  version: ['z3', '--version'],
  decide: async (claim, seconds) => {
    const deadline = Date.now() + seconds * 1000
    for (const { name, sequent } of obligationsOf(claim)) {
      const script = smtScript(sequent, name)
      const left = Math.ceil((deadline - Date.now()) / 1000)
      if (script === undefined || left <= 0) return false
      const said = await output('z3', ['-in', `-T:${left}`], script.text, left)
      if (!said.startsWith('unsat')) return false
    }
    return true
  },
}

/** What someone tries in Coq first: cases of |u|, max and min, then its decision procedures, the weaker ones first. */
const COQ_TACTICS = `Require Import Reals Psatz.
Open Scope R_scope.
Parameter root : nat -> R -> R.
Parameter sgn : R -> R.
Parameter integer : R -> Prop.
Ltac attempt :=
  intros; unfold not in *; intros; unfold Rabs, Rmax, Rmin in *;
  repeat match goal with
  | |- context [Rcase_abs ?u] => destruct (Rcase_abs u)
  | h : context [Rcase_abs ?u] |- _ => destruct (Rcase_abs u)
  | |- context [Rle_dec ?u ?v] => destruct (Rle_dec u v)
  | h : context [Rle_dec ?u ?v] |- _ => destruct (Rle_dec u v)
  end;
  first [lra | nra | psatz R 2 | psatz R 3 | psatz R 4].
`

/** Coq's `psatz`, which asks csdp where it is installed, on the goals of the Coq export: the kernel of Coq checks it. */
const psatz: Peer = {
  name: 'coq psatz',
  version: ['coqc', '--version'],
  decide: async (claim, seconds) => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlaw-psatz-'))
    try {
      const goals = coqGoals(claim).map((goal, i) => `Goal ${goal}.\nattempt. Qed.\nDefinition done${i} := tt.\n`)
      const file = join(folder, 'goals.v')
      writeFileSync(file, `${COQ_TACTICS}${goals.join('')}Print done${goals.length - 1}.\n`)
      const said = await output('sh', ['-c', 'cd "$0" && exec coqc -q goals.v', folder], '', seconds)
      return said.includes(`done${goals.length - 1} = tt`)
    } catch {
      return false
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const PEERS: readonly Peer[] = [z3, psatz]

const timed = async (run: () => Promise<boolean>): Promise<Answer> => {
  const started = performance.now()
  const proved = await run()
  return { proved, ms: performance.now() - started }
}

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

const seconds = Number(process.argv[2] ?? 10)
const claims = JSON.parse(readFileSync(0, 'utf8')) as readonly Given[]
const peers: Peer[] = []
for (const peer of PEERS) {
  const [command, ...args] = peer.version
  const [version = ''] = (await output(command, args, '', 10)).split('\n')
  if (version !== '') peers.push(peer)
  print({ peer: peer.name, version })
}
for (const { claim, assume, parameters } of claims) {
  const options = { ...(assume === undefined ? {} : { assume }), ...(parameters === undefined ? {} : { parameters }) }
  let kernelClaim: Claim | undefined
  const ours = await timed(async () => {
    const { verdict, kernelClaim: own } = await prove(claim, { ...options, timeout: seconds, seed: 1, trust: 'kernel' })
    kernelClaim = own
    return verdict.status === 'proved'
  })
  const answers: Record<string, Answer> = { gradlaw: ours }
  for (const { name, decide } of peers) answers[name] = await timed(() => decide(kernelClaim as Claim, seconds))
  print({ claim, answers })
}
process.exit(0)
