/** Every part of the benchmark. */
import { exchange } from './exchange.ts';
import type { Part } from './part.ts';
import { partners } from './partners.ts';
import { scale } from './scale.ts';
import { search, searchLarge } from './search.ts';
import { tables } from './tables.ts';
import { window } from './window.ts';

export const parts: readonly Part[] = [exchange, scale, search, searchLarge, partners, tables, window];
