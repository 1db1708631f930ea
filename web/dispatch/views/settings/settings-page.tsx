import type { ComponentType } from 'react';
import { routeHash } from '../../rules/route.ts';
import { useOffice } from '../../state/office.ts';
import { useRoute } from '../../state/route.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import type { SettingsWords } from '../../words/settings/en.ts';
import { AfterPart } from './after-part.tsx';
import { ArrivalPart } from './arrival-part.tsx';
import { CompanyPart } from './company-part.tsx';
import { HealthLine, HealthPart } from './health-part.tsx';
import { MessagesPart } from './messages/messages-part.tsx';
import { PermissionsPart } from './permissions-part.tsx';
import { PhonesPart } from './phones-part.tsx';
import {
  CompanyIcon,
  HookIcon,
  MessageIcon,
  PhoneIcon,
  PinIcon,
  PulseIcon,
  ShieldIcon,
  StarIcon,
  VanIcon,
} from './setting-icons.tsx';
import { VehiclesPart } from './vehicles-part.tsx';
import { WebhooksPart } from './webhooks-part.tsx';

interface Part {
  readonly name: keyof SettingsWords['parts'];
  readonly Icon: ComponentType;
  readonly View: ComponentType;
}

const MESSAGES: Part = { name: 'messages', Icon: MessageIcon, View: MessagesPart };
const PARTS: readonly Part[] = [
  { name: 'company', Icon: CompanyIcon, View: CompanyPart },
  MESSAGES,
  { name: 'arrival', Icon: PinIcon, View: ArrivalPart },
  { name: 'after', Icon: StarIcon, View: AfterPart },
  { name: 'permissions', Icon: ShieldIcon, View: PermissionsPart },
  { name: 'health', Icon: PulseIcon, View: HealthPart },
  { name: 'vehicles', Icon: VanIcon, View: VehiclesPart },
  { name: 'phones', Icon: PhoneIcon, View: PhonesPart },
  { name: 'webhooks', Icon: HookIcon, View: WebhooksPart },
];

/** What a company chooses for itself, each part behind its name in the address. */
export default function SettingsPage() {
  const { me } = useOffice();
  const words = useSettingsWords();
  const { part } = useRoute();
  const { name: shown, View } = PARTS.find(({ name }) => name === part) ?? MESSAGES;
  return (
    <main className="settings-page">
      <div className="settings-side">
        <h1>{words.heading}</h1>
        <nav aria-label={words.heading}>
          {PARTS.map(({ name, Icon }) => (
            <a
              key={name}
              href={routeHash({ page: 'settings', part: name })}
              aria-current={name === shown ? 'page' : undefined}
            >
              <Icon />
              {words.parts[name]}
            </a>
          ))}
        </nav>
        <HealthLine />
        {me.role !== 'owner' && <p className="band owner-only">{words.ownerOnly}</p>}
      </div>
      <View />
    </main>
  );
}
