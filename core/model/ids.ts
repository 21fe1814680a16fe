/** Names and ids are branded, and made only by the function that checks them. */

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SHA1 = /^[0-9a-f]{40}$/;
const SHA256 = /^[0-9a-f]{64}$/;

export type FleetName = string & { readonly __brand: 'FleetName' };
export type SiteName = string & { readonly __brand: 'SiteName' };
export type HostName = string & { readonly __brand: 'HostName' };
export type VmName = string & { readonly __brand: 'VmName' };
export type WindowName = string & { readonly __brand: 'WindowName' };
export type RolloutName = string & { readonly __brand: 'RolloutName' };
export type BaselineName = string & { readonly __brand: 'BaselineName' };
export type MigrationName = string & { readonly __brand: 'MigrationName' };
export type ReplicationPolicyName = string & { readonly __brand: 'ReplicationPolicyName' };
export type PersonName = string & { readonly __brand: 'PersonName' };

/** A Git commit, tree or blob id (SHA-1, hex). */
export type CommitId = string & { readonly __brand: 'CommitId' };
export type TreeId = string & { readonly __brand: 'TreeId' };
export type BlobId = string & { readonly __brand: 'BlobId' };

/** SHA-256 in hex of canonical bytes. */
export type Digest = string & { readonly __brand: 'Digest' };

/**
 * Name of a declaration that calls for work. No two of them in a fleet share a name, whatever their kinds, so that the id of an
 * intervention names its cause and its subject without doubt.
 */
export type CallName = RolloutName | MigrationName | ReplicationPolicyName;

/** `Host/par-hv-01` or `VirtualMachine/par-sql-01`. */
export type ResourceKey = `Host/${string}` | `VirtualMachine/${string}`;

/** `call.subject.ordinal`, for example `november-2026.par-hv-02.1`. */
export type InterventionId = string & { readonly __brand: 'InterventionId' };

/** `fleet/host/intervention/step#attempt`: names one start of one step on one host, for ever. */
export type ActionId = string & { readonly __brand: 'ActionId' };

function named<T extends string>(what: string) {
  return (text: string): T => {
    if (!NAME.test(text)) throw new RangeError(`not a ${what}: ${JSON.stringify(text)} (a-z, 0-9 and "-", at most 63)`);
    return text as T;
  };
}

/** The pattern every declared name follows; also published in the schemas. */
export const namePattern = NAME.source;

export const fleetName = named<FleetName>('fleet name');
export const siteName = named<SiteName>('site name');
export const hostName = named<HostName>('host name');
export const vmName = named<VmName>('VM name');
export const rolloutName = named<RolloutName>('rollout name');
export const baselineName = named<BaselineName>('baseline name');
export const migrationName = named<MigrationName>('migration name');
export const personName = named<PersonName>('person name');

export function commitId(text: string): CommitId {
  if (!SHA1.test(text)) throw new RangeError(`not a commit id (40 hex digits): ${JSON.stringify(text)}`);
  return text as CommitId;
}

export function treeId(text: string): TreeId {
  if (!SHA1.test(text)) throw new RangeError(`not a tree id (40 hex digits): ${JSON.stringify(text)}`);
  return text as TreeId;
}

export function digest(text: string): Digest {
  if (!SHA256.test(text)) throw new RangeError(`not a SHA-256 digest in hex: ${JSON.stringify(text)}`);
  return text as Digest;
}

/** The name in a key, when it is of a host (or VM); else null. */
export function hostIn(key: ResourceKey): HostName | null {
  return key.startsWith('Host/') ? (key.slice('Host/'.length) as HostName) : null;
}
export function vmIn(key: ResourceKey): VmName | null {
  return key.startsWith('VirtualMachine/') ? (key.slice('VirtualMachine/'.length) as VmName) : null;
}

/** The next intervention of one call on one host or VM; `ordinal` counts from 1. */
export function interventionId(call: CallName, subject: HostName | VmName, ordinal: number): InterventionId {
  return `${call}.${subject}.${ordinal}` as InterventionId;
}

/** Step names have no `#`; they may hold `/` (`drain/par-app-01/prepare`). `attempt` counts from 1. */
export function actionId(
  fleet: FleetName,
  host: HostName,
  intervention: InterventionId,
  step: string,
  attempt: number,
): ActionId {
  return `${fleet}/${host}/${intervention}/${step}#${attempt}` as ActionId;
}

const ACTION =
  /^(?<fleet>[a-z0-9-]+)\/(?<host>[a-z0-9-]+)\/(?<intervention>[a-z0-9-]+\.[a-z0-9-]+\.[0-9]+)\/(?<step>[a-z0-9./-]+)#(?<attempt>[0-9]+)$/;

export interface ActionParts {
  readonly fleet: FleetName;
  readonly host: HostName;
  readonly intervention: InterventionId;
  readonly step: string;
  readonly attempt: number;
}

/** @throws RangeError when the text is not an action id. */
export function parseActionId(text: string): ActionParts {
  const groups = ACTION.exec(text)?.groups;
  if (!groups) throw new RangeError(`not an action id: ${JSON.stringify(text.slice(0, 200))}`);
  return {
    fleet: fleetName(groups['fleet']!),
    host: hostName(groups['host']!),
    intervention: groups['intervention'] as InterventionId,
    step: groups['step']!,
    attempt: Number(groups['attempt']),
  };
}
