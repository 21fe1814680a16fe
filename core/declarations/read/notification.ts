/** NotificationPolicy. */
import type { NotificationPolicy } from '../../model/fleet.ts';
import type { NotificationPolicyDocument } from '../schema/notification.ts';
import { type Reading, scopeOf } from './common.ts';

export function readNotificationPolicy(
  { metadata, spec }: NotificationPolicyDocument,
  { origin, report }: Reading,
): NotificationPolicy {
  const { mail = [], chat = [], pager = [], emergencies = [] } = spec;
  if (mail.length + chat.length + pager.length + emergencies.length === 0) {
    report({
      code: 'tells-nobody',
      pointer: '/spec',
      on: 'key',
      message: `"${metadata.name}" names nobody to tell.`,
      remedy: 'add at least one of mail, chat, pager and emergencies',
    });
  }
  const language = spec.language ?? 'en';
  return { name: metadata.name, origin, scope: scopeOf(spec.scope), mail, chat, pager, emergencies, language };
}
