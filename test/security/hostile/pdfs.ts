/** PDFs that want to run something, fetch something, or never end. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { OVERRUN, type HostileFile } from './hostileFile.ts';
import { flate, onePage, pdfOf, SOME_TEXT, stream } from './madePdf.ts';
import { unfolding } from './unfolding.ts';

const MIB = 1024 * 1024;

const spaces = (mebibytes: number): Buffer => unfolding(mebibytes * MIB, 0x20);

const image = (width: number, height: number, data: Buffer, filter: string): ReturnType<typeof stream> =>
  stream(data, `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter ${filter}`);
const withImage = (object: ReturnType<typeof stream>): Buffer => onePage({ content: stream('q 595 0 0 842 0 0 cm /X Do Q'), resources: '/XObject <</X 6 0 R>>', more: [object] });
const form = (content: string, resources: string): ReturnType<typeof stream> => stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <<${resources}>>`);

/** Standard encryption of PDF 1.4, 40 bits. */
function encrypted(userPassword: string): Buffer {
  const pad = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const padded = (password: string): Buffer => Buffer.concat([Buffer.from(password, 'latin1'), pad]).subarray(0, 32);
  const md5 = (...parts: readonly Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
  const id = Buffer.alloc(16, 7);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(userPassword));
  const key = md5(padded(userPassword), owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id).subarray(0, 5);
  const content = rc4(md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10), Buffer.from(SOME_TEXT));
  return onePage({ content: stream(content), more: [`<</Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${rc4(key, pad).toString('hex')}> /P -4>>`] }, { trailer: `/Encrypt 6 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>]` });
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => { [state[a], state[b]] = [state[b]!, state[a]!]; };
  for (let i = 0, j = 0; i < 256; i++) swap(i, j = (j + state[i]! + key[i % key.length]!) % 256);
  let [i, j] = [0, 0];
  return Buffer.from(data.map((byte) => {
    i = (i + 1) % 256;
    j = (j + state[i]!) % 256;
    swap(i, j);
    return byte ^ state[(state[i]! + state[j]!) % 256]!;
  }));
}

const hundredTimes = (name: string): string => `/${name} Do\n`.repeat(100);

