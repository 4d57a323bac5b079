import { Form, Input, Select } from 'antd';
import { type ClipboardEvent, useMemo } from 'react';

import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { zoneName } from '../../lib/zoned-time';
import { countries, type Country, countryRank } from './countries';
import { degreesOf, placeOf } from './place-text';
import { timeZones } from './time-zones';

const TEXTS = ENERGY_TEXTS.form;

/** The address, the point on the map, and the time zone that goes with them. */
export function PlaceFields() {
  return (
    <>
      <h3>{TEXTS.place}</h3>
      <AddressFields />
      <TimeZoneField />
      <LocationFields />
    </>
  );
}

function required(message: string) {
  return { required: true, whitespace: true, message };
}

function AddressFields() {
  const options = useMemo(
    () => countries().map((country) => ({ value: country.code, label: country.name, country })),
    [],
  );
  return (
    <>
      <Form.Item
        name={['address', 'line1']}
        label={TEXTS.line1}
        rules={[required(TEXTS.line1Missing)]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className="fields-beside">
        <Form.Item name={['address', 'postalCode']} label={TEXTS.postalCode}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={['address', 'city']}
          label={TEXTS.city}
          rules={[required(TEXTS.cityMissing)]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="fields-beside">
        <Form.Item name={['address', 'region']} label={TEXTS.region}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={['address', 'country']}
          label={TEXTS.country}
          rules={[required(TEXTS.countryMissing)]}
          getValueProps={(value: string) => ({ value: value === '' ? null : value })}
        >
          <Select
            options={options}
            placeholder={TEXTS.countryPlaceholder}
            notFoundContent={TEXTS.noSuchCountry}
            showSearch={COUNTRY_SEARCH}
          />
        </Form.Item>
      </div>
    </>
  );
}

interface CountryOption {
  readonly country: Country;
}

const COUNTRY_SEARCH = {
  filterOption: (text: string, option?: CountryOption) =>
    option !== undefined && countryRank(option.country, text) !== undefined,
  filterSort: (
    one: CountryOption,
    other: CountryOption,
    { searchValue }: { readonly searchValue: string },
  ) =>
    (countryRank(one.country, searchValue) ?? 0) - (countryRank(other.country, searchValue) ?? 0),
};

function TimeZoneField() {
  const form = Form.useFormInstance();
  const known = form.getFieldValue('timeZone') as string;
  const options = useMemo(
    () =>
      timeZones(known).map((zone) => {
        const label = zoneName(zone);
        return { value: zone, label, found: `${label} ${zone}` };
      }),
    [known],
  );
  return (
    <Form.Item
      name="timeZone"
      label={TEXTS.timeZone}
      extra={TEXTS.timeZoneHelp}
      rules={[required(TEXTS.timeZoneMissing)]}
      getValueProps={(value: string) => ({ value: value === '' ? null : value })}
    >
      <Select
        options={options}
        placeholder={TEXTS.timeZonePlaceholder}
        notFoundContent={TEXTS.noSuchTimeZone}
        showSearch={{ optionFilterProp: 'found' }}
      />
    </Form.Item>
  );
}

/** Two numbers that maps hand out as one text: pasted into either field, both are filled in. */
function LocationFields() {
  const form = Form.useFormInstance();
  const takeBoth = (event: ClipboardEvent): void => {
    const place = placeOf(event.clipboardData.getData('text'));
    if (place === undefined) return;
    event.preventDefault();
    const location = { latitude: `${place.latitude}`, longitude: `${place.longitude}` };
    form.setFieldsValue({ location });
    void form.validateFields([
      ['location', 'latitude'],
      ['location', 'longitude'],
    ]);
  };
  return (
    <>
      <div className="fields-beside" onPaste={takeBoth}>
        <DegreesField member="latitude" most={90} message={TEXTS.latitudeWrong} />
        <DegreesField member="longitude" most={180} message={TEXTS.longitudeWrong} />
      </div>
      <p className="field-help">{TEXTS.locationHelp}</p>
    </>
  );
}

interface DegreesFieldParts {
  readonly member: 'latitude' | 'longitude';
  readonly most: number;
  readonly message: string;
}

function DegreesField({ member, most, message }: DegreesFieldParts) {
  const other = ['location', member === 'latitude' ? 'longitude' : 'latitude'];
  return (
    <Form.Item
      name={['location', member]}
      label={TEXTS[member]}
      dependencies={[other]}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, text: string) => {
            const isEmpty = `${text}${getFieldValue(other) as string}`.trim() === '';
            if (isEmpty || degreesOf(text, most) !== undefined) return Promise.resolve();
            return Promise.reject(new Error(message));
          },
        }),
      ]}
    >
      <Input inputMode="decimal" autoComplete="off" maxLength={30} />
    </Form.Item>
  );
}
