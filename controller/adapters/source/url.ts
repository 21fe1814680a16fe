/** The checks of `core/git/remote.ts` as faults of this adapter. */
import { isBranchRef, parseRemoteUrl, type RemoteUrl } from '#core/git/remote.ts';
import { Fault } from '#controller/app/ports.ts';

export type SourceUrl = RemoteUrl;

/** @throws Fault `source.bad-url` */
export function sourceUrl(text: string): SourceUrl {
  const url = parseRemoteUrl(text);
  if (url.type === 'url') return url;
  throw new Fault('source.bad-url', `${shown(text)} cannot be the URL of a fleet: ${url.why}. ${url.remedy}.`, {
    retry: 'person',
  });
}

/** @throws Fault `source.bad-ref` */
export function sourceRef(text: string): string {
  if (isBranchRef(text)) return text;
  const message = `${shown(text)} cannot be the ref of a fleet. Use the full name of a branch: refs/heads/main.`;
  throw new Fault('source.bad-ref', message, { retry: 'person' });
}

function shown(text: string): string {
  return JSON.stringify(text.replace(/\/\/[^/]*@/, '//***@').slice(0, 200));
}
