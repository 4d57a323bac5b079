import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';

import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/use-title';
import { choosePassword, type Invitation, readInvitation } from '../../lib/auth';
import { showAtFields } from '../../lib/field-problems';
import { hasCode, type ProblemError } from '../../lib/problem';
import { SIGN_IN_TEXTS } from '../../lib/texts/sign-in';
import { useWrite } from '../../lib/write';
import { Door } from './door';
import { takeSecret } from './take-secret';

const TEXTS = SIGN_IN_TEXTS.welcome;
const SHORTEST_PASSWORD = 12;

/** Where a one-time link leads: whoever holds it chooses his password, and is signed in. */
export function WelcomePage() {
  useTitle(TEXTS.title);
  // Another link that is opened in this tab changes nothing but what stands behind the `#`.
  useLocation();
  const secret = takeSecret();
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => readInvitation(secret),
    enabled: secret !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (secret === '') return <InvalidLink text={TEXTS.brokenText} />;
  if (hasCode(error, 'link-invalid')) return <InvalidLink text={TEXTS.invalidText} />;
  return (
    <Door title={TEXTS.title}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null ? <Skeleton active title={false} /> : null}
      {data === undefined ? null : <PasswordForm key={secret} invitation={data} secret={secret} />}
    </Door>
  );
}

function InvalidLink({ text }: { readonly text: string }) {
  return (
    <Door title={TEXTS.invalidTitle}>
      <p>{text}</p>
      <Link to="/sign-in">{TEXTS.toSignIn}</Link>
    </Door>
  );
}

interface Values {
  readonly password: string;
  readonly repeated: string;
}

function PasswordForm(parts: { readonly invitation: Invitation; readonly secret: string }) {
  const { invitation, secret } = parts;
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const { write, isPending, error } = useChoosing(secret, (problem) =>
    setHomeless(showAtFields(form, problem)),
  );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={write}>
      <p>
        {TEXTS.hello(invitation.name)} {TEXTS.account(invitation.email)}
      </p>
      <ProblemNotice error={error} errors={homeless} />
      <input
        type="hidden"
        name="username"
        autoComplete="username"
        value={invitation.email}
        readOnly
      />
      <Form.Item
        name="password"
        label={TEXTS.password}
        extra={TEXTS.passwordHelp}
        rules={[{ required: true, min: SHORTEST_PASSWORD, message: TEXTS.passwordShort }]}
      >
        <Input.Password autoFocus autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={TEXTS.repeat}
        dependencies={['password']}
        rules={[sameTwice]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button block type="primary" htmlType="submit" loading={isPending}>
        {TEXTS.submit}
      </Button>
    </Form>
  );
}

function sameTwice(form: { getFieldValue: (name: string) => unknown }) {
  return {
    validator: (_rule: unknown, repeated: unknown): Promise<void> => {
      const isSame = form.getFieldValue('password') === repeated;
      return isSame ? Promise.resolve() : Promise.reject(new Error(TEXTS.repeatDiffers));
    },
  };
}

function useChoosing(secret: string, onRefused: (error: Error) => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useWrite<Values, void>({
    send: ({ password }) => choosePassword({ secret, password }),
    isSentOnce: true,
    onDone: () => {
      queries.clear();
      void navigate('/', { replace: true });
    },
    onRefused,
  });
}
