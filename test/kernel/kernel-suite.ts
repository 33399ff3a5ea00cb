// The tests that judge a mutant of the kernel: fast ones, each run thousands of times.
import '../refused/tampered.test.ts'
import '../refused/holes.test.ts'
import '../refused/forgery.test.ts'
import './attacks.test.ts'
import './interval.test.ts'
import './normal-form.test.ts'
import './sign.test.ts'
import './univariate.test.ts'
