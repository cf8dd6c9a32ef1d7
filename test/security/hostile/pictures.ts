/** Pictures that claim to be larger than they are, unfold to more than a machine has, or are programs. */
import { crc32, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { scanAs, scanned } from '../../support/madeDocuments.ts';
import { OVERRUN, type HostileFile } from './hostileFile.ts';
import { unfolding } from './unfolding.ts';

const MIB = 1024 * 1024;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A PNG: bits and colour type as given, rows as they come deflated. */
function png(width: number, height: number, kind: { readonly bits: number; readonly colour: number; readonly interlaced?: boolean }, rows: Buffer, extra: readonly Buffer[] = []): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([kind.bits, kind.colour, 0, 0, kind.interlaced === true ? 1 : 0])]);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), ...extra, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

const blackRows = (bytes: number): Buffer => unfolding(bytes, 0);

/** A little-endian TIFF of directories; an entry is [tag, type, count, value]. */
function tiff(directories: readonly (readonly (readonly [number, number, number, number])[])[], options: { readonly loop?: boolean; readonly tail?: Buffer } = {}): Buffer {
  const sizes = directories.map((entries) => 2 + entries.length * 12 + 4);
  let next = 8;
  const starts = sizes.map((size) => (next += size) - size);
  const out = Buffer.alloc(8 + sizes.reduce((sum, size) => sum + size, 0));
  out.write('II*\0', 'latin1');
  out.writeUInt32LE(8, 4);
  for (const [i, entries] of directories.entries()) {
    const at = starts[i]!;
    out.writeUInt16LE(entries.length, at);
    for (const [j, [tag, type, count, value]] of entries.entries()) {
      const entry = at + 2 + j * 12;
      out.writeUInt16LE(tag, entry);
      out.writeUInt16LE(type, entry + 2);
      out.writeUInt32LE(count, entry + 4);
      out.writeUInt32LE(value, entry + 8);
    }
    out.writeUInt32LE(starts[i + 1] ?? (options.loop === true ? 8 : 0), at + 2 + entries.length * 12);
  }
  return Buffer.concat([out, options.tail ?? Buffer.alloc(0)]);
}

const page = (width: number, height: number, offset: number, bytes: number, compression = 1): readonly (readonly [number, number, number, number])[] =>
  [[256, 4, 1, width], [257, 4, 1, height], [258, 3, 1, 8], [259, 3, 1, compression], [262, 3, 1, 1], [273, 4, 1, offset], [277, 3, 1, 1], [278, 4, 1, height], [279, 4, 1, bytes]];

/** Quadratic in memory and fast to make: many frames of one colour. */
function gif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const frame = Buffer.concat([Buffer.from('21f90400000000002c00000000', 'hex'), size, Buffer.from('00020144003b'.slice(0, 10), 'hex')]);
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), size, Buffer.from('800000000000ffffff', 'hex'), ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

/** The scans of a progressive JPEG, many times over. */
async function manyScans(times: number): Promise<Buffer> {
  const whole = await scanned(1_500, 1_500).jpeg({ progressive: true }).toBuffer();
  const first = whole.indexOf(Buffer.from('ffda', 'hex'));
  const second = whole.indexOf(Buffer.from('ffc4', 'hex'), first);
  const scan = whole.subarray(first, second < 0 ? whole.length - 2 : second);
  return Buffer.concat([whole.subarray(0, first), ...Array.from({ length: times }, () => scan), Buffer.from('ffd9', 'hex')]);
}

const svg = (inside: string, prolog = ''): Buffer => Buffer.from(`<?xml version="1.0"?>${prolog}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">${inside}</svg>`);

