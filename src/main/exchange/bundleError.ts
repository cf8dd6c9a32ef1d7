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

/** One sentence with the file, what was expected and what was found. */
export const damaged = (file: string, expected: string, found: string): Result<never, BundleError> => refused('BundleDamaged', `${file}: expected ${expected}, found ${found}`, file);

export const tooLarge = (file: string, expected: string, found: string): Result<never, BundleError> => refused('BundleTooLarge', `${file}: expected ${expected}, found ${found}`, file);

export function refused(type: BundleError['type'], what: string, file?: string): Result<never, BundleError> {
  const message = `The bundle was refused. ${what}. Nothing was changed.`;
  return err(file === undefined ? { type, message } : { type, message, file });
}
