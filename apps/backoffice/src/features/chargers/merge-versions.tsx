import { Modal, Radio } from 'antd';
import { useState } from 'react';

import { type Versioned } from '../../lib/api';
import { ago } from '../../lib/format';
import { usePersonName } from '../../lib/people';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger } from './charger';
import { differingParts, type Part, withPart } from './charger-patch';
import { type ChargerValues, valuesOf } from './charger-values';
import { PartValue } from './part-value';
import { type Conflict } from './use-editing';

const TEXTS = CHARGER_TEXTS.versions;

type Side = 'mine' | 'theirs';

interface MergeVersionsParts {
  /** The version that both began with. */
  readonly base: Charger;
  readonly conflict: Conflict;
  readonly onChosen: (chosen: ChargerValues, theirs: Versioned<Charger>) => void;
  readonly onBack: () => void;
}

/** Two versions side by side, and for each field in which they differ the choice of one. */
export function MergeVersions({ base, conflict, onChosen, onBack }: MergeVersionsParts) {
  const { mine, theirs } = conflict;
  const their = valuesOf(theirs.thing);
  const parts = differingParts(mine, their);
  const [sides, setSides] = useState(() => usualSides(base, mine, parts));
  const who = usePersonName(theirs.thing.lastChangedBy);
  const apply = (): void => {
    const taken = parts.filter((part) => sides[part] === 'theirs');
    onChosen(
      taken.reduce((values, part) => withPart(values, their, part), mine),
      theirs,
    );
  };
  return (
    <Modal
      open
      width={720}
      title={TEXTS.title}
      okText={TEXTS.apply}
      cancelText={TEXTS.back}
      onOk={apply}
      onCancel={onBack}
    >
      <p>{TEXTS.text(who, ago(theirs.thing.lastChangedAt))}</p>
      <div className="versions">
        {parts.map((part) => (
          <PartChoice
            key={part}
            part={part}
            accountId={base.accountId}
            mine={mine}
            theirs={their}
            side={sides[part] ?? 'mine'}
            onChoose={(side) => setSides({ ...sides, [part]: side })}
          />
        ))}
      </div>
    </Modal>
  );
}

/** What only they changed is theirs, unless one says otherwise. */
function usualSides(base: Charger, mine: ChargerValues, parts: readonly Part[]) {
  const changed = differingParts(valuesOf(base), mine);
  const sides = parts.map((part) => [part, changed.includes(part) ? 'mine' : 'theirs']);
  return Object.fromEntries(sides) as Partial<Record<Part, Side>>;
}

interface PartChoiceParts {
  readonly part: Part;
  readonly accountId: string;
  readonly mine: ChargerValues;
  readonly theirs: ChargerValues;
  readonly side: Side;
  readonly onChoose: (side: Side) => void;
}

function PartChoice({ part, accountId, mine, theirs, side, onChoose }: PartChoiceParts) {
  const name = CHARGER_TEXTS.parts[part];
  return (
    <Radio.Group
      className="version"
      aria-label={TEXTS.chooseFor(name)}
      value={side}
      onChange={({ target }) => onChoose(target.value as Side)}
    >
      <b className="version-field">{name}</b>
      <Radio value="mine">
        <span className="quiet">{TEXTS.mine}</span>
        <PartValue part={part} values={mine} accountId={accountId} />
      </Radio>
      <Radio value="theirs">
        <span className="quiet">{TEXTS.theirs}</span>
        <PartValue part={part} values={theirs} accountId={accountId} />
      </Radio>
    </Radio.Group>
  );
}
