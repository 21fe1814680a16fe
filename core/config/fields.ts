/** Fields that both configuration files have. */
import { Type } from 'typebox';

/** A path; relative ones count from the directory of the configuration file. */
export const path = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 1_000,
    pattern: '^[^\\u0000-\\u001f]+$',
    title: 'a path',
    description: `${description}. A relative path counts from the directory of this file`,
  });

/** Secrets stand in files of their own, never in the configuration. */
export const secretFile = (description: string) =>
  Type.Object(
    { file: path('The file that holds it, one line, readable by its owner alone') },
    { additionalProperties: false, description },
  );

export const commit = (description: string) =>
  Type.String({
    pattern: '^[0-9a-f]{40}$',
    title: 'a full commit id (40 hex digits)',
    examples: ['4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617'],
    description,
  });

export const branchRef = (description: string) =>
  Type.String({
    pattern: '^refs/heads/[A-Za-z0-9._/-]{1,200}$',
    title: 'the full name of a branch',
    examples: ['refs/heads/main'],
    description,
  });

export const host = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9.:_-]{1,253}$', title: 'a DNS name or IP address', description });

export const port = (description: string) => Type.Integer({ minimum: 0, maximum: 65_535, description });
