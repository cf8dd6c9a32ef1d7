import { err, type Result } from '../../shared/result.ts';

/** Why a bundle was refused. `file` is the file inside the bundle, where it is one. */
export interface BundleError {
  readonly type:
    | 'NotABundle'
    | 'BundleDamaged'
    | 'BundleTooLarge'
    | 'BundleNewer'
    | 'BundleNotForUs'
    | 'NotSealedForThisStation'
    | 'UnknownCarrier'
    | 'CertificateConflict'
    | 'NotEnoughSpace'
    | 'CannotReadFile'
    | 'Cancelled';
  readonly message: string;
  readonly file?: string;
}

/** One sentence with where, what was expected and what was found. @param where a file's name, or words that say which part of the bundle. */
export const damaged = (where: string, expected: string, found: string): Result<never, BundleError> => differs('BundleDamaged', where, expected, found);

export const tooLarge = (where: string, expected: string, found: string): Result<never, BundleError> => differs('BundleTooLarge', where, expected, found);

const differs = (type: BundleError['type'], where: string, expected: string, found: string): Result<never, BundleError> =>
  (where.includes(' ') ? refused(type, `${where}: expected ${expected}, found ${found}`) : refused(type, `${where}: expected ${expected}, found ${found}`, where));

export function refused(type: BundleError['type'], what: string, file?: string): Result<never, BundleError> {
  const begun = file !== undefined && what.startsWith(file) ? what : `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`;
  const message = `The bundle was refused. ${begun}. Nothing was changed.`;
  return err(file === undefined ? { type, message } : { type, message, file });
}
