// A reference: parses every YAML file under a folder, and does nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [folder = ''] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  if (name.endsWith('.yaml')) parse(readFileSync(join(folder, name), 'utf8'));
