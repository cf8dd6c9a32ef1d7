/** What a person may have meant: words of the register that sound or look like those of the query, each of which finds something. */
import { fold, foldWithMap } from '../../shared/fold.ts';
import { looseWord } from '../../shared/fold/loose.ts';
import { repairMixed } from '../../shared/fold/repair.ts';
import { runsOf } from '../../shared/fold/words.ts';
import type { SuggestAnswer } from '../../shared/search/answers.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { distance } from './distance.ts';
import { waiting } from './due.ts';
import { totalOf } from './find.ts';
import { readQuery, type Unit } from './query.ts';
import { sourceOf, type SourceText } from './sources.ts';
import { wordToken } from './tags.ts';
import { HAS_DIGIT } from './tokens.ts';

/** Words of the list that are compared with one of the query. */
const MOST_COMPARED = 20_000;
/** Near words that are tried for one of the query. */
const MOST_NEAR = 6;
/** As searches ask for: it decides which tiers count. */
const A_PAGE = 50;
/** Records that are looked at for a word's spelling. */
const MOST_LOOKED_AT = 5;

export function suggest(db: ReadableDB, typed: string, limit: number, now: () => number): SuggestAnswer {
  const query = readQuery(typed);
  const asked = new Set(query.units.flatMap((unit) => unit.words));
  const queries = new Map<string, SuggestAnswer['suggestions'][number]>();
  for (const [at, unit] of query.units.entries()) {
    if (queries.size >= limit) break;
    for (const near of nearWords(db, unit)) {
      if (asked.has(near.word)) continue;
      const spelled = spelledInRegister(db, near);
      if (spelled === null || fold(spelled) === fold(unit.typed)) continue;
      const text = query.units.map((one, i) => (i === at ? spelled : one.phrase ? `"${one.typed}"` : one.typed)).join(' ');
      if (queries.has(fold(text)) || queries.size >= limit) continue;
      const total = totalOf(db, text, A_PAGE, now);
      if (total > 0) queries.set(fold(text), { query: text, total, capped: total >= 1_001 });
    }
  }
  return { suggestions: [...queries.values()], waiting: waiting(db, 1_001) };
}

interface Near {
  readonly form: 'strict' | 'loose';
  readonly word: string;
}

/** The nearest first: what only sounds alike, then what is one letter off, then two; of these, words of titles first. */
function nearWords(db: ReadableDB, unit: Unit): readonly Near[] {
  const [word] = unit.words;
  if (word === undefined || unit.phrase || unit.words.length > 1 || HAS_DIGIT.test(word) || word.length < 3) return [];
  const heard = looseWord(word);
  const most = heard.length < 6 ? 1 : 2;
  const initials = [...new Set([heard.charAt(0), word.charAt(0)])];
  const ranked: (Near & { readonly rank: number })[] = [];
  for (const initial of initials) {
    for (const row of statementsOf(db).alike.all(initial, `${initial}\u{10FFFF}`, heard.length - most, heard.length + most, MOST_COMPARED) as { form: number; word: string; places: number }[]) {
      const off = distance(heard, row.form === 1 ? row.word : looseWord(row.word), most);
      if (off <= most) ranked.push({ form: row.form === 1 ? 'loose' : 'strict', word: row.word, rank: off * 16 + ((row.places & 1) !== 0 ? 0 : (row.places & 4) !== 0 ? 4 : 8) });
    }
  }
  if (unit.open) {
    for (const row of statementsOf(db).longer.all(word, `${word}\u{10FFFF}`, MOST_NEAR) as { word: string; places: number }[]) ranked.push({ form: 'strict', word: row.word, rank: 24 });
  }
  return ranked.sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1)).slice(0, MOST_NEAR);
}

/** The word as the newest record with it spells it, rather one in which recognition mixed no letters; null if none has it any more. */
function spelledInRegister(db: ReadableDB, near: Near): string | null {
  const records = statementsOf(db).newest.all(`"${wordToken(near.form, 'text', near.word)}"`, MOST_LOOKED_AT) as string[];
  const spellings = records.flatMap((record) => spelledIn(sourceOf(db, record)?.texts ?? [], near));
  return spellings.find((spelling) => repairMixed(spelling) === spelling) ?? spellings[0] ?? null;
}

/** The first spelling, in the order of the texts. */
function spelledIn(texts: readonly SourceText[], { form, word }: Near): readonly string[] {
  for (const { text } of texts) {
    const { key, from, to } = foldWithMap(text);
    const hit = runsOf(key).flatMap((run) => run.words).find((one) => (form === 'strict' ? one.word : looseWord(one.word)) === word);
    if (hit !== undefined) return [text.slice(from[hit.from], to[hit.to - 1])];
  }
  return [];
}

const statementsOf = perConnection((db: ReadableDB) => ({
  alike: db.prepare('SELECT form, word, places FROM (SELECT form, word, places FROM search_word WHERE form IN (0, 1) AND word >= ? AND word < ? AND length(word) BETWEEN ? AND ? LIMIT ?)'),
  longer: db.prepare('SELECT word, places FROM search_word WHERE form = 0 AND word > ? AND word < ? ORDER BY (places & 1) = 0, length(word) LIMIT ?'),
  newest: db.prepare('SELECT d.record FROM (SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?) n CROSS JOIN search_doc d ON d.id = n.rowid').pluck(),
}));
