/** How much one file may cost. Whatever a file asks for, the process that reads it ends at these. */

/** From the start of the process to its end. */
export const WALL_MS = 10_000;

/** Resident memory of the process. */
export const MEMORY_MIB = 512;

/** Where the watchers end the process: between two looks it may grow. */
export const WATCHED_MIB = 416;

/** How often both watchers look. */
export const LOOK_EVERY_MS = 25;

/** The JavaScript heap of the process. */
export const HEAP_MIB = 256;

/** When the reader stops beginning new pages, so that what it has found arrives in time. */
export const SOFT_MS = 7_000;

/** Larger files are not handed over at all. */
export const FILE_MIB = 256;

/** Characters (UTF-16 code units) of text that are kept of one file. */
export const TEXT_CHARACTERS = 20_000_000;

/** Bytes that may come back for one file: the text in UTF-8, a thumbnail, the facts. */
export const ANSWER_BYTES = 64 * 1024 * 1024;

/** Of the thumbnail, in pixels and in bytes. */
export const THUMBNAIL_SIDE = 320;
export const THUMBNAIL_BYTES = 256 * 1024;

/** Pictures with more pixels are measured and not decoded: A0 at 300 dpi has 140 million. */
export const PICTURE_PIXELS = 200_000_000;

/** One member of a ZIP, inflated; and members of a ZIP. */
export const MEMBER_BYTES = 64 * 1024 * 1024;
export const MEMBERS = 20_000;
