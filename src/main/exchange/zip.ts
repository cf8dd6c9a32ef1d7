/**
 * The ZIP of a bundle (docs/format.md, section 6): stored entries only, every byte determined by names, sizes, CRCs and contents.
 * So a reader renders the headers anew and compares: a flipped bit anywhere outside the contents is noticed here, inside them by the CRC.
 */
import { crc32 } from 'node:zlib';
import { ok, type Result } from '../../shared/result.ts';
import { DamagedBytes, type Sink, type Source } from '../crypto/source.ts';
import { damaged, refused, tooLarge, type BundleError } from './bundleError.ts';
import type { BundleLimits } from './limits.ts';
import { clashProblem, MAX_NAME, nameProblem } from './names.ts';

export interface ZipFile {
  readonly name: string;
  readonly size: number;
  /** CRC-32 of the contents. */
  readonly crc: number;
}

export interface ZipEntry extends ZipFile {
  /** Where the local header begins. */
  readonly offset: number;
  /** Where the contents begin. */
  readonly start: number;
}

export interface ZipWriter {
  /**
   * Writes a file whose CRC is known.
   * @throws DamagedBytes if the contents are not those of `size` and `crc`.
   */
  add(file: ZipFile, contents: Iterable<Uint8Array>): void;
  /** As `add`, piece by piece, for contents that are written in several turns. */
  begin(file: ZipFile): { write(bytes: Uint8Array): void; finish(): void };
  /** Writes the central directory. Leaves the sink open. */
  end(): void;
}

/** @param sink takes the bytes in order; nothing is ever written twice. */
export function zipWriter(sink: Sink): ZipWriter {
  const central: Buffer[] = [];
  let at = 0;
  let open: string | null = null;
  const write = (bytes: Uint8Array): void => {
    sink.write(bytes);
    at += bytes.length;
  };
  const begin: ZipWriter['begin'] = (file) => {
    if (open !== null) throw new Error(`${open} is not finished`);
    const problem = nameProblem(file.name);
    if (problem !== null) throw new Error(`The name ${file.name} ${problem}`);
    open = file.name;
    central.push(centralHeader(file, at));
    write(localHeader(file));
    let size = 0;
    let crc = 0;
    return {
      write(bytes) {
        size += bytes.length;
        crc = crc32(bytes, crc);
        if (size > file.size) throw new DamagedBytes(`${file.name} was expected to have ${String(file.size)} bytes and has more.`);
        write(bytes);
      },
      finish() {
        if (size !== file.size || crc !== file.crc) throw new DamagedBytes(`${file.name} was expected to have ${String(file.size)} bytes with CRC ${hex(file.crc)}; found ${String(size)} with ${hex(crc)}.`);
        open = null;
      },
    };
  };
  return {
    begin,
    add(file, contents) {
      const part = begin(file);
      for (const bytes of contents) part.write(bytes);
      part.finish();
    },
    end() {
      if (open !== null) throw new Error(`${open} is not finished`);
      const offset = at;
      for (const header of central) write(header);
      write(endRecords(central.length, at - offset, offset));
    },
  };
}

/** Bytes that one file adds to a ZIP, headers included; for planning. Exact below 4 GiB. */
export const zipCost = (name: string, size: number): number => LOCAL + CENTRAL + 2 * name.length + size + (size >= FULL32 ? 40 : 0);
/** Bytes of the end records, at most. */
export const ZIP_END_COST = 98;

/**
 * Checks the structure of a ZIP and gives its files, in order. Contents are checked by `checkContents` and `readContents`.
 * Errors: `NotABundle` (no end record where it must be), `BundleDamaged` (any byte of any header is not what it must be; a bad name),
 * `BundleTooLarge`. @throws what `source.read` throws.
 */
export function readZip(source: Source, limits: BundleLimits): Result<readonly ZipEntry[], BundleError> {
  if (source.size > limits.bundleBytes) return tooLarge('the bundle', `at most ${String(limits.bundleBytes)} bytes`, String(source.size));
  const directory = readEnd(source, limits);
  if (!directory.ok) return directory;
  const headers = source.read(directory.value.offset, directory.value.size);
  const entries = parseCentral(headers, directory.value, limits);
  if (!entries.ok) return entries;
  const clash = clashProblem(entries.value.map((entry) => entry.name));
  if (clash !== null) return damaged(clash.name, 'every name once', `that it ${clash.problem}`);
  for (const entry of entries.value) {
    const expected = localHeader(entry);
    const found = source.read(entry.offset, expected.length);
    if (!found.equals(expected)) return differs(`the local header of ${entry.name}`, expected, found, entry.offset, entry.name);
  }
  return entries;
}

