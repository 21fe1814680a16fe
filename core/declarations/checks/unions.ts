/** A union of windows names windows, and no other unions. */
import type { Registry, ReportAt } from '../registry.ts';

export function checkUnions(registry: Registry, report: ReportAt): void {
  for (const declared of registry.all('MaintenanceWindow')) {
    const { opens } = declared.model;
    if (opens.type !== 'any') continue;
    opens.of.forEach((name, index) => {
      const pointer = `/spec/opens/anyOf/${index}`;
      const part = registry.refer(declared, pointer, 'MaintenanceWindow', name);
      if (part?.opens.type !== 'any') return;
      report(declared, {
        code: 'union-of-unions',
        pointer,
        on: 'value',
        message: `window "${name}" is a union itself.`,
        remedy: 'name the windows it is made of',
      });
    });
  }
}
