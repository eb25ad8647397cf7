import { writeSync } from 'node:fs';

/** Ends a run with one plain line that any CI can read. */
export default class PlainLine {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter((file) => file.failureMessage && file.numFailingTests === 0).length;
    const line = `\n${results.numPassedTests} passed, ${results.numFailedTests + broken} failed\n`;
    process.once('exit', () => writeSync(1, line));
  }
}
