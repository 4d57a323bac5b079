/** Texts of the doors: signing in, and choosing a password by a link. */
export const SIGN_IN_TEXTS = {
  title: 'Sign in',
  subtitle: 'The book of record for your chargers.',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Sign in',
  with: (name: string) => `Sign in with ${name}`,
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  delayed: (seconds: number) => `Too many attempts. Try again in ${seconds} seconds.`,
  noMethods: 'Nobody can sign in here: ask the operator of the service.',
  welcome: {
    title: 'Choose your password',
    hello: (name: string) => `Welcome, ${name}.`,
    account: (email: string) => `You will sign in as ${email}.`,
    password: 'New password',
    passwordHelp: 'At least 12 characters. A few words that only you would put together are best.',
    repeat: 'The same once more',
    passwordShort: 'At least 12 characters.',
    repeatDiffers: 'The two are not the same.',
    submit: 'Save and sign in',
    invalidTitle: 'This link cannot be used',
    invalidText: 'It was used already, or is too old. Ask an administrator for a new one.',
    brokenText:
      'Its address is not whole. Open the link once more as it was given to you, from the first ' +
      'sign to the last; or ask an administrator for a new one.',
    toSignIn: 'To the sign-in',
  },
};
