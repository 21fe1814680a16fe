/** What Git says on stderr, as a fault that says what it means and what to do. */
import { Fault } from '#controller/app/ports.ts';

interface Meaning {
  readonly says: RegExp;
  readonly code: string;
  readonly retry: 'later' | 'person';
  readonly what: string;
  readonly remedy: string;
}

/** Asked in order, first match wins: a changed host key is also an unreachable server, so the cause stands before the effect. */
const meanings: readonly Meaning[] = [
  {
    says: /host key verification failed|host identification has changed|host key is known/i,
    code: 'source.host-key',
    retry: 'person',
    what: 'ssh: the host key is not the one that is trusted',
    remedy: 'Compare the new key with the server’s own word, then put it under trust.sshKnownHosts of this fleet in atlas.yaml',
  },
  {
    says: /ssl certificate problem|certificate verification failed|server certificate|certificate subject name/i,
    code: 'source.tls',
    retry: 'person',
    what: 'its TLS certificate is not trusted',
    remedy: 'Name the CA that signed it under trust.caFile of this fleet in atlas.yaml',
  },
  {
    says: /permission denied|authentication failed|could not read username|could not read password|error: 40[13]|returned error: 40[13]/i,
    code: 'source.access-denied',
    retry: 'person',
    what: 'it refuses our credentials',
    remedy: 'Check the token or key under trust of this fleet in atlas.yaml, and that it may read the repository',
  },
  {
    says: /couldn't find remote ref/i,
    code: 'source.no-such-ref',
    retry: 'person',
    what: 'the repository has no such branch',
    remedy: 'Check ref of this fleet in atlas.yaml, or push the branch',
  },
  {
    says: /repository .*not found|does not appear to be a git repository|does not exist|returned error: 404/i,
    code: 'source.not-found',
    retry: 'person',
    what: 'there is no such repository',
    remedy: 'Check url of this fleet in atlas.yaml, and that our credentials may see it',
  },
  {
    says: /fsck|fatal: (?:bad|invalid|corrupt)|index-pack (?:failed|died)|missing (?:blob|tree|commit)|did not send all necessary|unpack-objects (?:failed|died)|contains '\.{1,2}'|hasDot/i,
    code: 'source.bad-objects',
    retry: 'person',
    what: 'it sent objects that are broken or forbidden; none of them was kept',
    remedy: 'Run "git fsck --strict" in a clone to find them, and take them out of the branch',
  },
  {
    says: /dubious ownership/i,
    code: 'source.access-denied',
    retry: 'person',
    what: 'the directory belongs to another user',
    remedy: 'Give the repository to the user the controller runs as, or serve it over ssh or https',
  },
];

/** `stderr` is shown cut and without anything that looks like a secret. */
export function gitFault(url: string, stderr: string, cause?: unknown): Fault {
  const meaning = meanings.find(({ says }) => says.test(stderr));
  const detail = harmless(stderr);
  if (meaning !== undefined) {
    return new Fault(meaning.code, `cannot read ${url}: ${meaning.what} (${detail}). ${meaning.remedy}.`, {
      retry: meaning.retry,
      cause,
    });
  }
  const message = `cannot reach ${url} (${detail}). It is tried again by itself; what is in force stays in force.`;
  return new Fault('source.unreachable', message, { retry: 'later', cause });
}

/** One line without control characters, credentials or query strings. */
function harmless(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(?:fatal|error|remote): /, '').trim())
    // ssh frames its warnings with lines of signs.
    .filter((line) => line !== '' && !line.startsWith('@') && !line.startsWith('Cloning into'));
  return (
    lines
      .join('; ')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
      .replace(/\/\/[^/\s]*@/g, '//')
      .replace(/\?[^\s'"]*/g, '')
      .slice(0, 300) || 'it gave no reason'
  );
}
