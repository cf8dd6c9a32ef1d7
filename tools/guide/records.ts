/**
 * Writes docs/guide/records.md: every kind of record with its fields as the tables of src/shared/records have them, and every vocabulary.
 * A test compares. Run: node tools/guide/records.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldForm, FieldTable, ValueSpec } from '../../src/shared/records/forms.ts';
import { recordKinds, type RecordKind } from '../../src/shared/records/registry.ts';
import { dateSchema, languageSchema, recordIdSchema } from '../../src/shared/records/values.ts';
import { baseline, type VocabularyName } from '../../src/shared/vocabularies/baseline.ts';
import { CLOSED, COMPOSED } from '../../src/shared/vocabularies/overlay.ts';
import { meanings } from './meanings.ts';

export const TARGET = join(import.meta.dirname, '../../docs/guide/records.md');

const INTRODUCTION = `# Records and their fields

<!-- Made by tools/guide/records.ts from the tables in src/shared/records; change those, or tools/guide/meanings.ts. -->

\`bitim add KIND --json-file FILE\` takes a record in its nested form, \`bitim show ID\` gives it back so, \`bitim set ID PATH=VALUE\` changes single fields by their paths.
Four forms of fields:

| form | in a file | a path for \`set\` |
|---|---|---|
| value | \`"registerNo": "12-3/26"\` | \`registerNo=12-3/26\`; empty clears it |
| list | \`"previousNos": [{"id": "1", "value": "7"}]\`, or \`["7"]\` without ids | \`previousNos[1]=7\`; empty takes the element away |
| marks | \`"fields": ["ECON", "EDU"]\` | \`fields[ECON]=true\`, \`fields[ECON]=false\` |
| groups | \`"parties": [{"id": "1", "partner": "...", "side": "ours"}]\` | \`parties[1].side=ours\`; \`parties[1]=\` takes the whole group away |

Dates may be partial: \`2024\`, \`2024-05\`, \`2024-05-17\`; an inferred one is \`{"certainty":"inferred","date":"2024"}\`. Codes are those of a vocabulary (below).
A record that another one names must be there and of the kind expected when a person enters it; what came from another office is never refused, but warned of.
Broken rules are warnings: \`show\` gives their code, the field and a sentence. What belongs to an agreement is shown with it: \`authorisations\`, \`competenceChecks\`,
\`paperOriginals\`, \`relationships\`, and \`related\`: what it implements, amends or rests on (\`to\`), and what does so to it (\`from\`). \`linked\` has the title of every record that a field names.
`;

const VOCABULARIES = `## Vocabularies

Controlled values are codes with labels in Uzbek (Latin and Cyrillic script), Russian and English. They ship with the program and are no entries of any log; what an office
changes is an entry and travels with bundles like everything else. \`vocabulary list\` and \`vocabulary show NAME\` tell what there is.

\`\`\`
bitim vocabulary set partnerKinds port --label ru=Порт --label uz-Latn=Port --alias Гавань     # a code of your own
bitim vocabulary set instruments MOU --label "en=Memorandum (MoU)"                              # another label
bitim vocabulary set levels twinning --retire                                                    # no longer offered; --unretire
bitim vocabulary set excludedTerms casino --label ru=Казино --stem ru=казино --stem uz-Latn=kazino --group political
\`\`\`

A code is retired, never removed: new values with it are refused, old ones stay readable. An empty label (\`--label en=\`) brings the shipped one back, and so does voiding the record
of the change. Two offices that change the same code write the same record; where they differ, there is a conflict like any other. In *closed* vocabularies the program's rules rest
on the codes: labels, aliases, notes and order can be changed. A *composed* one is made of others.

The names of \`countries\` (ISO 3166-1) come from the Unicode CLDR (Unicode licence v3) with corrections. \`excludedTerms\` are the words that point to what is the state's alone;
each has the beginnings of words by which a draft shows it, and a note on its legal basis, to be checked against the law in force.
`;

/** The text of the chapter. */
export function recordsChapter(): string {
  const kinds = (Object.keys(recordKinds) as RecordKind[]).map(kindSection);
  return [INTRODUCTION, ...kinds, VOCABULARIES, vocabularyTable()].join('\n');
}

function kindSection(kind: RecordKind): string {
  const table: FieldTable = recordKinds[kind];
  const { about, fields } = meanings[kind];
  const meaningOf = fields as Readonly<Record<string, string>>;
  const rows = Object.entries(table).map(([field, form]) => `| \`${field}\` | ${formName(form)} | ${valueOf(form)} | ${meaningOf[field] ?? ''} |`);
  return `## ${kind}\n\n${about}\n\n| field | form | value | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

const formName = (form: FieldForm): string => ({ plain: 'value', elements: 'list', marks: 'marks', groups: 'groups' })[form.form];

function valueOf(form: FieldForm): string {
  switch (form.form) {
    case 'plain':
    case 'elements':
      return specName(form.value);
    case 'marks':
      return specName(form.key);
    case 'groups':
      return Object.entries(form.parts).map(([part, spec]) => `\`${part}\` ${specName(spec)}`).join(', ');
  }
}

function specName(spec: ValueSpec): string {
  if (spec.codes !== undefined) return `code of ${spec.codes}`;
  if (spec.links !== undefined) return spec.links.length === 0 ? 'a record' : `a record: ${spec.links.join(' or ')}`;
  if (spec.schema === recordIdSchema) return 'id of a record';
  if (spec.schema === dateSchema) return 'date';
  if (spec.schema === languageSchema) return 'language tag';
  if (spec.reads === 'text') return 'text';
  return spec.schema.safeParse(7).success ? 'number' : spec.schema.safeParse(true).success ? 'true or false' : 'JSON';
}

function vocabularyTable(): string {
  const rows = (Object.keys(baseline) as VocabularyName[]).map((name) => {
    const codes = baseline[name].terms.map(({ code }) => code);
    const some = codes.length > 40 ? `${codes.slice(0, 6).join(', ')} ... (${String(codes.length)})` : codes.join(', ');
    return `| \`${name}\` | ${COMPOSED.has(name) ? 'composed' : CLOSED.has(name) ? 'closed' : 'open'} | ${some} |`;
  });
  return `| vocabulary | | codes that ship |\n|---|---|---|\n${rows.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, recordsChapter());
