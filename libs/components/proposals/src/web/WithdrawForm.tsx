import { Button, Disclosure, Form, useT } from '@hiroba/ui';

/** Takes a proposal back, after a look at what that means. */
export function WithdrawForm() {
  const t = useT();
  return (
    <Disclosure summary={t('proposals.withdraw.summary')}>
      <Form name="withdraw" className="grid gap-4">
        <p className="measure">{t('proposals.withdraw.text')}</p>
        <div><Button weight="danger">{t('proposals.withdraw.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
