import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { EXIT } from './output.ts';
import type { Session } from './session.ts';

/** A JSON object from a file or, for `-`, from standard input. Null after having said what is wrong. */
export function readJsonFile(session: Session, file: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
    if (isJsonObject(value)) return value;
  } catch (cause) {
    return say(session, `${file} was not read: ${cause instanceof Error ? cause.message : String(cause)}. Nothing was changed.`);
  }
  return say(session, `${file} holds no JSON object. Nothing was changed.`);
}

/** The text of a file (UTF-8) or, for `-`, of standard input. Null after having said what is wrong. */
export function readTextFile(session: Session, file: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file === '-' ? 0 : file));
  } catch (cause) {
    return say(session, `${file} was not read: ${cause instanceof TypeError ? 'it is not text in UTF-8' : cause instanceof Error ? cause.message : String(cause)}. Nothing was changed.`);
  }
}

function say(session: Session, message: string): null {
  session.output.failure({ type: 'InvalidInput', message });
  process.exitCode = EXIT.refused;
  return null;
}
