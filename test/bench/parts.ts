/** Every part of the benchmark. */
import { exchange } from './exchange.ts';
import type { Part } from './part.ts';
import { scale } from './scale.ts';

export const parts: readonly Part[] = [exchange, scale];
