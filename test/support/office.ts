/** An office for tests, in temporary folders of its own unless a test says where. */
import { join } from 'node:path';
import { newOfficeAt, openOfficeAt, storeDepsAt, type Office, type Place } from './officeAt.ts';
import { tempFolder } from './temp.ts';

export { TEST_KDF, TEST_PASSPHRASE, testContext, type Office, type TestClock } from './officeAt.ts';

export type OfficeOptions = Partial<Place>;

const placed = (id: string, options: OfficeOptions): Place => ({ folder: join(tempFolder(), id), stateFolder: tempFolder(), ...options });

export const storeDeps = (options: Omit<OfficeOptions, 'folder'> = {}): ReturnType<typeof storeDepsAt> => storeDepsAt({ stateFolder: tempFolder(), ...options });

export const newOffice = (id: string, options: OfficeOptions = {}): Promise<Office> => newOfficeAt(id, placed(id, options));

/** Opens a store that is there. */
export const openOffice = (id: string, folder: string, options: OfficeOptions = {}): Promise<Office> => openOfficeAt(id, placed(id, { ...options, folder }));
