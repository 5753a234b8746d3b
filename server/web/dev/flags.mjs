// For Vite: puts the flags of the table, and no others, beside the pages, each under the code of its committee.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flag_files } from '../src/flags/table.js';

export const flags_folder = fileURLToPath(new URL('../node_modules/country-flag-icons/3x2', import.meta.url));

export function emit_flags() {
  return {
    name: 'emit-flags',
    generateBundle() {
      for (const [noc, file] of flag_files) this.emitFile({ type: 'asset', fileName: `flags/${noc}.svg`, source: readFileSync(join(flags_folder, `${file}.svg`)) });
    },
  };
}
