/** The main job from end to end, through the command line: `npm run demo`. Ends with 0 only if all three offices hold the same register. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bitim, demo, desk, project, refused, say, short, step, type Answer, type Desk } from './desk.ts';
import { council, facts, registerMapping, registerTable } from './facts.ts';
import { registerFonts, writeScan } from './scans.ts';
import { checkAsStranger } from './stranger.ts';

const begun = performance.now();
if (!existsSync(join(project, 'out/main/cli.js'))) throw new Error('Not built yet: run "npm ci" or "npm run build" first.');
rmSync(demo, { recursive: true, force: true });

const ministry = desk('ministry', 'uz-mfa', 'Tashqi ishlar vazirligi', null, 'Bosh mutaxassis, hududlararo hamkorlik boʻlimi');
const bukhara = desk('bukhara', 'uz-bu', 'Buxoro viloyati hokimligi', 'UZ-BU', 'Hududiy mutaxassis, Buxoro');
const samarkand = desk('samarkand', 'uz-sa', 'Samarqand viloyati hokimligi', 'UZ-SA', 'Hududiy mutaxassis, Samarqand');
const offices = [ministry, bukhara, samarkand];
const scans = join(demo, 'scans');
const out = (from: Desk): string => join(from.folder, 'outgoing');
const card = (of: Desk): string => join(of.folder, `${of.office}.bitim-card`);

step('Three offices make their stores: a ministry and two regions');
say('(19 MiB for the key derivation instead of 256, so that the demo is quick)');
for (const office of offices) {
  const made = bitim(office, 'init', '--office', office.office, '--name', office.name, '--country', 'UZ', ...(office.region === null ? [] : ['--region', office.region]), '--kdf-memory', '19');
  say(`${office.name}: log ${text(made.log)}, fingerprint "${text(made.fingerprint)}"`);
}

step('They exchange cards and compare the fingerprints by telephone');
const fingerprints = new Map(offices.map((office) => [office, text(bitim(office, 'card', '--out', card(office)).fingerprint)]));
const trust = (who: Desk, whom: Desk): Answer => bitim(who, 'trust', card(whom), '--fingerprint', fingerprints.get(whom) ?? '');
say(refused(ministry, 'trust', card(bukhara), '--fingerprint', fingerprints.get(samarkand) ?? ''));
for (const region of [bukhara, samarkand]) {
  trust(ministry, region);
  trust(region, ministry);
}
say('Each region trusts the ministry and the ministry both; the regions have not met yet.');

step('The ministry brings in the register that it keeps as a table');
const table = join(demo, 'register.csv');
const mapping = join(demo, 'register.mapping.json');
writeFileSync(table, registerTable());
writeFileSync(mapping, `${JSON.stringify(registerMapping(), null, 2)}\n`);
const tableArguments = ['import-table', table, '--kind', 'agreement', '--map', mapping];
const dry = bitim(ministry, ...tableArguments, '--dry-run');
say(`Dry run: would bring in ${text(dry.imported)} agreements and make ${text((dry.created as Answer).partner)} partners; nothing was written.`);
const brought = bitim(ministry, ...tableArguments);
same('agreements brought in', brought.imported, facts.length);
const again = bitim(ministry, ...tableArguments);
say(`Brought in ${text(brought.imported)}. The same table again: ${text(again.imported)} new, ${text(again.skipped)} known already.`);

step('It registers the council of border regions by hand');
const states = { ours: ['Uzbekistan', 'UZ'], theirs: ['Kyrgyzstan', 'KG'] } as const;
const partner = ([name, country]: readonly [string, string]): string =>
  addRecord(ministry, 'partner', { partnerKind: 'state', country, nameForms: [{ text: name, language: 'en', script: 'Latn' }] });
const councilId = addRecord(ministry, 'agreement', {
  registerNo: 'MFA-7',
  level: 'interregional',
  forum: council.en,
  dateAdopted: council.date,
  titleForms: [{ text: council.uz, language: 'uz', script: 'Latn' }, { text: council.ru, language: 'ru', script: 'Cyrl' }, { text: council.en, language: 'en', script: 'Latn', courtesy: true }],
  parties: [{ partner: partner(states.ours), side: 'ours' }, { partner: partner(states.theirs), side: 'theirs' }],
});
const items = bitim(ministry, 'list', 'agreement', '--sort', 'registerNo').items as readonly Answer[];
for (const item of items) say(`${text(item.registerNo).padEnd(6)} ${text(item.title)}`);
const idOf = (registerNo: string): string => text(items.find((item) => item.registerNo === registerNo)?.id);

step('The scans are attached; their bytes lie encrypted in the store, each once');
mkdirSync(scans, { recursive: true });
registerFonts();
const papers = [...facts.map((fact, i) => ({ ...fact, id: idOf(`MFA-${String(i + 1)}`) })), { ...council, id: councilId }];
for (const paper of papers) {
  const file = join(scans, `${paper.slug}.pdf`);
  await writeScan(file, { headings: [paper.uz, paper.ru], paragraphs: ['Namuna sahifa: ushbu skan koʻrsatish uchun yaratilgan, asl hujjat emas.', 'Образец: этот скан создан для показа и не является подлинником.', 'A sample page made for this demonstration, not a copy of the original.'], stamp: 'NAMUNA' });
  const [attached] = bitim(ministry, 'attach', paper.id, file).attached as readonly [Answer];
  say(`${short(file)}: ${text(attached.bytes)} bytes, ${text(attached.mediaType)}, sha256 ${text(attached.sha256).slice(0, 16)}...`);
}
const [twice] = bitim(ministry, 'attach', councilId, join(scans, `${council.slug}.pdf`)).attached as readonly [Answer];
same('a scan attached twice is stored once', twice.stored, false);

step('The ministry makes a signed and sealed bundle for each region');
const send = (from: Desk, to: Desk, ...more: readonly string[]): string => {
  const made = bitim(from, 'export', '--to', to.office, '--out', out(from), ...more);
  const [file] = made.files as readonly [Answer];
  say(`${short(text(file.path))}: ${text(file.bytes)} bytes, ${text(made.entries)} entries, ${text(made.documents)} documents`);
  return text(file.path);
};
const toBukhara = send(ministry, bukhara);
const toSamarkand = send(ministry, samarkand);

step('A stranger checks a plain bundle with ordinary tools');
const plain = send(ministry, bukhara, '--plain', '--full');
const absent = checkAsStranger({ plain, sealed: toBukhara, folder: join(demo, 'stranger', 'bundle') });
if (absent.length > 0) say(`Not installed here and not shown: ${absent.join(', ')}.`);

step('The regions look first, then take the bundles in');
const receive = (at: Desk, file: string): Answer => {
  const seen = bitim(at, 'import', file);
  const { new: fresh, known } = seen.entries as Answer;
  say(`${at.office} from ${text(seen.from)}: ${text(fresh)} new entries, ${text(known)} known, ${text(seen.documents)} documents, ${text(seen.conflicts)} conflicts, ${text(seen.quarantined)} held back`);
  return seen;
};
const looked = bitim(bukhara, 'inspect', toBukhara);
say(`Inspect: from ${text(looked.from)}, ${text((looked.entries as Answer).new)} entries would be new. Nothing was written.`);
receive(bukhara, toBukhara);
receive(samarkand, toSamarkand);
const secondTime = bitim(samarkand, 'import', toSamarkand);
say(`Once more: taken in already on ${text((secondTime.already as Answer).on)}; ${text((secondTime.entries as Answer).new)} new.`);
say(refused(samarkand, 'import', toBukhara));
const mineAll = digests('after the first exchange');

step('A flipped bit is noticed, and nothing changes');
const bytes = readFileSync(toSamarkand);
bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
const spoiled = join(demo, 'spoiled.bitim.zip.age');
writeFileSync(spoiled, bytes);
say(refused(samarkand, 'import', spoiled));
same('digest after the refusal', bitim(samarkand, 'digest').digest, mineAll);

step('Ministry and Bukhara write the same field without knowing of each other');
const disputed = idOf('MFA-3');
bitim(ministry, 'set', disputed, 'notes=Asl nusxa vazirlik arxivida');
bitim(bukhara, 'set', disputed, 'notes=Asl nusxa Buxoro viloyati arxivida, 41-jild');
bitim(bukhara, 'attach', disputed, join(scans, 'bukhara-hamadan.pdf'));
const fromBukhara = send(bukhara, ministry);
receive(ministry, fromBukhara);
const [conflict] = bitim(ministry, 'conflicts', disputed).conflicts as readonly [Answer];
for (const [i, value] of (conflict.values as readonly Answer[]).entries()) say(`${String(i + 1)}. ${text(value.value)}  (${text(value.office)}, ${text(value.author)})`);
const choice = 1 + (conflict.values as readonly Answer[]).findIndex((value) => value.office === bukhara.office);
bitim(ministry, 'resolve', disputed, text(conflict.field), '--choose', String(choice));
say('The ministry asks, and keeps what Bukhara wrote. Both values stay in the history.');

step('The ministry forwards what Bukhara wrote to Samarkand, byte for byte');
const held = receive(samarkand, send(ministry, samarkand));
if (Number(held.quarantined) === 0) throw new Error('Entries of an office that Samarkand does not trust were expected to be held back.');
say('Samarkand does not know Bukhara: its entries are kept and not applied, until their officers have compared fingerprints.');
const released = trust(samarkand, bukhara);
say(`After that ${text(released.released)} entries were applied.`);
receive(bukhara, send(ministry, bukhara));

step('Who wrote what');
for (const change of bitim(samarkand, 'history', disputed).changes as readonly Answer[]) {
  if (Object.hasOwn(change.fields as object, 'notes')) say(`${text(change.at)}  ${text(change.office)}  ${text(change.author)}: notes = ${text((change.fields as Answer).notes)}`);
}

step('A scan comes out of the third office as it went into the first');
const original = join(scans, 'bukhara-hamadan.pdf');
const copy = join(samarkand.folder, 'copy-of-bukhara-hamadan.pdf');
bitim(samarkand, 'document', sha256(original), '--out', copy);
same('scan', sha256(copy), sha256(original));
say(`${short(copy)} is identical.`);

step('Every office verifies its store; all three hold the same register');
for (const office of offices) {
  const verified = bitim(office, 'verify');
  same(`problems at ${office.office}`, verified.problems, []);
}
const backup = bitim(ministry, 'backup', '--out', join(ministry.folder, 'ministry.bitim-backup'));
say(`Backup: ${short(text(backup.file))}, ${text(backup.bytes)} bytes, verified.`);
const last = digests('at the end');

console.log(`\nDone in ${((performance.now() - begun) / 1000).toFixed(1)} s. All three offices: ${last}`);
console.log(`Files: ${short(demo)}/ with scans/, stranger/bundle/ (unpacked), and for each office its store/, its card and its outgoing/ bundles.`);
console.log(`Look around: BITIM_PASSPHRASE="demo passphrase of uz-bu" BITIM_STATE_DIR=demo/state bin/bitim --store demo/bukhara/store list agreement`);

/** A record from a JSON file. @returns its id. */
function addRecord(at: Desk, kind: string, value: object): string {
  const file = join(at.folder, `new-${kind}.json`);
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  return text(bitim(at, 'add', kind, '--json-file', file).id);
}

/** The digest of all offices, which must be one. */
function digests(when: string): string {
  const all = offices.map((office) => text(bitim(office, 'digest').digest));
  for (const digest of all) same(`digest ${when}`, digest, all[0]);
  say(`Digest of all three ${when}: ${String(all[0])}`);
  return String(all[0]);
}

function same(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`expected a text or a number, found ${JSON.stringify(value)}`);
}

function sha256(path: string): string {
  if (statSync(path).size === 0) throw new Error(`${path} is empty`);
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
