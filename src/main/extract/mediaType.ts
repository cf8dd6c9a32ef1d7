import { fileTypeFromBuffer } from 'file-type';

/** How many bytes from the beginning of a document `mediaTypeOf` wants to see. */
export const mediaTypeHead = 65_536;

/**
 * The media type by content, never by name: magic numbers; Office and OpenDocument files by what their ZIP begins with;
 * `text/plain; charset=utf-8` for UTF-8 without control characters; else `application/octet-stream`. Never fails.
 * @param head the first `mediaTypeHead` bytes, or all of a shorter document.
 */
export async function mediaTypeOf(head: Uint8Array): Promise<string> {
  return (await byMagic(head)) ?? (isText(head) ? 'text/plain; charset=utf-8' : 'application/octet-stream');
}

async function byMagic(head: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    return undefined; // cut or malformed: not recognisable
  }
}

/** A character cut by the end of the head is no fault. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length >= mediaTypeHead });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}