export const hostilePdfs: readonly HostileFile[] = [
  { name: 'PDF with JavaScript on opening', outcomes: ['known'], make: () => onePage({ catalog: '/OpenAction 6 0 R /Names <</JavaScript <</Names [(a) 6 0 R]>>>>', more: ['<</S /JavaScript /JS (while(true){app.alert(1)})>>'] }) },
  { name: 'PDF that launches a program', outcomes: ['known'], make: () => onePage({ catalog: '/OpenAction <</S /Launch /F (/bin/sh) /Win <</F (cmd.exe) /P (/c calc)>>>>' }) },
  { name: 'PDF with an embedded program', outcomes: ['known'], make: () => onePage({ catalog: '/Names <</EmbeddedFiles <</Names [(x.exe) 6 0 R]>>>>', more: ['<</Type /Filespec /F (x.exe) /EF <</F 7 0 R>>>>', flate(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(MIB)]), '/Type /EmbeddedFile')] }) },
  { name: 'PDF with a form of XFA that runs a script', outcomes: ['known'], make: () => onePage({ catalog: '/AcroForm <</Fields [] /XFA 6 0 R>>', more: [stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><event activity="initialize"><script contentType="application/x-javascript">while(1);</script></event></subform></template></xdp:xdp>')] }) },
  { name: 'PDF whose picture lies in the network', outcomes: ['known', 'damaged'], make: () => withImage(stream('', '/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 /F <</FS /URL /F (http://127.0.0.1:9/x)>>')) },
  { name: 'PDF that sends a form on opening', outcomes: ['known'], make: () => onePage({ catalog: '/OpenAction <</S /SubmitForm /F <</FS /URL /F (http://127.0.0.1:9/)>>>> /AA <</WC <</S /URI /URI (http://127.0.0.1:9/)>>>>' }) },
  { name: 'PDF with a page of another file', outcomes: ['known'], make: () => onePage({ catalog: '/OpenAction <</S /GoToR /F (\\\\\\\\host\\\\share\\\\x.pdf) /D [0 /Fit]>>' }) },
  { name: 'PDF encrypted, with an empty password', outcomes: ['known'], make: () => encrypted('') },
  { name: 'PDF encrypted, with a password', outcomes: ['protected'], make: () => encrypted('secret') },
  { name: 'PDF encrypted in an unknown way', outcomes: ['damaged'], make: () => onePage({ more: ['<</Filter /Nobody /V 9>>'] }, { trailer: '/Encrypt 6 0 R' }) },
  { name: 'PDF cut in the middle', outcomes: ['known', 'damaged'], make: () => { const whole = onePage({ content: flate(SOME_TEXT.repeat(1000)) }); return whole.subarray(0, whole.length / 2); } },
  { name: 'PDF of a header alone', outcomes: ['damaged'], make: () => Buffer.from('%PDF-1.7\n') },
  { name: 'PDF whose cross-references are wrong', outcomes: ['known'], make: () => onePage({}, { shift: 7 }) },
  { name: 'PDF whose pages contain themselves', outcomes: ['known', 'damaged'], make: () => pdfOf(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>']) },
  { name: 'PDF with 20,000 levels of pages', outcomes: ['known', 'damaged', 'readerEnded', ...OVERRUN], make: () => pdfOf(['<</Type /Catalog /Pages 2 0 R>>', ...Array.from({ length: 20_000 }, (_, i) => `<</Type /Pages /Kids [${i + 3} 0 R] /Count 1>>`), '<</Type /Page /MediaBox [0 0 10 10]>>']) },
  { name: 'PDF with a million brackets in each other', outcomes: ['known', 'damaged', 'readerEnded', ...OVERRUN], make: () => onePage({ page: `/X ${'['.repeat(1_000_000)}` }) },
  { name: 'PDF that claims two thousand million pages', outcomes: ['known', 'damaged', ...OVERRUN], make: () => pdfOf(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [] /Count 2000000000>>']) },
  { name: 'PDF with an object stream of ten million objects', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ catalog: '/Names 7 0 R', more: [flate(Buffer.alloc(8 * MIB, '1 2 '), '/Type /ObjStm /N 10000000 /First 8000000')] }) },
  { name: 'PDF whose content unfolds to 512 MiB', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: { dict: '/Filter /FlateDecode', data: spaces(512) } }) },
  { name: 'PDF whose content unfolds twice, to 10 GiB', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: { dict: '/Filter [/FlateDecode /FlateDecode]', data: deflateSync(spaces(10_240)) } }) },
  { name: 'PDF with a picture that unfolds to 4 GiB', outcomes: ['known', 'damaged', ...OVERRUN], make: () => withImage(image(37_000, 37_000, spaces(4096), '/FlateDecode')) },
  { name: 'PDF with a picture of 14,000 by 14,000 pixels', outcomes: ['known', 'damaged', ...OVERRUN], make: () => withImage(image(14_000, 14_000, spaces(576), '/FlateDecode')) },
  { name: 'PDF with a JPEG of 65,500 by 65,500 pixels and no data', outcomes: ['known', 'damaged', ...OVERRUN], make: () => withImage(image(65_500, 65_500, Buffer.from('ffd8ffc000110800ffdcffdc03012200021101031101ffda000c03010002110311003f00ffd9', 'hex'), '/DCTDecode')) },
  { name: 'PDF with broken JBIG2, JPEG 2000 and CCITT pictures', outcomes: ['known', 'damaged'], make: () => onePage({
    content: stream('/A Do /B Do /C Do'), resources: '/XObject <</A 6 0 R /B 7 0 R /C 8 0 R>>',
    more: [image(9_000, 9_000, Buffer.alloc(5_000, 0x97), '/JBIG2Decode'), image(9_000, 9_000, Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), Buffer.alloc(5_000, 0xff)]), '/JPXDecode'), image(9_000, 9_000, Buffer.alloc(5_000, 0x5a), '/CCITTFaxDecode')],
  }) },
  { name: 'PDF with an inline picture of 100,000 by 100,000 pixels', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: stream('q 500 0 0 500 0 0 cm BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID abc EI Q') }) },
  { name: 'PDF with a form that draws itself', outcomes: ['known', 'damaged', 'readerEnded', ...OVERRUN], make: () => onePage({ content: stream('/X Do'), resources: '/XObject <</X 6 0 R>>', more: [form('/X Do', '/XObject <</X 6 0 R>>')] }) },
  { name: 'PDF with forms that draw each other a hundred times, eight deep', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({
    content: stream(hundredTimes('X')), resources: '/XObject <</X 6 0 R>>', more: [...Array.from({ length: 8 }, (_, i) => form(hundredTimes('X'), `/XObject <</X ${i + 7} 0 R>>`)), form('0 0 1 1 re f', '')],
  }) },
  { name: 'PDF with five million operators', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: flate('q 1 0 0 1 0 0 cm '.repeat(2_500_000)) }) },
  { name: 'PDF with a path of two million curves', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: flate(`0 0 m ${'9 9 800 5 3 700 c '.repeat(2_000_000)} S`) }) },
  { name: 'PDF with a pattern of a thousandth of a point', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({
    content: stream('/Pattern cs /P scn 0 0 595 842 re f'), resources: '/Pattern <</P 6 0 R>>',
    more: [stream('0 0 1 1 re f', '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10000 10000] /XStep 0.001 /YStep 0.001 /Resources <<>>')],
  }) },
  { name: 'PDF with a font whose letters are written with itself', outcomes: ['known', 'damaged', 'readerEnded', ...OVERRUN], make: () => onePage({
    content: stream('BT /T 24 Tf 72 700 Td (aaaa) Tj ET'), resources: '/Font <</T 6 0 R>>',
    more: ['<</Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs <</a 7 0 R>> /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [1] /Resources <</Font <</T 6 0 R>>>>>>', stream('1 0 d0 BT /T 1 Tf (aaaa) Tj ET')],
  }) },
  { name: 'PDF with a shading that is computed by a long program', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({
    content: stream('/S sh'), resources: '/Shading <</S 6 0 R>>',
    more: ['<</ShadingType 1 /ColorSpace /DeviceGray /Domain [0 100000 0 100000] /Function 7 0 R>>', stream(`{ ${'2 copy mul sin cos abs exch '.repeat(20_000)} pop }`, '/FunctionType 4 /Domain [0 100000 0 100000] /Range [0 1]')],
  }) },
  { name: 'PDF with a page of a million kilometres', outcomes: ['known', 'damaged'], make: () => onePage({ box: '[0 0 1e15 1]' }) },
  { name: 'PDF with a page without extent', outcomes: ['known', 'damaged'], make: () => onePage({ box: '[0 0 0 0]' }) },
  { name: 'PDF with a font of noise', outcomes: ['known', 'damaged'], make: () => onePage({
    content: stream('BT /T 24 Tf 72 700 Td (noise) Tj ET'), resources: '/Font <</T 6 0 R>>',
    more: ['<</Type /Font /Subtype /TrueType /BaseFont /Noise /FirstChar 0 /LastChar 255 /FontDescriptor 7 0 R>>', '<</Type /FontDescriptor /FontName /Noise /Flags 4 /FontFile2 8 0 R>>', flate(Buffer.concat([Buffer.from('00010000ffff', 'hex'), Buffer.alloc(300_000, 0xa5)]))],
  }) },
  { name: 'PDF with a character map of two million lines', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({
    content: stream('BT /T 24 Tf 72 700 Td (text) Tj ET'), resources: '/Font <</T 6 0 R>>',
    more: ['<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R>>', flate(`begincmap 2000000 beginbfrange\n${'<0000> <ffff> <0041>\n'.repeat(2_000_000)}endbfrange endcmap`)],
  }) },
  { name: 'PDF with 30 million letters on one page', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: flate(`BT /F1 1 Tf ${'(abcdefghijklmnopqrstuvwxyz 012)Tj '.repeat(1_000_000)} ET`) }) },
  { name: 'PDF with 30,000 pages', outcomes: ['known', 'damaged', ...OVERRUN], make: () => pdfOf(['<</Type /Catalog /Pages 2 0 R>>', `<</Type /Pages /Count 30000 /Kids [${Array.from({ length: 30_000 }, (_, i) => `${i + 4} 0 R`).join(' ')}]>>`, stream(SOME_TEXT), ...Array.from({ length: 30_000 }, () => '<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R>>')]) },
  { name: 'PDF whose cross-references go round in a circle', outcomes: ['known', 'damaged'], make: () => { const good = onePage({}); return Buffer.from(good.toString('latin1').replace('/Root 1 0 R', `/Root 1 0 R /Prev ${good.lastIndexOf('xref\n0')}`), 'latin1'); } },
  { name: 'PDF with a cross-reference stream of four thousand million entries', outcomes: ['known', 'damaged', ...OVERRUN], make: () => Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n<</Type /XRef /Size 4294967295 /W [1 8 2] /Index [0 4294967295] /Root 1 0 R /Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF')]) },
  { name: 'PDF with a chain of 5,000 filters', outcomes: ['known', 'damaged', ...OVERRUN], make: () => onePage({ content: { dict: `/Filter [${'/ASCIIHexDecode '.repeat(5_000)}]`, data: Buffer.alloc(2 * MIB, '41') } }) },
  { name: 'PDF that is a ZIP and a web page too', outcomes: ['known', 'damaged'], make: () => Buffer.concat([Buffer.from('<html><script>while(1);</script>\n'), onePage({}), Buffer.from('504b0506000000000000000000000000000000000000', 'hex')]) },
];