const PIECE = 1 << 20;

/** Reads a file's contents piece by piece and checks their CRC at the end. The caller may stop for a while between pieces. */
export function* piecesOf(source: Source, entry: ZipEntry): Generator<Buffer, Result<void, BundleError>, undefined> {
  let crc = 0;
  for (let done = 0; done < entry.size; done += PIECE) {
    const bytes = source.read(entry.start + done, Math.min(PIECE, entry.size - done));
    crc = crc32(bytes, crc);
    yield bytes;
  }
  return crc === entry.crc ? ok(undefined) : crcDiffers(entry, crc);
}

/** All contents of a small file, with its CRC checked. */
export function readContents(source: Source, entry: ZipEntry): Result<Buffer, BundleError> {
  const bytes = source.read(entry.start, entry.size);
  const crc = crc32(bytes);
  return crc === entry.crc ? ok(bytes) : crcDiffers(entry, crc);
}

const crcDiffers = (entry: ZipEntry, found: number): Result<never, BundleError> => damaged(entry.name, `contents with CRC ${hex(entry.crc)}`, hex(found));

const LOCAL = 30;
const CENTRAL = 46;
const END = 22;
const END64 = 56;
const LOCATOR = 20;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;
const FLAGS = 0x0800;
const DATE = 0x0021;
const ATTRIBUTES = 0x81a40000;
const PLAIN_VERSION = 20;
const ZIP64_VERSION = 45;
const UNIX = 3 << 8;

