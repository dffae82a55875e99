// Helpers for hurried users and pages. Runs in every document of the tests before its own scripts.
window.pause = (time = 0) => new Promise((next) => { setTimeout(next, time); });
window.until = async (condition) => {
  for (let count = 0; count < 500; count++) {
    const found = condition();
    if (found) return found;
    await pause(20);
  }
  throw new Error(`never: ${condition}`);
};
window.find = (form, selector) => form.shadowRoot?.querySelector(selector);
window.make = (id = '') => {
  const form = document.createElement('element-instance-form');
  form.id = id;
  form.dataset.sandbox = API;
  return form;
};
window.first = () => document.querySelector('element-instance-form');
window.fill = async (form, name = 'Store') => {
  await until(() => find(form, '#create'));
  const type = (id, value, event = 'input') => {
    const control = find(form, id);
    control.value = value;
    control.dispatchEvent(new Event(event, { bubbles: true }));
  };
  type('#api-host', API, 'change');
  const values = {
    '#user-secret': 'dXNlcg==', '#organization-secret': '0123456789abcdef', '#name': name,
    '#element-0': 'https://mycoolstore.com', '#element-1': 'ck_key', '#element-2': 'cs_secret',
  };
  for (const [id, value] of Object.entries(values)) type(id, value);
};
window.add = async (form, parent = document.body) => {
  parent.append(form);
  await fill(form);
  return form;
};
window.press = (form) => find(form, '#create').click();
window.isBusy = (form) => find(form, '#create')?.hasAttribute('aria-disabled');
window.isAsking = (form) => Boolean(find(form, '.failure.warning[role=alert]:not([data-kind])'));
// Presses once, and waits until a confirmation is shown or the request is sent.
window.pressAndSee = async (form) => {
  press(form);
  await pause(30);
  await until(() => isAsking(form) || find(form, '[role=timer]') || !isBusy(form));
  await pause(100);
  return isAsking(form);
};
// Waits until the request is in flight and has reached the API, so that it counts.
window.isSending = (form) => until(() => find(form, '[role=timer]') && arrived === posts);
window.cancel = async (form) => {
  find(form, '[role=timer]').parentElement.querySelector('button').click();
  await until(() => find(form, '.failure[data-kind=cancelled]'));
};
// Requests arrive at once; their responses are held until `go()` is called.
window.posts = 0;
window.arrived = 0;
window.pending = 0;
window.gate = new Promise((go, fail) => { window.go = go; window.lose = () => fail(new TypeError('Failed to fetch')); });
gate.catch(() => {});
const send = window.fetch;
window.fetch = async (request, options) => {
  if (request.method !== 'POST') return send(request, options);
  posts++;
  pending++;
  // A cancelled request still arrives.
  const response = send(new Request(request.clone(), { signal: null }), options);
  response.then(() => { arrived++; });
  const aborted = new Promise((_, fail) => {
    request.signal.addEventListener('abort', () => fail(request.signal.reason));
  });
  try {
    await Promise.race([gate, aborted]);
    return await response;
  } finally {
    pending--;
  }
};
// Random actions around one intended instance, repeatable by the seed. Returns the numbers of confirmed and sent requests.
window.interleave = async (seed) => {
  let state = seed | 1;
  const random = (limit) => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const forms = [first()];
  const ids = ['', 'one', 'two'];
  let confirmed = 0;
  const log = [];
  const act = async () => {
    const form = forms[random(forms.length)];
    const action = random(10);
    log.push(`${forms.indexOf(form)}:${action}`);
    if (action < 4) {
      if (!form.isConnected || !find(form, '#create')) return;
      if (find(form, '#name').value === '') await fill(form);
      // Also counts presses that come too early: an upper bound of the confirmed requests.
      if (isAsking(form)) confirmed++;
      press(form);
    } else if (action === 4) {
      form.remove();
    } else if (action === 5 && !form.isConnected) {
      document.body.append(form);
    } else if (action === 6) {
      const other = make(ids[random(3)]);
      if (forms.length < 4) forms.push(other);
      else forms[random(4)] = other;
      form.replaceWith(other);
    } else if (action === 7) {
      find(form, '[role=timer]')?.parentElement.querySelector('button').click();
    } else if (action === 8) {
      go();
    } else if (action === 9) {
      document.body.prepend(form);
    }
  };
  await fill(forms[0]);
  press(forms[0]);
  // A press that still waits for the deferred part is lost with its form, and sends no request.
  await until(() => posts === 1);
  for (let count = 0; count < 14; count++) {
    await act();
    await pause([0, 20, 120, 600][random(4)]);
  }
  go();
  await until(() => pending === 0 && arrived === posts);
  await pause(200);
  // A confirmed second instance is still possible.
  const last = await add(make('last'));
  const before = posts;
  const isAsked = await pressAndSee(last);
  const after = posts;
  // The questions may change while they are visible; then they need another confirmation.
  for (let count = 0; count < 4 && posts === after; count++) {
    await pause(600);
    press(last);
    await pause(300);
  }
  await until(() => arrived === after + 1);
  return { confirmed, before, isAsked, extra: after - before, log: log.join(' ') };
};
