/** `npm run schema`: writes docs/schema.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaPage } from './page.ts';

writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'schema.md'), schemaPage());
