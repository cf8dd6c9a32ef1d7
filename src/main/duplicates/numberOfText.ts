/** A number of 48 bits for a text (FNV-1a, twice 24 bits): what is compared is found by it, never identified. */
export function numberOfText(text: string): number {
  let high = 0x811c9d;
  let low = 0xc59d1c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x1000193) & 0xffffff;
    low = Math.imul(low ^ (unit + i), 0x1000193) & 0xffffff;
  }
  return high * 0x1000000 + low;
}
