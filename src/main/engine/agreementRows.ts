/** Agreements as a list shows them, in the language of the window. */
import { daysBetween } from '../../shared/dates.ts';
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { PARTIES_SHOWN, rowFlags, type AgreementRow, type PartyShown } from '../../shared/records/agreementRow.ts';
import { elementsOf, groupsOf, type Fields } from '../../shared/records/nest.ts';
import { textAt, titleOf } from '../../shared/records/titles.ts';
import { factsOf } from '../../shared/status/facts.ts';
import { flagsOf } from '../../shared/status/flags.ts';
import { stretchOn } from '../../shared/status/status.ts';
import { termIn } from '../../shared/status/term.ts';
import { timelineOf } from '../../shared/status/timeline.ts';
import type { LabelLanguage } from '../../shared/vocabularies/vocabulary.ts';
import { readView } from '../changes/apply.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { guardInputOf, type KnownAgreement } from './agreementShown.ts';

/** In the order of the ids; what is no agreement here is left out. @param today as YYYY-MM-DD. */
export function agreementRows(db: ReadableDB, ids: readonly string[], language: LabelLanguage, today: string): readonly AgreementRow[] {
  const parties = new Map<string, Omit<PartyShown, 'side'> | null>();
  const partyOf = (id: string): Omit<PartyShown, 'side'> | null => {
    const known = parties.get(id);
    if (known !== undefined) return known;
    const party = readParty(db, id, language);
    parties.set(id, party);
    return party;
  };
  return ids.flatMap((id) => {
    const view = readView(db, id);
    const known = view?.kind === 'agreement' ? guardInputOf(db, id, today) : null;
    if (view === null || known === null) return [];
    const { fields } = view;
    const scans = statementsOf(db).scans.get(id) as number;
    const derived = derivedOf(known, scans);
    const named = groupsOf(fields, 'parties').flatMap(([, { partner, side }]) => (typeof partner === 'string' ? [{ partner, side: typeof side === 'string' ? side : null }] : []));
    const ordered = [...named.filter(({ side }) => side === 'ours'), ...named.filter(({ side }) => side !== 'ours')];
    return [{
      id, registerNo: textAt(fields, 'registerNo'), title: formIn(fields, 'titleForms', language) ?? titleOf('agreement', fields),
      parties: ordered.slice(0, PARTIES_SHOWN).flatMap(({ partner, side }) => {
        const party = partyOf(partner);
        return party === null ? [] : [{ ...party, side }];
      }),
      partyCount: named.length, level: textAt(fields, 'level'), dateSigned: fields.get('dateSigned') ?? null, dateInForce: fields.get('dateInForce') ?? null,
      ...derived, daysForNotice: derived.lastDayForNotice === null ? null : daysBetween(today, derived.lastDayForNotice),
      scans, conflicts: view.conflicts.length, voided: view.voided !== null,
    }];
  });
}

/** What a list shows of what `record.show` derives: not what takes looking at every party's relationships. */
function derivedOf(known: KnownAgreement, scans: number): Pick<AgreementRow, 'status' | 'expiresOn' | 'lastDayForNotice' | 'flags'> {
  const { today, agreement, level, authorisations, events } = known;
  const stretch = stretchOn(timelineOf(known), today);
  const term = termIn(stretch, { agreement, today });
  const signed = factsOf(known).find(({ step }) => step === 'signed')?.date ?? null;
  const found = new Set<string>(flagsOf({ status: stretch.status, term, level, authorisations, events, today, scans, signed, lastActivity: null, originals: 0 }).map(({ flag }) => flag));
  return { status: stretch.status, expiresOn: term.expiresOn.value, lastDayForNotice: term.lastDayForNotice.value, flags: rowFlags.filter((flag) => found.has(flag)) };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  scans: db.prepare(`SELECT count(*) FROM document d JOIN record dr ON dr.id = d.id JOIN attachment a ON a.document = d.id JOIN record ar ON ar.id = a.id
    WHERE d.of = ? AND dr.voided = 0 AND ar.voided = 0 AND a.sha256 IS NOT NULL`).pluck(),
}));

function readParty(db: ReadableDB, id: string, language: LabelLanguage): Omit<PartyShown, 'side'> | null {
  const fields = readView(db, id)?.fields;
  if (fields === undefined) return null;
  const names = elementsOf(fields, 'nameForms').flatMap(([, form]) => textOf(form) ?? []);
  return { id, name: formIn(fields, 'nameForms', language) ?? titleOf('partner', fields), names, country: textAt(fields, 'country'), subdivision: textAt(fields, 'subdivision') };
}

/** The first form in a language; Uzbek in the script asked for before the other. */
function formIn(fields: Fields, path: string, language: LabelLanguage): string | null {
  const [wanted, script] = language.split('-');
  const forms = elementsOf(fields, path).filter(([, form]) => isJsonObject(form) && form.language === wanted).map(([, form]) => form);
  const best = script === undefined ? forms[0] : forms.find((form) => isJsonObject(form) && (form.script ?? 'Latn') === script);
  return textOf(best ?? forms[0]);
}

const textOf = (form: Json | undefined): string | null => (form !== undefined && isJsonObject(form) && typeof form.text === 'string' ? form.text : null);
