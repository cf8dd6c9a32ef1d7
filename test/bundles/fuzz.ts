/** A fuzzer over the reader: bends good bundles in many ways, with and without sealing them anew as a trusted liar could. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf, inspected } from '../main/exchange/testStation.ts';
import { pack, partsOf, relined, resealed, scene, withSegment, type Files, type Scene } from '../security/attacks/forge.ts';
import { rngOf, type Rng } from '../support/rng.ts';
import { tempFolder } from '../support/temp.ts';

export interface Fuzzed {
  readonly rounds: number;
  /** Bundles that were still right, or lied only in what a trusted station may say. */
  readonly accepted: number;
  /** Error type -> how often. */
  readonly refused: ReadonlyMap<string, number>;
}

/**
 * @throws if a bundle makes the reader throw, changes anything by being looked at, or is refused without a proper sentence; the message
 * names seed and round.
 */
export async function fuzz(seed: string, rounds: number): Promise<Fuzzed> {
  const stage = await scene(`fuzz ${seed}`);
  const file = join(tempFolder(), 'bent.bitim.zip');
  const before = contentsOf(stage.victim);
  const refused = new Map<string, number>();
  let accepted = 0;
  for (let round = 0; round < rounds; round++) {
    const rng = rngOf(`${seed} ${String(round)}`);
    const where = `seed ${seed}, round ${String(round)}`;
    writeFileSync(file, bentBundle(stage, rng));
    const seen = await inspected(stage.victim, file).catch((cause: unknown) => { throw new Error(where, { cause }); });
    if (contentsOf(stage.victim) !== before) throw new Error(`${where}: looking changed the register`);
    if (seen.ok) accepted += 1;
    else if (!/^The bundle was refused\. .+\. Nothing was changed\.$/s.test(seen.error.message)) throw new Error(`${where}: ${seen.error.message}`);
    else refused.set(seen.error.type, (refused.get(seen.error.type) ?? 0) + 1);
  }
  return { rounds, accepted, refused };
}

function bentBundle(stage: Scene, rng: Rng): Buffer {
  const key = stage.sender.identity.signingKey;
  const bent = (files: Files): Files => (rng.chance(70) ? resealed(files, key) : files);
  switch (rng.int(4)) {
    case 0:
      return bentBytes(pack(partsOf(stage.files)), rng);
    case 1:
      return pack(partsOf(bent(bentFiles(stage.files, rng))));
    case 2:
      return pack(partsOf(bent(withSegment(stage.files, key, { lines: (lines) => bentLines(lines, rng) }))));
    default:
      return pack(partsOf(bent(withSegment(stage.files, key, { head: bentHead(rng) }))));
  }
}

/** A few bytes overwritten, taken out, doubled or put in. */
function bentBytes(bytes: Buffer, rng: Rng): Buffer {
  let bent = Buffer.from(bytes);
  for (let i = 1 + rng.int(3); i > 0; i--) {
    const at = rng.int(bent.length + 1);
    const length = rng.int(rng.chance(20) ? 4_000 : 8);
    const middle = rng.pick([rng.bytes(Math.min(length, 64)), Buffer.alloc(0), bent.subarray(at, at + length), Buffer.alloc(length, 0xff), Buffer.from('PK\u0005\u0006')]);
    bent = Buffer.concat([bent.subarray(0, at), middle, bent.subarray(rng.chance(50) ? at : Math.min(bent.length, at + length))]);
  }
  return bent;
}

const STRANGE_NAMES = ['data/more', 'data/../../etc/passwd', 'data/have.json/x', 'CON', 'data/segments/x', 'data/documents/00/00', 'data/trust/stations/uz-x.json', 'fetch.txt', 'data/x'.repeat(60), 'data/ё'];

