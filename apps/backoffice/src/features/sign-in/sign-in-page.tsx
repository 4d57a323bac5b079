import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Divider, Form, Input } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';

import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/use-title';
import { fetchSignInMethods, signIn, type SignInMethods } from '../../lib/auth';
import { Problem } from '../../lib/problem';
import { safeReturnPath } from '../../lib/return-path';
import { SIGN_IN_TEXTS as TEXTS } from '../../lib/texts/sign-in';
import { useWrite } from '../../lib/write';
import { Door } from './door';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function SignInPage() {
  useTitle(TEXTS.title);
  const [search] = useSearchParams();
  const returnTo = safeReturnPath(search.get('returnTo'));
  const methods = useQuery({ queryKey: ['sign-in-methods'], queryFn: fetchSignInMethods });
  return (
    <Door title={TEXTS.title} subtitle={TEXTS.subtitle}>
      <ProblemNotice error={methods.error} onRetry={() => void methods.refetch()} />
      {methods.data === undefined ? null : <Ways methods={methods.data} returnTo={returnTo} />}
    </Door>
  );
}

interface WaysParts {
  readonly methods: SignInMethods;
  readonly returnTo: string;
}

function Ways({ methods: { password, openIdConnect }, returnTo }: WaysParts) {
  if (!password && openIdConnect === null) return <p>{TEXTS.noMethods}</p>;
  return (
    <>
      {password ? <PasswordForm returnTo={returnTo} /> : null}
      {password && openIdConnect !== null ? <Divider /> : null}
      {openIdConnect === null ? null : (
        <Button
          block
          type={password ? 'default' : 'primary'}
          href={`${openIdConnect.url}?returnTo=${encodeURIComponent(returnTo)}`}
        >
          {TEXTS.with(openIdConnect.name)}
        </Button>
      )}
    </>
  );
}

function PasswordForm({ returnTo }: { readonly returnTo: string }) {
  const [form] = Form.useForm<Credentials>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { write, isPending, error } = useWrite<Credentials, void>({
    send: signIn,
    isSentOnce: true,
    onDone: () => {
      queries.clear();
      void navigate(returnTo, { replace: true });
    },
    onRefused: () => form.getFieldInstance('password')?.focus(),
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={write}>
      <ProblemNotice error={error} errors={errorsOf(error)} />
      <Form.Item
        name="email"
        label={TEXTS.email}
        rules={[{ required: true, whitespace: true, message: TEXTS.emailMissing }]}
      >
        <Input autoFocus inputMode="email" autoComplete="username" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="password"
        label={TEXTS.password}
        rules={[{ required: true, message: TEXTS.passwordMissing }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button block type="primary" htmlType="submit" loading={isPending}>
        {TEXTS.submit}
      </Button>
    </Form>
  );
}

/** While attempts are delayed, how long. */
function errorsOf(error: unknown) {
  if (!(error instanceof Problem)) return [];
  const { status, retryAfterSeconds, errors } = error;
  if (status !== 429 || retryAfterSeconds === undefined) return errors;
  return errors.map((each) => ({ ...each, detail: TEXTS.delayed(retryAfterSeconds) }));
}
