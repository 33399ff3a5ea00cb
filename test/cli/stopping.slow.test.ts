import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { buildCommand, COMMAND, gradlaw } from './command.ts'

// Twelve thousand terms: nothing is found in a few seconds.
const HARD = '(x+y+z+w)^40'
const LONG = ['simulate', '--objective', '(x*y-1)^2', '--steps', '100000000']

beforeAll(buildCommand)

describe('when the time is spent', () => {
  test('a check lists what is open and concludes nothing', async () => {
    const { status, stdout, milliseconds } = await gradlaw(['check', '--objective', HARD, '--timeout', '1', '--json'])
    const { problem, claims, conclusion } = JSON.parse(stdout)
    expect(problem.variables).toEqual(['x', 'y', 'z', 'w'])
    expect(claims.some((c: { verdict: { reason?: string } }) => c.verdict.reason === 'timeout')).toBe(true)
    expect(conclusion.verdict).toBe('undecided')
    expect(status).toBe(2)
    expect(milliseconds).toBeLessThan(8000)
  })

  test('laws say that they were not searched', async () => {
    const { status, stdout } = await gradlaw(['laws', HARD, '--timeout', '0.5', '--json'])
    const { laws, independent, notSearched } = JSON.parse(stdout)
    expect(laws).toEqual([])
    expect(independent).toMatchObject({ complete: false, verdict: { status: 'unknown', reason: 'timeout' } })
    expect(notSearched.length).toBeGreaterThan(0)
    expect(status).toBe(2)
  })
})

describe('what cannot be stopped', () => {
  // Products with thousands of terms, in one step that never looks at its time.
  const HUGE = '((x + y + 1)^50*(x - 2*y + 2)^50)^2 + (x*y + 1)^100'

  test('is ended, and what is known is printed', async () => {
    const args = ['check', '--objective', '(x*y-1)^2', '--regularizer', HUGE, '--timeout', '6', '--json']
    const { stdout, status, milliseconds } = await gradlaw(args)
    const { claims } = JSON.parse(stdout)
    const statusOf = new Map(claims.map((c: { id: string; verdict: { status: string } }) => [c.id, c.verdict.status]))
    expect(statusOf.get('structure')).toBe('proved')
    expect(statusOf.get('full-rank')).toBe('proved')
    expect(statusOf.get('second-order')).toBe('unknown')
    expect(status).toBe(2)
    expect(milliseconds).toBeLessThan(30_000)
  })

  test('is ended where it is a single claim', async () => {
    const { stdout, status } = await gradlaw(['prove', `${HUGE} >= 0`, '--timeout', '1', '--json'])
    // Ended by the clock, or refused by the kernel as too much arithmetic, whichever comes first.
    const { verdict } = JSON.parse(stdout)
    expect(verdict.status).toBe('unknown')
    expect(['timeout', 'unsupported']).toContain(verdict.reason)
    expect(status).toBe(2)
  })
})

describe('threads', () => {
  const MOTZKIN = 'x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2 >= 0'

  test('are gone when the answer is there, and it does not depend on their number', async () => {
    const answers = await Promise.all(
      ['0', '1', '3'].map(async (count) => {
        const { stdout, status } = await gradlaw(['prove', MOTZKIN, '--workers', count, '--json'])
        expect(status).toBe(0)
        return { ...JSON.parse(stdout), elapsedMs: 0 }
      }),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('that need too much memory are ended, and the claim stays open', async () => {
    const claim = 'x^12 + y^12 + z^12 + w^12 + v^12 >= 2*x^2*y^4*z^2*w^3*v - 1/1000'
    const { stdout, status } = await gradlaw(['prove', claim, '--memory', '16', '--timeout', '8', '--json'])
    expect(JSON.parse(stdout).verdict.status).not.toBe('refuted')
    expect([0, 2]).toContain(status)
  })
})

describe('Ctrl-C', () => {
  test('ends a search with what is known so far', async () => {
    const { status, stdout, milliseconds } = await gradlaw(['laws', HARD, '--json'], 2500)
    expect(JSON.parse(stdout)).toMatchObject({ independent: { verdict: { reason: 'interrupted' } } })
    expect(status).toBe(2)
    expect(milliseconds).toBeLessThan(2500 + 4000)
  })

  test('ends runs with what was measured', async () => {
    const { status, stdout } = await gradlaw([...LONG, '--json'], 3000)
    expect(JSON.parse(stdout)).toMatchObject({ complete: false })
    expect(status).toBe(2)
  })
})

/** Runs the command in a pseudo-terminal of 80 columns, types Ctrl-C, and prints what it wrote with its status. */
const TERMINAL = `
import fcntl, json, os, pty, select, struct, sys, termios, time
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
started, typed, text = time.time(), None, b''
while time.time() - started < 30:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        text += chunk
    if typed is None and time.time() - started > 2.5:
        typed = time.time()
        os.write(terminal, b'\\x03')
else:
    os.kill(pid, 9)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({'status': status, 'text': text.decode(), 'seconds': time.time() - (typed or started)}))
`

describe.runIf(hasTools('the command in a terminal', 'python3'))('in a terminal', () => {
  test('progress is shown on one line and Ctrl-C ends it cleanly', () => {
    const { stdout, stderr } = spawnSync('python3', ['-c', TERMINAL, process.execPath, COMMAND, ...LONG], {
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const { status, text, seconds } = JSON.parse(stdout) as { status: number; text: string; seconds: number }
    expect(text).toMatch(/working \(\d\.\d s\)/)
    expect(text).toContain('stopped early')
    const lines = text.split(/\r\n|\r/).map((line) => line.replaceAll('\u001b[2K', ''))
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(status).toBe(2)
    expect(seconds).toBeLessThan(4)
  })
})
