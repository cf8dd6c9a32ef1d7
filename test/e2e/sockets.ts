/** The network sockets of a process and its children, as Linux lists them. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Socket {
  readonly process: number;
  /** Of the other end; of our own where it only listens. */
  readonly address: string;
  readonly port: number;
}

export function socketsOf(root: number): readonly Socket[] {
  const rows = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/)));
  const byInode = new Map(rows.map((columns) => [columns[9] ?? '', columns]));
  return familyOf(root).flatMap((process) => inodesOf(process).flatMap((inode): Socket[] => {
    const columns = byInode.get(inode);
    if (columns === undefined) return [];
    const [, own = '', other = ''] = columns;
    const shown = /^0+:0000$/.test(other) ? own : other;
    const [address = '', port = ''] = shown.split(':');
    return [{ process, address: addressOf(address), port: Number.parseInt(port, 16) }];
  }));
}

function familyOf(root: number): readonly number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]));
  const family = [root];
  for (const process of family) for (const [child, parent] of parents) if (parent === process) family.push(child);
  return family;
}

function parentOf(process: string): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

function inodesOf(process: number): readonly string[] {
  try {
    return readdirSync(`/proc/${process}/fd`).flatMap((fd) => {
      const target = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${process}/fd/${fd}`));
      return target?.[1] === undefined ? [] : [target[1]];
    });
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** IPv4 as it is written; of IPv6 the mapped form of IPv4 likewise, anything else in hex. */
function addressOf(hex: string): string {
  const four = hex.length === 8 ? hex : hex.startsWith('0000000000000000FFFF0000') ? hex.slice(24) : null;
  if (four === null) return hex;
  return [6, 4, 2, 0].map((at) => Number.parseInt(four.slice(at, at + 2), 16)).join('.');
}
