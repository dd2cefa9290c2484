// usage: summary.mjs VITEST_REPORT.json passed|failed STATUS
// Prints "N passed, N failed" from vitest's JSON report, the outcome of `npm run check` and the exit status of `npm test`.
import { readFileSync } from 'node:fs'

const [reportPath, checked, status] = process.argv.slice(2)

function counts() {
  let report
  try {
    report = JSON.parse(readFileSync(reportPath, 'utf8'))
  } catch {
    return { passed: 0, failed: 1 } // vitest didn't get as far as a report
  }
  // a file that can't be loaded has failed without any test of it failing
  const files = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + files.length }
}

let { passed, failed } = counts()
if (passed === 0 && failed === 0) failed = 1 // nothing ran
if (status !== '0' && failed === 0) failed = 1 // an error outside of the tests
if (checked === 'passed') passed++
else failed++
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
