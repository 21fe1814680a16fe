/** What replication, migrations, backups and notification refer to is declared. */
import type { AnyDeclared } from '../kinds.ts';
import { pointerSegment } from '../locate.ts';
import type { Registry } from '../registry.ts';
import { checkScope } from './orders.ts';

export function checkLinks(registry: Registry): void {
  for (const declared of registry.all('VirtualMachine')) {
    const { replica, lifecycle } = declared.model;
    if (replica === null || lifecycle.retired !== null) continue;
    if (replica.policy !== null) registry.refer(declared, '/spec/replica/policy', 'ReplicationPolicy', replica.policy);
    if (replica.extended !== null) registry.refer(declared, '/spec/replica/extended/host', 'Host', replica.extended.host);
  }
  for (const declared of registry.all('ReplicationPolicy')) referToWindow(registry, declared, declared.model.window);
  for (const declared of registry.all('BackupPolicy')) {
    registry.refer(declared, '/spec/veeam/via', 'Host', declared.model.via);
    checkScope(registry, declared, declared.model.scope);
  }
  for (const declared of registry.all('NotificationPolicy')) checkScope(registry, declared, declared.model.scope);
  for (const declared of registry.all('Migration')) {
    referToWindow(registry, declared, declared.model.window);
    declared.model.waves.forEach(({ vms, to, except }, index) => {
      const at = `/spec/waves/${index}`;
      vms.forEach((vm, place) => registry.refer(declared, `${at}/vms/${place}`, 'VirtualMachine', vm));
      if (to.host !== null) registry.refer(declared, `${at}/to/host`, 'Host', to.host);
      if (to.site !== null) registry.refer(declared, `${at}/to/site`, 'Site', to.site);
      if (to.replica !== null) registry.refer(declared, `${at}/to/replica`, 'Host', to.replica);
      for (const [vm, { host, replica }] of Object.entries(except)) {
        registry.refer(declared, `${at}/except/${pointerSegment(vm)}/host`, 'Host', host);
        if (replica !== null) registry.refer(declared, `${at}/except/${pointerSegment(vm)}/replica`, 'Host', replica);
      }
    });
  }
}

function referToWindow(registry: Registry, declared: AnyDeclared, window: string | null): void {
  if (window !== null) registry.refer(declared, '/spec/window', 'MaintenanceWindow', window);
}
