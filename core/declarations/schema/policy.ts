/** Who may approve, and who may stop. */
import { type Static, Type } from 'typebox';
import { Kind } from './kind.ts';
import { count, declaration, fields, flag, list, name, oneOf } from './scalars.ts';

const teams = (description: string) => list(name('Name of a team'), description, { maxItems: 50 });

export const ApprovalPolicyDocument = declaration(
  'ApprovalPolicy',
  'Who may approve changes of this repository, how many it takes, and who may stop work. Exactly one per repository; a commit is judged by the policy of its parent.',
  fields(
    {
      people: list(
        fields(
          {
            name: name('How the person is named in reviews, holds and reports'),
            teams: Type.Optional(teams('Teams the person belongs to')),
            emails: Type.Optional(
              list(
                Type.String({
                  pattern: '^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$',
                  title: 'an e-mail address',
                  description: 'Address as it stands in commits',
                }),
                'Addresses the person commits under: they can exclude an approver (nobody approves their own change), never qualify one',
                { maxItems: 20 },
              ),
            ),
            keys: Type.Optional(
              list(
                Type.String({
                  minLength: 1,
                  maxLength: 4000,
                  description: 'One OpenSSH public key, as in id_ed25519.pub: type, base64, comment',
                }),
                'OpenSSH public keys the person signs approvals with',
                { maxItems: 10 },
              ),
            ),
            forge: Type.Optional(
              fields(
                {
                  github: Type.Optional(
                    Type.String({
                      pattern: '^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$',
                      title: 'a GitHub account',
                      description: 'Account name on GitHub',
                    }),
                  ),
                },
                'Accounts on forges',
              ),
            ),
          },
          'One person',
        ),
        'Everybody who may approve, hold or stop',
        { minItems: 1, maxItems: 1000 },
      ),
      rules: list(
        fields(
          {
            name: name('Name of the rule, shown while it is not met'),
            kinds: Type.Optional(
              list(
                oneOf(Kind, 'Kind of declaration'),
                'The rule applies when a document of one of these kinds changes; omitted = to every change',
                {
                  minItems: 1,
                  maxItems: 50,
                },
              ),
            ),
            count: count(1, 20, 'How many people must approve; the author of a change never counts'),
            of: Type.Optional(
              list(name('Name of a team'), 'Whose members count; omitted = everybody of the policy', {
                minItems: 1,
                maxItems: 50,
              }),
            ),
          },
          'One rule; all rules that apply must be met',
        ),
        'What it takes; at least one rule applies to every change',
        { minItems: 1, maxItems: 100 },
      ),
      requireMfa: Type.Optional(
        flag('Only approvals by hardware keys (sk-…, user verified) count; omitted = false', { default: false }),
      ),
      mayStop: list(
        name('Name of a team'),
        'Teams whose members may stop work; other people of this policy are refused. Whoever is no person of it (an OS user such as root) may stop when they can open the socket of the controller: that is up to its owner',
        { minItems: 1, maxItems: 50 },
      ),
    },
    'The policy',
  ),
);
export type ApprovalPolicyDocument = Static<typeof ApprovalPolicyDocument>;
