import { App, Button, Dropdown, type MenuProps } from 'antd';
import { use, useState } from 'react';
import { useNavigate } from 'react-router';

import { PersonIcon } from '../components/icons';
import { signOut } from '../lib/auth';
import { announceSessionEnd } from '../lib/refresh';
import { administersAnything, type Me, useMe } from '../lib/session';
import { APP_TEXTS } from '../lib/texts/app';
import { COMMON_TEXTS } from '../lib/texts/common';
import { ShortcutHelp } from './shortcut-help';
import { OPERATOR_ROUTES } from './places';
import { APPEARANCES, type Appearance, ThemeContext } from './theme';

const TEXTS = APP_TEXTS.user;

export function UserMenu() {
  const { data: me } = useMe();
  const { appearance } = use(ThemeContext);
  const [isHelping, setHelping] = useState(false);
  const act = useActs(() => setHelping(true));
  const onClick: MenuProps['onClick'] = ({ key }) => act(key);
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{ items: itemsFor(me), onClick, selectedKeys: [appearance] }}
      >
        <Button type="text" className="user-menu" icon={<PersonIcon />} aria-label={TEXTS.menu} />
      </Dropdown>
      <ShortcutHelp
        isOpen={isHelping}
        onOpen={() => setHelping(true)}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

function itemsFor(me: Me | undefined): NonNullable<MenuProps['items']> {
  const hasUsers = OPERATOR_ROUTES.some(({ path }) => path?.startsWith('users'));
  const users = hasUsers && administersAnything(me) ? [{ key: 'users', label: TEXTS.users }] : [];
  return [
    { key: 'who', type: 'group', label: me?.name ?? me?.subject ?? TEXTS.anonymous },
    ...users,
    { key: 'shortcuts', label: TEXTS.shortcuts },
    { key: 'docs', label: TEXTS.documentation },
    { type: 'divider' },
    {
      key: 'appearance',
      type: 'group',
      label: TEXTS.theme,
      children: APPEARANCES.map((key) => ({ key, label: TEXTS[key] })),
    },
    { type: 'divider' },
    { key: 'sign-out', label: TEXTS.signOut },
    { key: 'sign-out-everywhere', label: TEXTS.signOutEverywhere },
  ];
}

function useActs(help: () => void): (key: string) => void {
  const navigate = useNavigate();
  const { choose } = use(ThemeContext);
  const { message } = App.useApp();
  const leave = (everywhere: boolean): void => {
    signOut({ everywhere }).then(
      announceSessionEnd,
      () => void message.error(COMMON_TEXTS.passing),
    );
  };
  const acts: Readonly<Record<string, () => void>> = {
    users: () => void navigate('/users'),
    shortcuts: help,
    docs: () => void window.open('/docs', '_blank', 'noopener'),
    'sign-out': () => leave(false),
    'sign-out-everywhere': () => leave(true),
  };
  return (key) => {
    if (APPEARANCES.includes(key as Appearance)) choose(key as Appearance);
    else acts[key]?.();
  };
}
