// docs/schemas as ajv reads them, once as they are for everybody, and once so that a key which they do not name is an error.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, source_folder } from '../e2e/venue.mjs';

const Ajv = packages('ajv').default;

export const schema_folder = join(source_folder, 'docs', 'schemas');
export const schema_files = readdirSync(schema_folder).sort();
export const read_schema = (file) => JSON.parse(readFileSync(join(schema_folder, file), 'utf8'));

/** The same schema, in which every object that lists its keys has no others. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === 'if' || key === 'then' ? value : closed(value)]));
  return inner.type === 'object' && inner.properties ? { ...inner, additionalProperties: false } : inner;
}

/** validate(file, document) -> what is wrong, or ''. `strict`: keys that no schema names are wrong too. */
export function make_validate({ strict = false } = {}) {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, allowUnionTypes: true });
  for (const file of schema_files) ajv.addSchema(strict ? closed(read_schema(file)) : read_schema(file), file);
  return (file, document) => (ajv.getSchema(file)(document) ? '' : ajv.errorsText(ajv.getSchema(file).errors));
}