export const hostilePictures: readonly HostileFile[] = [
  { name: 'PNG that claims 100,000 by 100,000 pixels', outcomes: ['pictureTooLarge'], make: () => png(100_000, 100_000, { bits: 8, colour: 6 }, blackRows(1_000)) },
  { name: 'PNG that claims 2,147,483,647 by 2,147,483,647 pixels', outcomes: ['pictureTooLarge', 'damaged'], make: () => png(0x7fffffff, 0x7fffffff, { bits: 16, colour: 6 }, blackRows(1_000)) },
  { name: 'PNG of 30,000 by 30,000 pixels in 110 kB', outcomes: ['pictureTooLarge'], make: () => png(30_000, 30_000, { bits: 1, colour: 0 }, blackRows(30_000 * 3_751)) },
  { name: 'PNG of 14,000 by 14,000 pixels in four colours of 16 bits, interlaced', outcomes: ['known', 'damaged', ...OVERRUN], make: () => png(14_000, 14_000, { bits: 16, colour: 6, interlaced: true }, blackRows(200 * MIB)) },
  { name: 'PNG with a colour profile that unfolds to 200 MiB', outcomes: ['known', 'damaged', ...OVERRUN], make: () => png(10, 10, { bits: 8, colour: 0 }, blackRows(110), [chunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), blackRows(200 * MIB)]))]) },
  { name: 'PNG with texts that unfold to 2 GiB', outcomes: ['known', 'damaged', ...OVERRUN], make: () => { const text = chunk('zTXt', Buffer.concat([Buffer.from('x\0\0', 'latin1'), blackRows(64 * MIB)])); return png(10, 10, { bits: 8, colour: 0 }, blackRows(110), Array.from({ length: 32 }, () => text)); } },
  { name: 'PNG with wrong check sums', outcomes: ['known', 'damaged'], make: async () => { const bytes = await scanAs('png'); bytes[29] = (bytes[29] ?? 0) ^ 0xff; return bytes; } },
  { name: 'JPEG that claims 65,500 by 65,500 pixels', outcomes: ['pictureTooLarge', 'damaged'], make: () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108ffdcffdc03012200021101031101ffda000c03010002110311003f00ffd9', 'hex') },
  { name: 'JPEG cut in the middle', outcomes: ['known', 'damaged'], make: async () => { const bytes = await scanAs('jpeg'); return bytes.subarray(0, bytes.length / 2); } },
  { name: 'JPEG whose scans are repeated 2,000 times', outcomes: ['known', 'damaged', ...OVERRUN], make: () => manyScans(1_000) },
  { name: 'JPEG that is a ZIP and a script too', outcomes: ['known'], make: async () => Buffer.concat([await scanAs('jpeg'), Buffer.from('<script>while(1);</script>'), Buffer.from('504b0506000000000000000000000000000000000000', 'hex')]) },
  { name: 'TIFF that claims 100,000 by 100,000 pixels', outcomes: ['pictureTooLarge', 'damaged'], make: () => tiff([page(100_000, 100_000, 200, 100)], { tail: Buffer.alloc(200) }) },
  { name: 'TIFF that claims 4,294,967,295 by 4,294,967,295 pixels', outcomes: ['pictureTooLarge', 'damaged'], make: () => tiff([page(0xffffffff, 0xffffffff, 200, 100)], { tail: Buffer.alloc(200) }) },
  { name: 'TIFF that unfolds to 196 MB in one strip', outcomes: ['known', 'damaged', ...OVERRUN], make: () => { const data = blackRows(14_000 * 14_000); return tiff([page(14_000, 14_000, 122, data.length, 8)], { tail: data }); } },
  { name: 'TIFF whose pages go round in a circle', outcomes: ['known', 'damaged'], make: () => tiff([page(100, 100, 240, 10_000), page(100, 100, 240, 10_000)], { loop: true, tail: Buffer.alloc(10_240) }) },
  { name: 'TIFF of 60,000 pages', outcomes: ['known', 'damaged', ...OVERRUN], make: () => tiff(Array.from({ length: 60_000 }, () => page(8, 8, 8, 64))) },
  { name: 'TIFF whose data lies outside of the file', outcomes: ['known', 'damaged'], make: () => tiff([page(1_000, 1_000, 0xfffffff0, 1_000_000)]) },
  { name: 'TIFF with a tag of four thousand million values', outcomes: ['known', 'damaged'], make: () => tiff([[...page(10, 10, 200, 100), [34_675, 7, 0xffffffff, 8]]], { tail: Buffer.alloc(300) }) },
  { name: 'GIF that claims 65,535 by 65,535 pixels', outcomes: ['pictureTooLarge', 'damaged', ...OVERRUN], make: () => gif(65_535, 65_535, 1) },
  { name: 'GIF of 20,000 frames', outcomes: ['known', 'damaged', ...OVERRUN], make: () => gif(1_000, 1_000, 20_000) },
  { name: 'WebP that claims more than it has', outcomes: ['known', 'damaged'], make: async () => { const bytes = await scanAs('webp'); bytes.writeUInt32LE(0xfffffff0, 4); return bytes.subarray(0, 400); } },
  { name: 'WebP with 60 moving pictures', outcomes: ['known', ...OVERRUN], make: async () => { const frame = await sharp({ create: { width: 500, height: 500, channels: 3, background: 'red' } }).png().toBuffer(); const other = await scanned(500, 500).png().toBuffer(); return sharp(Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? frame : other)), { join: { animated: true } }).webp({ effort: 0, quality: 10 }).toBuffer(); } },
  { name: 'SVG with a script', outcomes: ['formatNotRead'], make: () => svg('<script>while(1);</script><rect onload="while(1);" width="9" height="9"/>') },
  { name: 'SVG with an external entity', outcomes: ['formatNotRead', 'known'], make: () => svg('<text>&x;</text>', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>') },
  { name: 'SVG with entities that grow a thousand million times', outcomes: ['formatNotRead', 'known'], make: () => svg('<text>&i;</text>', `<!DOCTYPE svg [<!ENTITY a "ha">${['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(([from, to]) => `<!ENTITY ${to ?? ''} "${`&${from ?? ''};`.repeat(10)}">`).join('')}]>`) },
  { name: 'SVG of a million pixels a side that fetches a picture', outcomes: ['known', 'formatNotRead'], make: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"><image href="http://127.0.0.1:9/x" width="9" height="9"/></svg>') },
  { name: 'SVG packed with gzip', outcomes: ['formatNotRead'], make: () => gzipSync(svg('<rect width="9" height="9"/>'.repeat(500_000))) },
  { name: 'HEIC of noise', outcomes: ['pictureNotDecoded', 'damaged'], make: () => Buffer.concat([Buffer.from('00000018667479706865696300000000686569636d696631', 'hex'), Buffer.alloc(5_000, 0x8a)]) },
  { name: 'AVIF cut in the middle', outcomes: ['pictureNotDecoded', 'damaged'], make: async () => { const bytes = await scanAs('avif'); return bytes.subarray(0, bytes.length / 2); } },
];
