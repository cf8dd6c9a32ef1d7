/** Scans and photographs: TIFF with all its pages, JPEG, PNG, WebP, GIF, HEIF. Nothing but these is decoded, whatever the bytes claim. */
import sharp, { type Metadata } from 'sharp';
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found } from './found.ts';
import { PICTURE_PIXELS, THUMBNAIL_SIDE } from './limits.ts';

/** libvips' names of the decoders. Everything else stays off: SVG, PDF and whatever a build brings. */
const DECODERS = ['Jpeg', 'Png', 'Tiff', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`);

export async function readPicture(bytes: Buffer, mediaType: string, found: Found): Promise<void> {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: DECODERS });

  const base: Facts = { ...noFacts, kind: 'image', mediaType, needsRecognition: true };
  const known = await metadataOf(bytes);
  if (known === null) {
    found.facts({ ...base, needsRecognition: false, problem: { code: 'damaged' } });
    return;
  }
  const facts = { ...base, ...measured(known) };
  found.facts(facts);
  const { width, height } = known;
  if (width * height > PICTURE_PIXELS) {
    found.facts({ ...facts, problem: { code: 'pictureTooLarge', width, height } });
    return;
  }
  const thumbnail = await thumbnailOf(bytes, 'error');
  if (thumbnail !== null) {
    found.thumbnail(thumbnail);
    return;
  }
  const part = await thumbnailOf(bytes, 'none');
  if (part !== null) found.thumbnail(part);
  found.facts({ ...facts, problem: part === null && known.format === 'heif' ? { code: 'pictureNotDecoded', mediaType } : { code: 'damaged' } });
}

/** Reads headers only. Null if they are not those of a picture. */
async function metadataOf(bytes: Buffer): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return null;
  }
}

/** Densities that cameras and programs write without knowing any. */
const UNKNOWN_DENSITIES: ReadonlySet<number> = new Set([1, 72, 96]);
const MOST_DPI = 10_000;
const MM_PER_INCH = 25.4;

function measured({ width, height, density, pages, orientation }: Metadata): Pick<Facts, 'pages' | 'width' | 'height' | 'dpi' | 'widthMm' | 'heightMm'> {
  const isTurned = orientation !== undefined && orientation >= 5;
  const [across, down] = isTurned ? [height, width] : [width, height];
  const dpi = density === undefined || density <= 1 || density > MOST_DPI || UNKNOWN_DENSITIES.has(Math.round(density)) ? null : Math.round(density);
  const paper = (pixels: number): number | null => (dpi === null ? null : Math.round((pixels / dpi) * MM_PER_INCH));
  return { pages: Math.max(1, pages ?? 1), width: across, height: down, dpi, widthMm: paper(across), heightMm: paper(down) };
}

/** The first page, upright, on white; with `none`, also as much of it as there is. Null if it cannot be decoded. */
async function thumbnailOf(bytes: Buffer, failOn: 'error' | 'none'): Promise<Buffer | null> {
  try {
    return await sharp(bytes, { limitInputPixels: PICTURE_PIXELS, failOn, sequentialRead: true, page: 0, pages: 1 })
      .rotate().resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).toColourspace('srgb').webp({ quality: 80 }).toBuffer();
  } catch {
    return null;
  }
}
