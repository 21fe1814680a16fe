/** ApprovalPolicy: everything that can be wrong with it stands in one document. */
import type { ApprovalPolicy, ApprovalRule, Person } from '../../model/fleet.ts';
import type { PersonName } from '../../model/ids.ts';
import type { Report } from '../finding.ts';
import { suggestion } from '../nearest.ts';
import type { ApprovalPolicyDocument } from '../schema/policy.ts';
import { type Reading, reportRepeats } from './common.ts';
import { isHardwareKey, keyFlaw } from './ssh.ts';
import { SshKeyType } from '../../model/ssh-key-type.ts';

export function readApprovalPolicy({ spec }: ApprovalPolicyDocument, { origin, report }: Reading): ApprovalPolicy {
  const policy = {
    origin,
    people: peopleOf(spec.people, report),
    rules: spec.rules.map(({ name, kinds, count, of }) => ({ name, kinds: kinds ?? [], count, of: of ?? [] })),
    requireMfa: spec.requireMfa ?? false,
    mayStop: spec.mayStop,
  };
  reportRules(policy, report);
  return policy;
}

export function peopleOf(written: ApprovalPolicyDocument['spec']['people'], report: Report): Readonly<Record<string, Person>> {
  const people: Record<string, Person> = {};
  reportRepeats(
    written.map((person) => person.name),
    'the person',
    (index) => `/spec/people/${index}/name`,
    report,
  );
  const claims = new Map<string, string>();
  const claim = (what: string, subject: string, person: string, pointer: string) => {
    const owner = claims.get(`${what} ${subject}`);
    claims.set(`${what} ${subject}`, owner ?? person);
    if (owner === undefined || owner === person) return;
    report({
      code: 'shared-identity',
      pointer,
      on: 'value',
      message: `the ${what} of "${person}" also belongs to "${owner}", so one could approve as the other.`,
      remedy: 'give each person their own',
    });
  };
  written.forEach((person, index) => {
    const at = `/spec/people/${index}`;
    const keys = (person.keys ?? []).map((key) => key.trim());
    keys.forEach((key, number) => {
      const pointer = `${at}/keys/${number}`;
      reportKey(key, pointer, person.name, report);
      claim('key', key.split(/\s+/)[1] ?? key, person.name, pointer);
    });
    const emails = (person.emails ?? []).map((email) => email.toLowerCase());
    emails.forEach((email, number) => claim('address', email, person.name, `${at}/emails/${number}`));
    const github = person.forge?.github ?? null;
    if (github !== null) claim('GitHub account', github.toLowerCase(), person.name, `${at}/forge/github`);
    people[person.name] ??= { name: person.name as PersonName, teams: (person.teams ?? []).toSorted(), emails, keys, github };
  });
  return people;
}

function reportKey(key: string, pointer: string, person: string, report: Report): void {
  const flaw = keyFlaw(key);
  if (flaw === null) return;
  if (flaw === 'private') {
    report({
      code: 'private-key',
      pointer,
      on: 'key',
      message: `this is a private key of "${person}".`,
      remedy: 'it is known to all readers of the repository now: make a new pair and put the .pub line here',
    });
    return;
  }
  const message = `this is not an OpenSSH public key of "${person}": ${flaw}.`;
  report({
    code: 'bad-key-text',
    pointer,
    on: 'value',
    message,
    remedy: `paste the one line of id_ed25519.pub; types: ${SshKeyType.join(', ')}`,
  });
}

function reportRules(policy: ApprovalPolicy, report: Report): void {
  const everybody = Object.values(policy.people);
  const teams = new Set(everybody.flatMap((person) => person.teams));
  const reportTeams = (names: readonly string[], pointer: string) =>
    names.forEach((team, index) => {
      if (teams.has(team)) return;
      report({
        code: 'unknown-team',
        pointer: `${pointer}/${index}`,
        on: 'value',
        message: `team "${team}" has no member.`,
        remedy: suggestion(team, teams, 'teams'),
      });
    });
  reportRepeats(
    policy.rules.map((rule) => rule.name),
    'the rule',
    (index) => `/spec/rules/${index}/name`,
    report,
  );
  policy.rules.forEach((rule, index) => {
    reportTeams(rule.of, `/spec/rules/${index}/of`);
    if (rule.of.every((team) => teams.has(team))) reportCount(policy, rule, index, report);
  });
  reportTeams(policy.mayStop, '/spec/mayStop');
  if (!policy.rules.some((rule) => rule.kinds.length === 0)) {
    report({
      code: 'no-rule-for-all',
      pointer: '/spec/rules',
      on: 'key',
      message: 'no rule applies to every change, so a change of another kind would need no approval.',
      remedy: 'add a rule without kinds, for example - { name: everything, count: 1 }',
    });
  }
}

function reportCount(policy: ApprovalPolicy, rule: ApprovalRule, index: number, report: Report): void {
  const members = Object.values(policy.people).filter(
    (person) => rule.of.length === 0 || rule.of.some((team) => person.teams.includes(team)),
  );
  const able = members.filter((person) => mayApprove(person, policy.requireMfa));
  if (able.length >= rule.count) return;
  const whose = rule.of.length === 0 ? 'the policy' : rule.of.join(', ');
  const unable = members.length - able.length;
  const without = policy.requireMfa ? 'without a hardware key (sk-…) or forge account' : 'without a key or forge account';
  report({
    code: 'rule-never-met',
    pointer: `/spec/rules/${index}/count`,
    on: 'value',
    message: `rule "${rule.name}" can never be met: it asks for ${rule.count} of ${whose}, which has ${able.length} who can approve${unable > 0 ? ` (${unable} ${without})` : ''}.`,
    remedy: 'lower count, add people, or give them keys',
  });
}

function mayApprove(person: Person, requireMfa: boolean): boolean {
  return person.github !== null || person.keys.some((key) => !requireMfa || isHardwareKey(key));
}
