import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { randomUUID } from 'node:crypto';
import { type sendUnaryData } from '@grpc/grpc-js';
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';

import { arrive, type ServiceContext } from './service-context';
import { type Method } from './faults';
import { refusalOf } from './refusals';

const HOST = '127.0.0.1';
const TICKS_PER_MS = 10_000;
const STREAMS = 'event_store.client.streams.streams';
/** What the client asks for, with the features that it looks at. */
const METHODS: readonly (readonly [name: string, ...features: string[]])[] = [
  ['read', 'position', 'events'],
  ['append'],
  ['batchappend', 'deadline_duration'],
];
const instanceId = randomUUID();

/** What the server can, and who is in its cluster: itself. */
export function nodeHandlers(context: ServiceContext) {
  return {
    getSupportedMethods: handlerOf(context, 'features', featuresOf),
    read: handlerOf(context, 'gossip', clusterOf),
  };
}

function handlerOf<Response>(
  context: ServiceContext,
  method: Method,
  responseOf: (context: ServiceContext) => Response,
) {
  return (_call: unknown, answer: sendUnaryData<Response>): void => {
    try {
      if (arrive(context, method) === 'served') answer(null, responseOf(context));
    } catch (error) {
      answer(refusalOf(error));
    }
  };
}

function featuresOf({ version }: ServiceContext): SupportedMethods {
  const methods = METHODS.map(([name, ...features]) =>
    new SupportedMethod().setServiceName(STREAMS).setMethodName(name).setFeaturesList(features),
  );
  return new SupportedMethods().setEventStoreServerVersion(version).setMethodsList(methods);
}

function clusterOf({ port }: ServiceContext): ClusterInfo {
  const member = new MemberInfo()
    .setInstanceId(new UUID().setString(instanceId))
    .setTimeStamp(String(Date.now() * TICKS_PER_MS))
    .setState(MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new EndPoint().setAddress(HOST).setPort(port()));
  return new ClusterInfo().setMembersList([member]);
}
