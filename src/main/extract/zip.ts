/**
 * Members of a ZIP that is an office document: found by the central directory, inflated up to a limit. Names are compared and never
 * used as paths; what lies in a member is never opened as a ZIP again.
 */
import { inflateRawSync } from 'node:zlib';
import { MEMBER_BYTES, MEMBERS } from './limits.ts';

export interface ZipMember {
  readonly name: string;
  /** Its content. @throws Unreadable if it is broken, encrypted or longer than a member may be. */
  read(): Buffer;
}

export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

/** @throws Unreadable if this is no ZIP, or one of many parts, or one with more members than a document has. */
export function zipMembers(bytes: Buffer): ReadonlyMap<string, ZipMember> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MEMBERS) throw new Unreadable('too many members');
  const members = new Map<string, ZipMember>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    need(bytes, at, 46, CENTRAL);
    const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const header = { flags: bytes.readUInt16LE(at + 8), method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), local: bytes.readUInt32LE(at + 42) };
    if (!members.has(name)) members.set(name, { name, read: () => contentOf(bytes, header) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

interface Header {
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly local: number;
}

function contentOf(bytes: Buffer, { flags, method, packed, local }: Header): Buffer {
  if ((flags & 1) !== 0) throw new Unreadable('encrypted');
  need(bytes, local, 30, LOCAL);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packed > bytes.length) throw new Unreadable('cut');
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content.subarray(0, MEMBER_BYTES);
  if (method !== 8) throw new Unreadable('packed in an unknown way');
  try {
    return inflateRawSync(content, { maxOutputLength: MEMBER_BYTES });
  } catch {
    throw new Unreadable('broken, or too long when unpacked');
  }
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new Unreadable('no end record');
}

function need(bytes: Buffer, at: number, length: number, signature: number): void {
  if (at + length > bytes.length || bytes.readUInt32LE(at) !== signature) throw new Unreadable('a header is missing');
}
