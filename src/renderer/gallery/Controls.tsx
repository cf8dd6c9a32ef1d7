import { useCallback, useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Select } from '../ui/Select.tsx';
import { StatusGlyph, type Glyph } from '../ui/StatusGlyph.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Toasts, type Toast } from '../ui/Toasts.tsx';

const glyphs: readonly (readonly [Glyph, string])[] = [
  ['empty', 'Idea'], ['quarter', 'Permitted'], ['half', 'Negotiation'], ['full', 'Ready to sign'], ['ring', 'Signed'], ['provisional', 'Provisional'], ['binding', 'In force'], ['pause', 'Suspended'], ['arrow', 'Notice given'], ['ended', 'Terminated'], ['cross', 'Refused'],
];
const instruments = [{ id: 'memo', label: 'Меморандум о взаимопонимании' }, { id: 'agreement', label: 'Соглашение' }, { id: 'protocol', label: 'Протокол о намерениях' }, { id: 'act', label: 'Акт', isDisabled: true }];
const FIRST: readonly Toast[] = [
  { id: 'failed', kind: 'failed', text: 'The USB stick is full: 64 MB needed, 12 MB free', action: { label: 'Choose another', onAct: () => undefined } },
];

/** States that come by pointer and keyboard are seen with these; the others stand here. */
export function Controls() {
  const [text, setText] = useState('131-05/26');
  const [query, setQuery] = useState('qingdao');
  const [instrument, setInstrument] = useState<string | null>('agreement');
  const [asks, setAsks] = useState<'grave' | 'plain' | null>(null);
  const [reason, setReason] = useState('');
  const [toasts, setToasts] = useState(FIRST);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set(['status']));
  const gone = useCallback((id: string): void => { setToasts((before) => before.filter((toast) => toast.id !== id)); }, []);
  return (
    <main className="gallery">
      <h1>Controls and states</h1>
      <Part head="Type">
        <div>
          <p className="huge">Тошкент шаҳри · Toshkent shahri · Ğ ğ Ş ş Ö ö</p>
          <p><b>Соглашение об установлении побратимских связей</b></p>
          <p>Oʻzbekiston Respublikasi, Gʻijduvon; Қўқон, Ғиждувон, Ҳазорасп</p>
          <p className="small">12/16 caption. F. 12, inventory 3, file 41, sheets 6–14</p>
        </div>
      </Part>
      <Part head="Buttons">
        <Button kind="primary">Register</Button><Button kind="primary" disabled>Disabled</Button><Button>Edit</Button><Button disabled>Disabled</Button><Button kind="quiet">Cancel</Button>
        <Button kind="grave">Void record</Button><Button kind="primary" hint="Ctrl+Enter">Import 25 records</Button><Button size="form">In a form</Button><Button kind="quiet" label="Close"><Icon name="close" /></Button>
      </Part>
      <Part head="Fields">
        <TextField label="Number" value="" onValue={() => undefined} placeholder="014-05/26" help="Next free: 132-05/26" />
        <TextField label="Title" value={text} onValue={setText} required />
        <TextField label="Error" value={text} onValue={setText} error="131-05/26 belongs to Xinjiang. Take 132-05/26." />
        <TextField label="Disabled" value="From the journal" onValue={() => undefined} disabled help="Taken at registration" />
        <TextField label="Read only" value="28.10.2016, Minsk" onValue={() => undefined} readOnly />
        <PassphraseField label="Passphrase" value={text} onValue={setText} words={{ show: 'Show the passphrase', hide: 'Hide the passphrase', capsLock: 'Caps Lock is on' }} />
        <SearchField label="Search" clear="Clear the search" value={query} onValue={setQuery} onLeave={() => undefined} field={null} />
      </Part>
      <Part head="Select, menu">
        <Select label="Instrument" choices={instruments} value={instrument} onValue={setInstrument} placeholder="Choose" />
        <Select label="None chosen" choices={instruments} value={null} onValue={setInstrument} placeholder="Choose" required error="An instrument is needed." />
        <Select label="Not to be chosen" choices={instruments} value="memo" onValue={setInstrument} placeholder="Choose" disabled />
        <MenuButton
          label="Columns" sections={[{ id: 'columns', label: 'Columns', choices: [['signed', 'Signed'], ['status', 'Status'], ['expires', 'Expires']].map(([id = '', label = '']) => ({ id, label, isChosen: shown.has(id) })) }]}
          onChoose={(_, id) => { setShown((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))); }}
        >
          Columns
        </MenuButton>
      </Part>
      <Part head="Statuses">{glyphs.map(([glyph, word]) => <span key={glyph} className="status"><StatusGlyph glyph={glyph} />{word}</span>)}</Part>
      <Part head="Chips">
        <Button kind="chip" label="Remove the filter Status: in force"><span><span className="of">Status:</span> in force</span><Icon name="close" size={12} /></Button><Button kind="add" hint="F"><Icon name="plus" size={12} />Filter</Button>
        <kbd>Ctrl</kbd><kbd>K</kbd><span>Found: <mark>ҳамкорлик</mark></span>
      </Part>
      <Part head="Notices">
        <div className="notices">
          <Notice kind="neutral">This letter came from Samarkand and is read only here.</Notice>
          <Notice kind="caution"><b>Last safe day for notice: 10.12.2026</b><p>Thursday, 17 days left.</p></Notice>
          <Notice kind="critical"><b>The bundle was not imported.</b> segments/uz-sa.7h2/0000001205.jsonl has another hash than its signed head: expected 4f1c 09ab, found 91d0 77e2. The register is unchanged.</Notice>
        </div>
      </Part>
      <Part head="Dialogs, toasts">
        <Button onClick={() => { setAsks('grave'); }}>Void letter</Button><Button onClick={() => { setAsks('plain'); }}>Close the year</Button>
        <Button onClick={() => { setToasts((before) => [...before, { id: `done-${String(before.length)}`, kind: 'done', text: 'Registered as 1 224-in/26', action: { label: 'Undo', hint: 'Ctrl+Z', onAct: () => undefined } }]); }}>Register letter</Button>
      </Part>
      {asks === 'grave' && (
        <Dialog title="Void letter 1 219-in/26?" stay="Keep letter" onStay={() => { setAsks(null); }} act="Void letter" onAct={() => { setAsks(null); }} isGrave canAct={reason !== ''}>
          <p>The number stays in the journal, struck through. You can restore the letter later.</p>
          <TextField label="Reason" value={reason} onValue={setReason} required autoFocus />
        </Dialog>
      )}
      {asks === 'plain' && <Dialog title="Close the year 2025?" stay="Leave it open" onStay={() => { setAsks(null); }} act="Close the year" onAct={() => { setAsks(null); }}><p>Numbers begin at 1 again. Letters of 2025 can still be read.</p></Dialog>}
      <Toasts label="What just happened" dismiss="Dismiss" toasts={toasts} onGone={gone} />
    </main>
  );
}

function Part({ head, children }: { readonly head: string; readonly children: ReactNode }) {
  return <section><h2>{head}</h2><div className="things">{children}</div></section>;
}
