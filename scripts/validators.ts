/** The validators of declarations as code: compiling them at every start would cost more than reading a thousand hosts. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { documents } from '#core/declarations/schema/kinds.ts';
import { Kind } from '#core/declarations/schema/kind.ts';

/** CommonJS, because ajv's standalone code requires its runtime. */
export function declarationValidators(): string {
  // A test compiles the same schemas with every strictness ajv has.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: false,
    validateSchema: false,
    meta: false,
    code: { source: true, lines: true },
  });
  for (const kind of Kind) ajv.addSchema(JSON.parse(JSON.stringify({ ...documents[kind], $id: undefined })) as object, kind);
  const code = standaloneCode.default(ajv, Object.fromEntries(Kind.map((kind) => [kind, kind])));
  return `// Generated from core/declarations/schema/ by npm run generate.\n${code.trim()}\n`;
}
