// Answers while one types: asks for the page that the form would go to and shows its results in this one. The server
// ranks and marks, so that there is one search, with script and without.
const form = document.querySelector('form.search');
const field = form.querySelector('input');
let asked = 0;
let timer;

field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(update, 120);
});

async function update() {
  const mine = ++asked;
  const address = `${form.getAttribute('action')}?${new URLSearchParams({ q: field.value })}`;
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok || mine !== asked) return; // an answer that is overtaken would replace a newer one
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const results = page.getElementById('results');
  // The status stays the same element: assistive technology hears changes in it, not a new one.
  const status = document.querySelector('#results [role=status]');
  status.textContent = results.querySelector('[role=status]').textContent;
  results.querySelector('[role=status]').remove();
  document.getElementById('results').replaceChildren(status, ...results.childNodes);
  history.replaceState(null, '', address);
}
