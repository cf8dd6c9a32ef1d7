import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haveOf, heldBy, parseHave, renderHave, type Have } from '../../../src/main/exchange/have.ts';

interface Link {
  readonly hash: string;
  readonly log: string;
  readonly scope: string;
  readonly first: number;
  readonly last: number;
  readonly prev: string | null;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const LOG = 'uz-bu.abcdefghijklmnop';

/** A tree of segments of one stream: each follows the one of the given index, or none; forks where two follow one. */
function treeOf(parents: readonly number[], log = LOG, scope = 'all'): readonly Link[] {
  const links: Link[] = [];
  for (const [i, parent] of parents.entries()) {
    const before = links[parent];
    const first = (before?.last ?? 0) + 1;
    links.push({ hash: hashOf(`${log} ${scope} ${String(i)}`), log, scope, first, last: first + (i % 3), prev: before?.hash ?? null });
  }
  return links;
}

const tree = fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }).map((picks) => treeOf(picks.map((pick, i) => (i === 0 || pick % 7 === 6 ? -1 : pick % i))));
const chosen = (links: readonly Link[], mask: readonly boolean[]): readonly Link[] => links.filter((_, i) => mask[i % mask.length] === true);
const masks = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });

describe('the receipt of a bundle', () => {
  it('names for each stream the last segment and the number from which all are held', () => {
    const links = treeOf([-1, 0, 1]);
    const have = haveOf([...links, ...treeOf([-1], 'uz-sa.abcdefghijklmnop'), ...treeOf([-1], LOG, 'local')], ['b'.repeat(64), 'a'.repeat(64), 'a'.repeat(64)]);
    expect(have).toEqual({
      format: 'bitim-have/1',
      lacks: ['a'.repeat(64), 'b'.repeat(64)],
      streams: { [`${LOG}/all`]: [{ from: 1, head: links[2]?.hash, to: 6 }], 'uz-sa.abcdefghijklmnop/all': [{ from: 1, head: hashOf('uz-sa.abcdefghijklmnop all 0'), to: 1 }] },
    });
    expect(parseHave(renderHave(have))).toEqual({ ok: true, value: have });
  });

  it('says of a hole where the later part begins, and of a fork both ends', () => {
    const links = treeOf([-1, 0, 1, 1]);
    const without = (gone: number): unknown => haveOf(links.filter((_, i) => i !== gone), []).streams[`${LOG}/all`];
    expect(without(0)).toEqual([{ from: 2, head: links[3]?.hash, to: 4 }, { from: 2, head: links[2]?.hash, to: 6 }]);
    expect(without(1)).toEqual([{ from: 1, head: links[0]?.hash, to: 1 }, { from: 4, head: links[3]?.hash, to: 4 }, { from: 4, head: links[2]?.hash, to: 6 }]);
  });

  it('lets a sender leave out only what the peer truly holds', () => {
    fc.assert(
      fc.property(tree, masks, masks, (links, ours, theirs) => {
        const [mine, peers] = [chosen(links, ours), chosen(links, theirs)];
        const held = heldBy(haveOf(peers, []), mine);
        const truth = new Set(peers.map((link) => link.hash));
        expect([...held].every((hash) => truth.has(hash) && mine.some((link) => link.hash === hash))).toBe(true);
      }),
    );
  });

  it('lets a sender that holds all leave out all that the peer holds', () => {
    fc.assert(
      fc.property(tree, masks, (links, theirs) => {
        const peers = chosen(links, theirs);
        expect([...heldBy(haveOf(peers, []), links)].sort()).toEqual(peers.map((link) => link.hash).sort());
      }),
    );
  });

  it('is not led astray by a segment that names one of another stream as the one before it', () => {
    const [mine] = treeOf([-1]);
    const astray: Link = { hash: hashOf('astray'), log: 'uz-sa.abcdefghijklmnop', scope: 'all', first: 2, last: 2, prev: mine?.hash ?? null };
    const held = heldBy({ format: 'bitim-have/1', lacks: [], streams: { 'uz-sa.abcdefghijklmnop/all': [{ from: 1, head: astray.hash, to: 2 }] } }, [mine as Link, astray]);
    expect([...held]).toEqual([astray.hash]);
    expect(Object.keys(haveOf([mine as Link, astray], []).streams).length).toBe(2);
  });

  it('is refused where it is not canonical, not sorted, or speaks of local streams', () => {
    const good = haveOf(treeOf([-1, -1]), ['a'.repeat(64)]);
    const [one, two] = good.streams[`${LOG}/all`] ?? [];
    const streams = (text: string, runs: unknown): Have => ({ ...good, streams: { [text]: runs } } as unknown as Have);
    const broken: Have[] = [
      { ...good, lacks: ['b'.repeat(64), 'a'.repeat(64)] }, { ...good, lacks: ['a'.repeat(64), 'a'.repeat(64)] }, { ...good, lacks: ['A'.repeat(64)] },
      streams(`${LOG}/all`, [two, one]), streams(`${LOG}/all`, [one, one]), streams(`${LOG}/all`, []), streams(`${LOG}/local`, [one]), streams(LOG, [one]), streams(`${LOG}/all/x`, [one]), streams('uz-bu/all', [one]),
      streams(`${LOG}/all`, [{ ...one, from: 9 }]), streams(`${LOG}/all`, [{ ...one, more: 1 }]), { ...good, more: 1 } as unknown as Have, { ...good, format: 'bitim-have/2' } as unknown as Have,
    ];
    expect(broken.map((have) => parseHave(renderHave(have)).ok)).toEqual(broken.map(() => false));
    const bytes = renderHave(good).toString();
    expect([bytes.trim(), `${bytes}\n`, bytes.replace(',', ', '), 'null', ''].map((text) => parseHave(Buffer.from(text)).ok)).toEqual([false, false, false, false, false]);
    expect(parseHave(renderHave(good)).ok).toBe(true);
  });
});
