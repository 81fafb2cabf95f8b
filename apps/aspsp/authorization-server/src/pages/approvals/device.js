// Makes this browser a device that approves: a key of WebCrypto that never leaves it, one for each method that was enrolled
// here. Pages work without this script; then this browser is no device.

const STORE = 'keys';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

function openKeys() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('xs2a-device', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function inStore(mode, act) {
  const database = await openKeys();
  return new Promise((resolve, reject) => {
    const request = act(database.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const toBase64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The id of a key is told by its public part, so that page and browser speak of the same one. */
async function thumbprintOf(jwk) {
  const canonical = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y });
  return toBase64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical)));
}

/** Fills a field of the form when it is to be sent; what fails is sent without, and the bank says what is missing. */
function whenSent(form, fill) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await fill(form);
    } catch (error) {
      console.error(error);
    }
    // no event of its own: one within another is passed over
    form.submit();
  });
}

for (const place of document.querySelectorAll('[data-device]')) {
  const key = await inStore('readonly', (store) => store.get(place.dataset.device));
  if (key === undefined) continue;
  whenSent(place.querySelector('form'), async (form) => {
    const signed = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(place.dataset.text));
    form.elements.signature.value = toBase64url(signed);
  });
  place.dataset.ready = 'yes';
}

for (const place of document.querySelectorAll('[data-enrol]')) {
  whenSent(place.querySelector('form'), async (form) => {
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const thumbprint = await thumbprintOf(jwk);
    await inStore('readwrite', (store) => store.put(pair.privateKey, thumbprint));
    form.elements['public-key'].value = JSON.stringify(jwk);
  });
}

// the page after an enrolment says which method the new key is of
for (const place of document.querySelectorAll('[data-enrolled]')) {
  const { enrolled, thumbprint } = place.dataset;
  const key = await inStore('readonly', (store) => store.get(thumbprint));
  if (key !== undefined) {
    await inStore('readwrite', (store) => store.put(key, enrolled));
    await inStore('readwrite', (store) => store.delete(thumbprint));
  }
}
