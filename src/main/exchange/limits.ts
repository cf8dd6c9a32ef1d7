/** What a bundle may hold at most (docs/format.md, section 6). Checked before anything is parsed or taken into memory. */
export interface BundleLimits {
  readonly fileBytes: number;
  readonly bundleBytes: number;
  readonly files: number;
  /** For each of the files before the segments. */
  readonly leadingFileBytes: number;
  /** A writer splits at this many files. */
  readonly filesWritten: number;
}

export const BUNDLE_LIMITS: BundleLimits = {
  fileBytes: 2 * 2 ** 30,
  bundleBytes: 64 * 2 ** 30,
  files: 60_000,
  leadingFileBytes: 16 * 2 ** 20,
  filesWritten: 50_000,
};
