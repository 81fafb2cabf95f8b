/** Why an act came to nothing, for whom it concerns. Which factor was wrong is never told (RTS, Article 4(3)(a)). */
export interface Said {
  readonly text: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 422 | 429 | 503;
}

const WRONG = 'That is not right, or your access is blocked. After five failures in a row it is blocked for a while.';

const WORDS: Readonly<Record<string, Said>> = {
  'credentials-wrong': { text: WRONG, status: 401 },
  'psu-blocked': { text: WRONG, status: 401 },
  'psu-mismatch': { text: WRONG, status: 401 },
  'psu-not-blocked': { text: 'It is not blocked.', status: 409 },
  'psu-unknown': { text: WRONG, status: 401 },
  'code-wrong': { text: WRONG, status: 401 },
  'signature-wrong': { text: WRONG, status: 401 },
  'passkey-wrong': { text: WRONG, status: 401 },
  'passkey-unknown': { text: WRONG, status: 401 },
  'passkey-cloned': { text: WRONG, status: 401 },
  'passkey-none': { text: 'Your device gave no passkey. Try again, or choose another way.', status: 422 },
  'passkey-used': { text: 'That was confirmed before.', status: 409 },
  'code-used': { text: 'That code was used before. Ask for a new one.', status: 409 },
  'challenge-unknown': { text: 'There is no code to enter. Choose how to confirm once more.', status: 409 },
  'challenge-ended': { text: 'That code does not count any more. Ask for a new one.', status: 409 },
  'challenge-expired': { text: 'The time for that code is up. Ask for a new one.', status: 409 },
  'ceremony-unknown': { text: 'Start anew with your passkey.', status: 409 },
  'ceremony-expired': { text: 'Start anew with your passkey.', status: 409 },
  'subject-changed': { text: 'What is to be confirmed has changed. Look at it again.', status: 409 },
  'approval-refused': { text: 'You said no on your device.', status: 409 },
  'approval-used': { text: 'That was decided before.', status: 409 },
  'method-unknown': { text: 'Choose how you want to confirm.', status: 422 },
  'method-unfit': { text: 'Choose how you want to confirm.', status: 422 },
  'sending-too-often': { text: 'Too many codes were sent to you. Wait some minutes.', status: 429 },
  'delivery-failed': { text: 'The code could not be sent. Try again, or choose another way.', status: 503 },
  'no-account-chosen': { text: 'Choose at least one account.', status: 422 },
  'account-not-of-psu': { text: 'You cannot open one of these accounts.', status: 422 },
  'consent-unknown': { text: 'There is no such consent.', status: 404 },
  'consent-final': { text: 'That consent has ended already.', status: 409 },
  'authorisation-unknown': { text: 'There is nothing to authorise here.', status: 404 },
  'authorisation-final': { text: 'That was decided already.', status: 409 },
  'authorisation-not-needed': { text: 'You have authorised that already.', status: 409 },
};

/** By a reason of any part, `sca:code-wrong` as well as `code-wrong`. What nobody has words for is told as what cannot be done now. */
export function say(reason: string): Said {
  const name = reason.slice(reason.indexOf(':') + 1);
  return (
    (Object.hasOwn(WORDS, name) ? WORDS[name] : undefined) ?? {
      text: 'That cannot be done now. Go back and look where you are.',
      status: 409,
    }
  );
}
