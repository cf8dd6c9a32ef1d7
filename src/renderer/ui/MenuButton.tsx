import type { ReactNode } from 'react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import './menu.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly isChosen: boolean;
}

interface MenuButtonProps {
  readonly label: string;
  /** Of a button that shows a picture alone the label is its name. */
  readonly isPicture?: boolean;
  readonly kind?: 'plain' | 'quiet' | 'add';
  readonly hint?: string;
  readonly children: ReactNode;
  readonly sections: readonly { readonly id: string; readonly label: string; readonly choices: readonly Choice[] }[];
  readonly onChoose: (section: string, choice: string) => void;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** A button with choices below it; those that hold are ticked. */
export function MenuButton({ label, isPicture = false, kind = 'plain', hint, children, sections, onChoose, isOpen, onOpenChange }: MenuButtonProps) {
  return (
    <MenuTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Button kind={kind} hint={hint} {...(isPicture ? { label } : {})}>{children}</Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu className="menu" aria-label={label}>
          {sections.filter(({ choices }) => choices.length > 0).map((section) => (
            <MenuSection key={section.id} id={section.id} selectionMode="multiple" selectedKeys={section.choices.filter(({ isChosen }) => isChosen).map(({ id }) => `${section.id}/${id}`)} onSelectionChange={() => undefined}>
              <Header className="menu-head">{section.label}</Header>
              {section.choices.map(({ id, label: text, isChosen }) => (
                <MenuItem key={id} id={`${section.id}/${id}`} className="menu-item" textValue={text} onAction={() => { onChoose(section.id, id); }}>
                  {isChosen ? <Icon name="check" /> : <span className="menu-gap" />}<span>{text}</span>
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
