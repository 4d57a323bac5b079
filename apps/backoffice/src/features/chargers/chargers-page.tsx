import { useQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useParams } from 'react-router';

import { useTitle } from '../../components/use-title';
import { type components } from '../../generated/api';
import { api, dataOf } from '../../lib/api';
import { amps } from '../../lib/format';
import { APP_TEXTS } from '../../lib/texts/app';

type Charger = components['schemas']['ChargerDto'];

const COLUMNS: TableColumnsType<Charger> = [
  { title: 'Name', dataIndex: 'displayName' },
  { title: 'Charger ID', dataIndex: 'chargerId' },
  { title: 'Limit', dataIndex: 'limitAmps', render: amps },
];

export function ChargersPage() {
  useTitle(APP_TEXTS.tabs.chargers);
  const { accountId = '' } = useParams();
  const { data } = useQuery({
    queryKey: ['chargers', { accountId }],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/chargers', { params: { query: { accountId } }, signal })),
  });
  return <Table rowKey="id" columns={COLUMNS} dataSource={data?.items ?? []} pagination={false} />;
}
