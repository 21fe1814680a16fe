/** Mocha's own `spec` output; the counts also go to the file named by ATLAS_TEST_COUNTS, for scripts that add suites up. */
'use strict';
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class SpecAndCounts extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env['ATLAS_TEST_COUNTS'];
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, `${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}\n`);
    });
  }
};
