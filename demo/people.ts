/** The people of the story, each with an SSH key of their own: it signs their commits and their approvals. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

/** By their names in `fleet-example/policy/approval-policy.yaml`. */
const emails = {
  marc: 'marc@msp.example',
  ines: 'ines@msp.example',
  paul: 'paul@msp.example',
  nadia: 'nadia@msp.example',
  claire: 'claire@acme.example',
} as const;
export type PersonInStory = keyof typeof emails;

export interface Person {
  readonly name: PersonInStory;
  readonly email: string;
  /** Private key; the public one lies beside it. */
  readonly keyFile: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string;
}

export type People = Readonly<Record<PersonInStory, Person>>;

/** Makes a new key for everybody. */
export async function makePeople(directory: string): Promise<People> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const made = await Promise.all(
    Object.entries(emails).map(async ([name, email]) => {
      const keyFile = join(directory, `${name}.key`);
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', email, '-f', keyFile]);
      const [type, key] = (await readFile(`${keyFile}.pub`, 'utf8')).split(' ');
      return { name: name as PersonInStory, email, keyFile, publicKey: `${type} ${key}` };
    }),
  );
  return Object.fromEntries(made.map((person) => [person.name, person])) as unknown as People;
}
