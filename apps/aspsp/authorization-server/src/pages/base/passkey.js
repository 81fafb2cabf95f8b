// Asks the device for a passkey (WebAuthn 3), with what the page says, and sends what it gave. Without script, or where the
// browser knows no passkeys, the other ways remain.

const ASKING = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

const canAsk = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

for (const place of canAsk ? document.querySelectorAll('[data-passkey]') : []) {
  const form = place.querySelector('form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // a device is asked one thing at a time
    event.submitter.disabled = true;
    try {
      const credential = await ASKING[place.dataset.passkey](JSON.parse(place.dataset.options));
      form.elements.response.value = JSON.stringify(credential.toJSON());
    } catch (error) {
      console.warn(error);
    }
    form.submit();
  });
  place.dataset.ready = 'yes';
}
