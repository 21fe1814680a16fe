import { describeBroken, document, migration, newPair } from './broken-fleets.ts';

const asks = { 'rollout.yaml': [['before: {', 'before: { backup: { maxAge: PT12H },']] } as const;
const policy = (scope: string, via = 'web-01') =>
  document(
    'BackupPolicy',
    'nightly',
    `veeam: { server: "https://veeam.tiny.example:9419", via: ${via} }\nmaxAge: P1D\nscope: ${scope}`,
  );

describeBroken('backups that are asked for', [
  {
    name: 'where no policy makes any',
    edits: asks,
    expected: ['rollout.yaml:19:13 backup-not-covered'],
    says: ['no BackupPolicy covers app-01, db-01: nothing would ever start there', 'declared: none'],
  },
  {
    name: 'where the policy covers one host only',
    edits: asks,
    add: { 'backup.yaml': policy('{ hosts: [hv-01] }') },
    expected: ['rollout.yaml:19:13 backup-not-covered'],
    says: ['covers db-01:', 'declared: nightly'],
  },
  {
    name: 'by a migration',
    add: { 'pair.yaml': newPair, 'move.yaml': `${migration}  before: { backup: { maxAge: PT12H } }\n` },
    expected: ['move.yaml:13:13 backup-not-covered'],
  },
  { name: 'and made', edits: asks, add: { 'backup.yaml': policy('{ sites: [par] }') }, expected: [] },
  {
    name: 'of a policy whose agent, host and site nobody declared',
    add: { 'backup.yaml': policy('{ sites: [pari], hosts: [hv-09] }', 'web-10') },
    expected: ['backup.yaml:5:60 unknown-host', 'backup.yaml:7:20 unknown-site', 'backup.yaml:7:35 unknown-host'],
    says: ['host "web-10" is not declared', 'did you mean "web-01"?'],
  },
]);
