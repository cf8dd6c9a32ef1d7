/** One measured step in a process of its own: `node out/bench/step.js PART STEP INPUT`. */
import { parts } from './parts.ts';
import type { StepInput } from './part.ts';

const [, , part, name, text] = process.argv;
const step = parts.find((one) => one.name === part)?.steps[name ?? ''];
if (step === undefined) throw new Error(`No step ${String(name)} of ${String(part)}`);
const before = process.cpuUsage();
const measured = await step(JSON.parse(text ?? '{}') as StepInput);
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ ...measured, cpu: (user + system) / 1e6, peakMiB: process.resourceUsage().maxRSS / 1024 })}\n`);
