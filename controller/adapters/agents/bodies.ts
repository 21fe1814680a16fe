/** Strict reading of what agents send: nothing coerced, nothing dropped, nothing added, the first error ends it. */
import { Ajv, type ValidateFunction } from 'ajv';
import { Refused } from '#controller/app/doors.ts';
import { EnrolRequest, RenewRequest, SyncRequest } from '#core/model/sync.ts';

const ajv = new Ajv({
  discriminator: true,
  allErrors: false,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
});

/** @throws Refused 400 or 426; the message names the place, never the content. */
type Reader<T> = (body: unknown) => T;

function reader<T>(schema: object): Reader<T> {
  const validate: ValidateFunction<T> = ajv.compile<T>(schema);
  return (body) => {
    if (validate(body)) return body;
    if (typeof body === 'object' && body !== null && 'v' in body && body.v !== 1) {
      throw new Refused(
        426,
        'unknown-version',
        'this controller speaks version 1 of the agent protocol; install the agent that belongs to it',
      );
    }
    const [error] = validate.errors ?? [];
    throw new Refused(
      400,
      'invalid-request',
      `the request is invalid at ${error?.instancePath || '/'}: ${error?.message ?? 'malformed'}`,
    );
  };
}

export const readSync = reader<SyncRequest>(SyncRequest);
export const readEnrol = reader<EnrolRequest>(EnrolRequest);
export const readRenew = reader<RenewRequest>(RenewRequest);
