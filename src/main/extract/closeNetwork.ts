/** Takes the ways to a network away from everything that is loaded later in this process. What a file asks for is never fetched. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const NAMES = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

/** To be called once the pipe to the engine stands. */
export function closeNetwork(): void {
  const refuse = (): never => { throw new Error('There is no network here'); };
  for (const name of NAMES) Reflect.deleteProperty(globalThis, name);
  Object.assign(net.Socket.prototype, { connect: refuse });
  Object.assign(net.Server.prototype, { listen: refuse });
  Object.assign(net, { connect: refuse, createConnection: refuse, createServer: refuse });
  Object.assign(dgram, { createSocket: refuse });
  Object.assign(dns, { lookup: refuse, resolve: refuse });
  syncBuiltinESMExports();
}
