/** Whom to tell. */
import { type Static, Type } from 'typebox';
import { declaration, fields, list, name, oneOf, scope } from './scalars.ts';

const address = Type.String({
  pattern: '^[^@\\s<>]{1,64}@[^@\\s<>]{1,190}$',
  title: 'an e-mail address',
  examples: ['it@acme.example'],
  description: 'E-mail address',
});

const channels = (description: string) =>
  Type.Optional(list(name('Name of a channel that atlas.yaml defines'), description, { minItems: 1, maxItems: 50 }));

export const NotificationPolicyDocument = declaration(
  'NotificationPolicy',
  'Whom to tell of planned work, of what happened and of what needs a person. Addresses only: the secrets of channels stand in atlas.yaml.',
  fields(
    {
      scope: Type.Optional(scope('that these people are told about')),
      mail: Type.Optional(list(address, 'Told by mail', { minItems: 1, maxItems: 200 })),
      chat: channels('Told in these channels'),
      pager: channels('Told when something needs a person'),
      emergencies: Type.Optional(
        list(address, 'Told at once in the emergency lane, besides the others', { minItems: 1, maxItems: 200 }),
      ),
      language: Type.Optional(oneOf(['en', 'fr', 'de'], 'Language of what they read; omitted = en', { default: 'en' })),
    },
    'The policy: at least one of `mail`, `chat`, `pager` and `emergencies`',
  ),
);
export type NotificationPolicyDocument = Static<typeof NotificationPolicyDocument>;
