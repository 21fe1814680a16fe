/** Migration: what one document says of itself; hosts and sites are looked up in `targets.ts`. */
import type { HostName, MigrationName, SiteName, VmName, WindowName } from '../../model/ids.ts';
import type { Report } from '../finding.ts';
import type { MigrationDraft, WaveDraft } from '../kinds.ts';
import { pointerSegment } from '../locate.ts';
import { suggestion } from '../nearest.ts';
import type { MigrationDocument } from '../schema/migration.ts';
import { lengthOf, type Reading, reportRepeats } from './common.ts';
import { reportNotice } from './place.ts';

type Spec = MigrationDocument['spec'];
type WaveDocument = Spec['waves'][number];

export function readMigration({ metadata, spec }: MigrationDocument, { origin, report }: Reading): MigrationDraft {
  reportMigration(spec, report);
  if (spec.method === 'export-import' && spec.transfer === undefined) {
    report({
      code: 'transfer-missing',
      pointer: '/spec/method',
      on: 'value',
      message: 'export-import copies VMs through a folder, and none is named.',
      remedy: 'add transfer: with a folder that both hosts reach, for example \\\\par-nas-01\\transfer',
    });
  }
  return {
    name: metadata.name as MigrationName,
    origin,
    method: spec.method,
    transfer: spec.transfer ?? null,
    window: spec.window as WindowName,
    notice: spec.notice ?? null,
    waves: spec.waves.map(waveOf),
    before: { backupMaxAge: spec.before?.backup === undefined ? null : lengthOf(spec.before.backup.maxAge) },
    verify: { within: lengthOf(spec.verify.within), heartbeat: spec.verify.heartbeat ?? 'all-vms' },
    onFailure: spec.onFailure,
    keepSource: lengthOf(spec.keepSource),
    attempt: spec.attempt ?? 1,
  };
}

function waveOf(wave: WaveDocument): WaveDraft {
  const except: Record<string, { host: HostName; replica: HostName | null }> = {};
  for (const [vm, { host, replica }] of Object.entries(wave.except ?? {})) {
    except[vm] = { host: host as HostName, replica: (replica ?? null) as HostName | null };
  }
  return {
    name: wave.name,
    vms: wave.vms.map((vm) => vm as VmName),
    to: {
      host: (wave.to.host ?? null) as HostName | null,
      site: (wave.to.site ?? null) as SiteName | null,
      replica: (wave.to.replica ?? null) as HostName | null,
    },
    except,
    soak: lengthOf(wave.soak ?? 'PT0S'),
    maxFailed: wave.maxFailed ?? 1,
  };
}

export function reportMigration(spec: Partial<Spec>, report: Report): void {
  reportNotice(spec.notice, '/spec/notice', report);
  if (spec.method === 'planned-failover' && spec.transfer !== undefined) {
    report({
      code: 'transfer-pointless',
      pointer: '/spec/transfer',
      on: 'key',
      message: 'planned-failover replicates from host to host and copies nothing through a folder.',
      remedy: 'remove transfer, or use method: export-import',
    });
  }
  const waves = spec.waves ?? [];
  reportRepeats(
    waves.map((wave) => wave.name),
    'the wave',
    (index) => `/spec/waves/${index}/name`,
    report,
  );
  const pointers = waves.flatMap((wave, index) => wave.vms.map((_, place) => `/spec/waves/${index}/vms/${place}`));
  reportRepeats(
    waves.flatMap((wave) => wave.vms),
    'the VM',
    (index) => pointers[index]!,
    report,
  );
  waves.forEach((wave, index) => reportWave(wave, `/spec/waves/${index}`, report));
}

function reportWave({ to, except, vms, name }: WaveDocument, pointer: string, report: Report): void {
  if ((to.host === undefined) === (to.site === undefined)) {
    report({
      code: 'wave-target',
      pointer: `${pointer}/to`,
      on: 'key',
      message:
        to.host === undefined
          ? `wave "${name}" names neither a host nor a site to go to.`
          : `wave "${name}" names a host and a site to go to.`,
      remedy: 'write exactly one of host and site',
    });
  } else if (to.site !== undefined && to.replica !== undefined) {
    report({
      code: 'wave-target',
      pointer: `${pointer}/to/replica`,
      on: 'key',
      message: 'VMs that are spread over a site have their replicas on the partners of the hosts they go to.',
      remedy: 'remove replica, or name a host instead of the site',
    });
  }
  reportReplicaAtTarget(to, `${pointer}/to`, report);
  for (const [vm, target] of Object.entries(except ?? {})) {
    const at = `${pointer}/except/${pointerSegment(vm)}`;
    reportReplicaAtTarget(target, at, report);
    if (vms.includes(vm)) continue;
    report({
      code: 'not-in-wave',
      pointer: at,
      on: 'key',
      message: `"${vm}" is excepted, but wave "${name}" does not move it.`,
      remedy: suggestion(vm, vms, 'VMs of the wave'),
    });
  }
}

function reportReplicaAtTarget(
  { host, replica }: { readonly host?: string; readonly replica?: string },
  pointer: string,
  report: Report,
): void {
  if (host === undefined || replica !== host) return;
  report({
    code: 'replica-at-target',
    pointer: `${pointer}/replica`,
    on: 'value',
    message: `the replica would be on "${host}", where the VM itself goes.`,
    remedy: 'name the partner of the target, or remove replica: its partner is meant then',
  });
}