function bentFiles(files: Files, rng: Rng): Files {
  const all = [...files];
  for (let i = 1 + rng.int(2); i > 0; i--) {
    const at = rng.int(all.length);
    const [name, bytes] = all[at] ?? ['', Buffer.alloc(0)];
    const replace = (...parts: [string, Buffer][]): void => { all.splice(at, 1, ...parts); };
    switch (rng.int(7)) {
      case 0:
        replace();
        break;
      case 1:
        replace([name, bytes], [rng.pick(STRANGE_NAMES), rng.bytes(rng.int(40))]);
        break;
      case 2:
        replace([rng.pick(STRANGE_NAMES), bytes]);
        break;
      case 3:
        replace([name, bentText(bytes, rng)]);
        break;
      case 4:
        all.push(...all.splice(at, 1));
        break;
      case 5:
        replace([name, rng.pick([Buffer.alloc(0), Buffer.from('{}\n'), Buffer.from('null\n'), Buffer.from('\n'), rng.bytes(200)])]);
        break;
      default:
        replace([name, bentBytes(bytes, rng)]);
    }
  }
  return new Map(['bagit.txt', 'bag-info.txt', 'readme.txt', 'manifest-sha256.txt'].map((name) => [name, files.get(name) ?? Buffer.alloc(0)] as const).concat(all));
}

const STRANGE_TEXTS = ['null', '-1', '1e9', '0.5', '""', '[]', '{}', '"__proto__"', '9007199254740993', '"\\ud800"', 'true', '"a\\u0000b"', '"local"', `"${'x'.repeat(3_000)}"`];

/** A value of JSON, or a piece of a line, replaced by another. */
function bentText(bytes: Buffer, rng: Rng): Buffer {
  const text = bytes.toString('utf8');
  const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+|\[\]|null/g)];
  if (values.length === 0) return bentBytes(bytes, rng);
  const value = rng.pick(values);
  return Buffer.from(text.slice(0, value.index) + rng.pick(STRANGE_TEXTS) + text.slice(value.index + value[0].length));
}

function bentLines(lines: readonly string[], rng: Rng): readonly (string | Buffer)[] {
  const all: (string | Buffer)[] = [...lines];
  const at = rng.int(all.length);
  const line = lines[at] ?? '';
  const key = rng.pick(['a', 'd', 'g', 'h', 'k', 'l', 'n', 'o', 'r', 's', 't', 'u', 'v', 'z', 'x', '__proto__']);
  const value = rng.pick<unknown>([null, -1, 0, 1e15, '', 'x', [], {}, { $void: null }, { '$void': { reason: 'x', seen: ['x'] } }, { 'f[x]': { $gone: [] } }, { toString: 1 }, { a: { b: { c: [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]] } } }, 'later', 'local', '2026-13-01T00:00:00Z', 'ffffffffffff-ffff', 'z'.repeat(500)]);
  const bent = rng.pick<() => readonly (string | Buffer)[]>([
    () => [relined(line, { [key]: value })],
    () => [bentText(Buffer.from(line), rng)],
    () => [bentBytes(Buffer.from(line), rng)],
    () => [line, line],
    () => [],
    () => [relined(line, { k: 'later', d: { anything: value === undefined ? null : value } })],
  ])();
  all.splice(at, 1, ...bent);
  return all.length === 0 ? [line] : all;
}

function bentHead(rng: Rng): Readonly<Record<string, unknown>> {
  const name = rng.pick(['bytes', 'clock', 'format', 'from', 'key', 'log', 'office', 'prev', 'root', 'scope', 'sha256', 'suite', 'to', 'more']);
  const numbers = [0, -1, 1, 2, 10_001, 1e15];
  const texts = ['x', 'local', 'uz-sa', 'uz-sa.aaaaaaaaaaaaaaaa', '0'.repeat(64), '..'];
  const named = ['from', 'to', 'log', 'scope'].includes(name);
  return { [name]: rng.pick<unknown>(named ? (name === 'from' || name === 'to' ? numbers : texts) : [...numbers, ...texts, null, [], {}]) };
}
