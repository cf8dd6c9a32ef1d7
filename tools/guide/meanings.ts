/** What each field means, for the guide. A kind or field without its line does not compile. */
import type { recordKinds } from '../../src/shared/records/registry.ts';

type Kinds = typeof recordKinds;

export const meanings: { readonly [K in keyof Kinds]: { readonly about: string; readonly fields: Readonly<Record<keyof Kinds[K], string>> } } = {
  agreement: {
    about: 'What was concluded, between whom, under which rules. Its status, expiry and last safe day for notice are derived from dates and events and never typed in.',
    fields: {
      registerNo: 'the office\'s number',
      previousNos: 'its numbers in older journals',
      titleForms: 'the title as the parties gave it, in each language: `{"text", "language", "script", "courtesy"}`; `courtesy` marks a translation that is not authentic',
      level: 'between whom it is concluded',
      instrument: 'treaty, agreement, protocol, memorandum ...',
      nature: 'treaty, international document that is not a treaty, statement of intent, contract',
      parties: 'who takes part, on which side and how; the dates by which this party is bound; `signatories`: `[{"name", "post", "fullPowers"}]`',
      placeSigned: 'where',
      dateSigned: 'when',
      dateAdopted: 'when a conference adopted it, if that was not the signature',
      forum: 'at which event',
      authenticLanguages: 'languages in which the text is authentic',
      prevailingLanguage: 'the text that prevails where they differ',
      originals: 'how many originals were signed; where each lies is an `original`',
      fields: 'fields of cooperation',
      references: 'where it was published: `{"text", "url"}`',
      entryIntoForce: 'the rule: `{"rule": "on-signature" \\| "on-last-notification" \\| "on-ratification" \\| "on-date", "days", "date"}`',
      dateInForce: 'the date, where it is known',
      term: 'for how long: `{"kind": "indefinite", "noticeMonths"}` or `{"kind": "fixed", "months", "renewal": "none" \\| "tacit" \\| "express", "renewalMonths", "noticeMonths"}`',
      relations: 'what it is to another agreement, or to a legal act as it is cited',
      registrations: 'in which registers it is entered; `volume` of the United Nations Treaty Series',
      fileIndex: 'index in the office\'s file plan',
      retention: 'how long the file is kept',
      desk: 'which desk looks after it',
      responsible: 'which post',
      guardOverrides: 'why a date was entered although a guard stood against it: by its field, which guard, and the reason',
      notes: 'anything else',
      access: 'public or internal; restricted and secret papers do not belong here',
      links: 'addresses in the web: `{"url", "title"}`',
      externalIds: 'its keys in other registers: `{"source", "key"}`',
      notSameAs: 'records that a person has found to mean another agreement',
      sameAs: 'records that are the same agreement',
    },
  },
  event: {
    about: 'Something that happened to an agreement. A record of its own, so that offices add events without touching the agreement.',
    fields: {
      agreement: 'to which', type: 'what happened', date: 'when', party: 'whose act it is', basis: 'the paper it rests on',
      until: 'of an extension: the last day of the extended term', note: 'anything else', override: 'why it was recorded although a guard stood against it', sameAs: 'records of the same event',
    },
  },
  partner: {
    about: 'Whom agreements are concluded with, ourselves included.',
    fields: {
      partnerKind: 'state, region, city, ministry ...',
      country: 'ISO 3166-1',
      subdivision: 'ISO 3166-2, or SOATO digits',
      nameForms: 'its names: `{"text", "language", "script", "from", "until"}`',
      externalIds: 'its keys in other registers: `{"source", "key"}`',
      parent: 'what it is part of',
      predecessors: 'what it came from',
      successors: 'what it became',
      heads: 'who led it, one after the other: the post, the name where it is known, the term of office',
      contacts: 'whom the office speaks with',
      profile: 'what a visitor should know',
      note: 'anything else',
      possibleDuplicateOf: 'records that may mean the same; a person decides',
      notSameAs: 'records that a person has found to mean another partner',
      sameAs: 'records that are the same partner',
    },
  },
  document: {
    about: 'What a paper is. Its files are attachments.',
    fields: {
      of: 'the record it belongs to',
      documentKind: 'an instrument or a kind of letter',
      role: 'original, certified copy, draft, translation, annex',
      language: 'of the text',
      title: 'what it is called',
      version: 'which draft or edition',
      pages: 'its pages in order: runs of pages of its files; a file that no run names stands whole, after the others',
      sameAs: 'records of the same paper',
    },
  },
  attachment: {
    about: 'One file of a document. Its bytes never change. Recognised text is derived and not part of the record.',
    fields: {
      document: 'the paper it shows', sha256: 'of its bytes', bytes: 'how many', mediaType: 'by content, not by name', name: 'as the file was called', source: 'scanned, received, born digital',
      pages: 'how many', dpi: 'of the scan', operator: 'who scanned it (a post)', scannedOn: 'when', qualityChecked: 'a second person\'s check: `{"by", "on", "note"}`', sameAs: 'records of the same file',
    },
  },
  authorisation: {
    about: 'The state\'s permission to conclude an agreement. Without a decision there is none: silence is never consent.',
    fields: {
      agreement: 'for which', requestedBy: 'our partner that asks', requestedOn: 'when', draft: 'the text that is asked for', draftVersion: 'which draft', legalBasis: 'on what the request rests',
      requestLetter: 'the letter, where it is a record', requestNo: 'otherwise its number', requestDate: 'and its date', addressee: 'who decides',
      opinions: 'what bodies that were asked said of the draft', decision: 'what was decided', decisionNo: 'number', decisionDate: 'date', validUntil: 'the last day on which it may be used',
      conditions: 'under which it was granted', remarks: 'remarks on the draft, with the replies', note: 'anything else', sameAs: 'records of the same request',
    },
  },
  competenceCheck: {
    about: 'The check that the subject of an agreement is open to a region.',
    fields: {
      agreement: 'of which', draft: 'the text that was checked', draftVersion: 'which draft', fields: 'fields of cooperation that it touches', terms: 'excluded terms found: the words as they stand there, and where',
      answers: 'answers to the questions; the question\'s code is a good id', conclusion: 'what it comes to', conclusionNote: 'why', by: 'who checked (a post)', on: 'when', sameAs: 'records of the same check',
    },
  },
  original: {
    about: 'One signed paper original of an agreement, and where it lies.',
    fields: {
      agreement: 'of which', holder: 'who holds it', alternat: 'the party that is named first in this copy', languages: 'in which it is written',
      fonds: 'archival reference: fonds', inventory: 'inventory (opis)', file: 'file (delo)', sheets: 'sheets', box: 'box', shelf: 'shelf', condition: 'in what condition',
      loans: 'to whom it was lent, since when and until when; `returned` once it is back', label: 'what the label on the paper says', note: 'anything else', sameAs: 'records of the same original',
    },
  },
  relationship: {
    about: 'What binds a unit of ours and one of theirs beyond single agreements.',
    fields: {
      ours: 'our unit', theirs: 'their unit', relationshipKind: 'twinning, partnership ...', since: 'since when', until: 'until when', basis: 'the agreement it rests on',
      activities: 'what they did together', trade: 'trade in one year, in whole units of a currency (ISO 4217)', note: 'anything else', sameAs: 'records of the same relationship',
    },
  },
  term: {
    about: 'An office\'s change of a controlled value, or a value of its own. Written with `vocabulary set`; its id follows from vocabulary and code.',
    fields: {
      vocabulary: 'of which vocabulary', code: 'which code', labels: 'by language: `labels[ru]`', retired: 'true: not offered for new values', order: 'its place; the shipped ones stand at 10, 20, 30 ...',
      aliases: 'other names by which tables may call it', notes: 'what a person should know of it, by language', group: 'what it belongs to within its vocabulary',
      stems: 'beginnings of words by which a draft shows it: `{"language", "text"}`', sameAs: 'records of the same term',
    },
  },
};