/** Exported for tests of sizes that no test writes. */
export function localHeader(file: ZipFile): Buffer {
  const name = Buffer.from(file.name, 'latin1');
  const extra = zip64Extra(file.size >= FULL32 ? [file.size, file.size] : []);
  const header = Buffer.alloc(LOCAL);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(extra.length > 0 ? ZIP64_VERSION : PLAIN_VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(file.crc, 14);
  header.writeUInt32LE(Math.min(file.size, FULL32), 18);
  header.writeUInt32LE(Math.min(file.size, FULL32), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

export function centralHeader(file: ZipFile, offset: number): Buffer {
  const name = Buffer.from(file.name, 'latin1');
  const extra = zip64Extra([...(file.size >= FULL32 ? [file.size, file.size] : []), ...(offset >= FULL32 ? [offset] : [])]);
  const version = extra.length > 0 ? ZIP64_VERSION : PLAIN_VERSION;
  const header = Buffer.alloc(CENTRAL);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(UNIX | version, 4);
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(file.crc, 16);
  header.writeUInt32LE(Math.min(file.size, FULL32), 20);
  header.writeUInt32LE(Math.min(file.size, FULL32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(ATTRIBUTES, 38);
  header.writeUInt32LE(Math.min(offset, FULL32), 42);
  return Buffer.concat([header, name, extra]);
}

/** The Zip64 end record and locator, where they are needed, and the end record. */
export function endRecords(files: number, size: number, offset: number): Buffer {
  const zip64 = files >= FULL16 || size >= FULL32 || offset >= FULL32;
  const end = Buffer.alloc(END);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? FULL16 : files, 8);
  end.writeUInt16LE(zip64 ? FULL16 : files, 10);
  end.writeUInt32LE(zip64 ? FULL32 : size, 12);
  end.writeUInt32LE(zip64 ? FULL32 : offset, 16);
  if (!zip64) return end;
  const end64 = Buffer.alloc(END64);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(UNIX | ZIP64_VERSION, 12);
  end64.writeUInt16LE(ZIP64_VERSION, 14);
  end64.writeBigUInt64LE(BigInt(files), 24);
  end64.writeBigUInt64LE(BigInt(files), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(LOCATOR);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  return extra;
}

interface Directory {
  readonly files: number;
  readonly size: number;
  readonly offset: number;
}

function readEnd(source: Source, limits: BundleLimits): Result<Directory, BundleError> {
  if (source.size < END) return refused('NotABundle', `It is not a ZIP: expected at least ${String(END)} bytes, found ${String(source.size)}`);
  const end = source.read(source.size - END, END);
  if (end.readUInt32LE(0) !== 0x06054b50) {
    return refused('NotABundle', `It is not a whole ZIP without a comment: expected an end record at byte ${String(source.size - END)}, found ${end.toString('hex', 0, 4)}`);
  }
  const zip64 = end.readUInt32LE(16) === FULL32;
  let directory: Directory = { files: end.readUInt16LE(10), size: end.readUInt32LE(12), offset: end.readUInt32LE(16) };
  if (zip64) {
    if (source.size < END + LOCATOR + END64) return damaged('the end of the ZIP', 'a Zip64 end record', 'too few bytes');
    const end64 = source.read(source.size - END - LOCATOR - END64, END64);
    directory = { files: wide(end64, 32), size: wide(end64, 40), offset: wide(end64, 48) };
  }
  const { files, size, offset } = directory;
  if (files > limits.files) return tooLarge('the bundle', `at most ${String(limits.files)} files`, String(files));
  if (size > files * (CENTRAL + MAX_NAME + 28)) return damaged('the end of the ZIP', `a central directory of ${String(files)} files`, `one of ${String(size)} bytes`);
  const tail = source.size - offset - size;
  if (offset + size > source.size || tail < END || tail > END + LOCATOR + END64) {
    return damaged('the end of the ZIP', 'a central directory right before it', `one of ${String(size)} bytes at byte ${String(offset)} of ${String(source.size)}`);
  }
  const expected = endRecords(files, size, offset);
  const found = source.read(offset + size, tail);
  return found.equals(expected) ? ok(directory) : differs('the end of the ZIP', expected, found, offset + size);
}

/** 8 bytes as a number; what is too great to be one becomes too great for any limit. */
function wide(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}

function parseCentral(headers: Buffer, directory: Directory, limits: BundleLimits): Result<readonly ZipEntry[], BundleError> {
  const entries: ZipEntry[] = [];
  let at = 0;
  let offset = 0;
  for (let i = 0; i < directory.files; i++) {
    const where = `header ${String(i + 1)} of the central directory`;
    const file = parseHeader(headers, at);
    if (file === null) return damaged(where, 'a whole header', `${String(headers.length - at)} bytes at byte ${String(directory.offset + at)}`);
    const problem = nameProblem(file.name);
    if (problem !== null) return damaged(where, 'a name that is safe everywhere', `${JSON.stringify(file.name.slice(0, 80))}, which ${problem}`);
    if (file.size > limits.fileBytes) return tooLarge(file.name, `at most ${String(limits.fileBytes)} bytes`, String(file.size));
    const expected = centralHeader(file, offset);
    const found = headers.subarray(at, at + expected.length);
    if (!found.equals(expected)) return differs(where, expected, found, directory.offset + at, file.name);
    const start = offset + localHeader(file).length;
    entries.push({ ...file, offset, start });
    at += expected.length;
    offset = start + file.size;
    if (offset > directory.offset) return damaged(file.name, `contents before byte ${String(directory.offset)}`, `an end at byte ${String(offset)}`);
  }
  if (at !== headers.length) return damaged('the central directory', `${String(at)} bytes`, String(headers.length));
  if (offset !== directory.offset) return damaged('the central directory', `it at byte ${String(offset)}, right after the last file`, `it at byte ${String(directory.offset)}`);
  return ok(entries);
}

/** What a header says of its file, to be rendered anew and compared. Null if it does not fit. */
function parseHeader(headers: Buffer, at: number): ZipFile | null {
  if (at + CENTRAL > headers.length) return null;
  const nameEnd = at + CENTRAL + headers.readUInt16LE(at + 28);
  if (nameEnd > headers.length) return null;
  const short = headers.readUInt32LE(at + 24);
  if (short === FULL32 && nameEnd + 12 > headers.length) return null;
  return { name: headers.toString('latin1', at + CENTRAL, nameEnd), size: short === FULL32 ? wide(headers, nameEnd + 4) : short, crc: headers.readUInt32LE(at + 16) };
}

function differs(where: string, expected: Buffer, found: Buffer, at: number, file?: string): Result<never, BundleError> {
  let i = 0;
  while (i < found.length && found[i] === expected[i]) i++;
  const byte = (bytes: Buffer): string => (i < bytes.length ? bytes.toString('hex', i, i + 1) : 'nothing');
  return refused('BundleDamaged', `${where}: expected ${byte(expected)} at byte ${String(at + i)}, found ${byte(found)}`, file);
}

const hex = (crc: number): string => crc.toString(16).padStart(8, '0');
