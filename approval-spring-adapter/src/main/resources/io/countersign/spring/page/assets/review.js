// Every form of the page works without this file. With it answers arrive in place, and times are the reader's own.
const { pages, api, query, reader } = document.body.dataset;
let { csrf } = document.body.dataset;
const lang = document.documentElement.lang;
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

const texts = Object.fromEntries($$('p', $('#texts').content).map(p => [p.dataset.key, p.textContent]));
const text = (key, ...args) => (texts[key] ?? key).replace(/\{(\d)}/g, (hole, i) => args[i] ?? hole);
const plural = new Intl.PluralRules(lang);
const count = (key, n) => text(`${key}.${plural.select(n)}` in texts ? `${key}.${plural.select(n)}` : `${key}.other`, n);

// The address of a page, in the language that the reader chose.
const to = path => pages + path + (query && '?' + query);
const link = (href, label) => Object.assign(document.createElement('a'), { href, textContent: label });
let fading;
// What the page shows elsewhere is only said to a screen reader.
function say(message, { stay, silent, more } = {}) {
  clearTimeout(fading);
  const toast = $('#live');
  toast.className = silent ? 'vh' : 'toast';
  toast.textContent = message;
  if (more) toast.append(' ', more);
  if (!stay) fading = setTimeout(() => toast.replaceChildren(), 8000);
}

// --- Calls ---

const pause = seconds => new Promise(done => setTimeout(done, seconds * 1000));

async function call(path, body, key) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (csrf) headers['X-CSRF-Token'] = csrf;
  if (key) headers['Idempotency-Key'] = key;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 30000);
  try {
    const answer = await fetch(api + path, { method: body ? 'POST' : 'GET', headers, body, cache: 'no-store', signal: stop.signal });
    // A success whose body is lost counts as no answer; an error page of a proxy has no body to read.
    const data = await answer.json().catch(e => { if (answer.ok) throw e; return {}; });
    if (answer.ok) used();
    return { ok: answer.ok, status: answer.status, data, wait: Number(answer.headers.get('Retry-After')) || 0 };
  } finally {
    clearTimeout(timer);
  }
}

// A call that got no answer may have been done: it is repeated under the key it had, also when the reader repeats it, and
// also when the page was loaded again in between.
const keys = new Map();
const OPEN_CALL = 'review:open-call';
async function deliver(path, data) {
  const body = JSON.stringify(data);
  const id = path + body;
  if (!keys.has(id)) keys.set(id, crypto.randomUUID());
  sessionStorage.setItem(OPEN_CALL, JSON.stringify({ path, data, key: keys.get(id), reader, at: Date.now() }));
  for (let turn = 0; ; turn++) {
    const answer = await call(path, body, keys.get(id)).catch(() => null);
    const open = !answer || [502, 503, 504].includes(answer.status) || answer.data.code === 'conflict';
    if (answer?.data.code === 'session-expired' && await opened()) continue;
    if (!open) {
      keys.delete(id);
      sessionStorage.removeItem(OPEN_CALL);
      return answer;
    }
    if (turn === 3) return answer?.data.code ? answer : null;
    say(text('again'), { stay: true });
    await pause(Math.min(answer?.wait || 2 ** turn, 20));
  }
}

const OPEN_FOR = 15 * 60 * 1000;
async function resume() {
  const held = JSON.parse(sessionStorage.getItem(OPEN_CALL) ?? 'null');
  if (!held) return;
  sessionStorage.removeItem(OPEN_CALL);
  if (held.reader !== reader || Date.now() - held.at > OPEN_FOR) return;
  keys.set(held.path + JSON.stringify(held.data), held.key);
  say(text('again'), { stay: true });
  const answer = await deliver(held.path, held.data);
  if (!answer) return say(text('unanswered'), { stay: true });
  const failed = (answer.data.results ?? []).find(result => result.outcome === 'FAILED');
  const problem = answer.ok ? failed?.problem : answer.data;
  sessionStorage.setItem('review-said', problem ? reason(problem) : text('resumed'));
  location.reload();
}

const reason = problem => problem?.code in texts
  ? text(problem.code, text(`status.${problem.postStatus}`))
  : problem?.detail || problem?.title || text('failed');

// --- Times ---

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const locale = (navigator.languages ?? []).find(l => l.split('-')[0] === lang.split('-')[0]) ?? lang;
const formats = new Map();
function at(iso, timeZone) {
  const date = new Date(iso);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric'; // this year goes without saying
  const kind = timeZone + year;
  if (!formats.has(kind)) {
    formats.set(kind, new Intl.DateTimeFormat(locale, {
      weekday: 'short', day: 'numeric', month: 'short', year, hour: 'numeric', minute: '2-digit', timeZone, numberingSystem: 'latn' }));
  }
  return formats.get(kind).format(date);
}
const wall = date => new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);

function showTimes(from) {
  for (const time of $$('[data-moment]', from)) time.textContent = at(time.dateTime, here);
  for (const card of $$('.card', from)) showWhen(card);
}

function showWhen(card) {
  const { zone } = card.dataset;
  const when = $('[data-when]', card);
  const iso = when.dataset.when;
  const field = $('input[name=scheduledAt]', card);
  try {
    if (iso) {
      const there = zone === here ? '' : text('elsewhere', at(iso, zone), zone);
      $('[data-here]', when).textContent = at(iso, here);
      $('[data-here]', when).dateTime = iso;
      $('[data-here-zone]', when).textContent = zone === here ? here : text('yours');
      $('[data-there]', when).textContent = there;
    }
  } catch {
    return; // a zone that this browser does not know: the server's text and the server's field stay
  }
  if (!field) return;
  field.dataset.local = '';
  field.min = wall(new Date());
  if (iso) field.value = wall(new Date(iso));
  const item = card.closest('.item');
  if (item && iso) item.dataset.day = wall(new Date(iso)).slice(0, 10);
  const help = () => {
    const typed = instants(field.value);
    const there = zone === here || typed.length !== 1 ? '' : ' · ' + text('elsewhere', at(typed[0], zone), zone);
    $('[data-zone-help]', card).textContent = text('zone', here) + there;
    showTwice($('[data-twice]', card), typed, zone);
  };
  field.oninput = () => {
    calm(card);
    help();
  };
  help();
}

// When the reader's clock shows what was typed: mostly once, never where it jumps ahead, twice where it is set back.
function instants(typed) {
  const near = new Date(typed);
  if (isNaN(near)) return [];
  const found = new Set();
  for (let minutes = -180; minutes <= 180; minutes += 30) {
    const instant = new Date(+near + minutes * 60000);
    if (wall(instant) === typed.slice(0, 16)) found.add(+instant);
  }
  return [...found].map(instant => new Date(instant));
}

function offset(date) {
  const minutes = -date.getTimezoneOffset();
  const two = n => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function showTwice(place, times, zone) {
  place.hidden = times.length < 2;
  const choices = times.length < 2 ? [] : times.map(time => {
    const label = document.createElement('label');
    const there = zone === here ? '' : ' · ' + text('elsewhere', at(time, zone), zone);
    const choice = Object.assign(document.createElement('input'), { type: 'radio', name: 'offset', value: time.toISOString(), required: true });
    label.append(choice, text('offset', offset(time)) + there);
    return label;
  });
  place.replaceChildren($('legend', place), ...choices);
}

// The one instant that a form means, or what is unclear about it.
function meant(form) {
  const field = $('[name=scheduledAt]', form);
  const times = instants(field.value);
  const chosen = $('[name=offset]:checked', form);
  const time = times.length === 1 ? times[0] : times.length > 1 && chosen ? new Date(chosen.value) : null;
  if (time > Date.now()) return { time };
  const why = time || !field.value ? 'time' : times.length ? 'twice' : 'skipped';
  return { field: times.length > 1 && !chosen ? $('[name=offset]', form) : field, why: text(why, here, field.value.replace('T', ' ')) };
}

// --- Notes outlive a reload and an ended session ---

// They stay in this tab, apart for each reader, until they are sent, the review is locked, or somebody else opens theirs.
const NOTES = `review:${reader}:`;
const stored = field => NOTES + field.id;
function forgetOthers() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('review:') && key !== OPEN_CALL && !key.startsWith(NOTES)) sessionStorage.removeItem(key);
  }
}
function restoreNotes(from) {
  for (const field of $$('[data-note]', from)) {
    const note = sessionStorage.getItem(stored(field));
    if (note === null || note === field.defaultValue || field.value !== field.defaultValue || field.defaultValue && !field.matches('[data-suggestion]')) continue;
    field.value = note;
    for (let box = field.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  }
}
const forget = from => $$('[data-note]', from).forEach(field => sessionStorage.removeItem(stored(field)));

// --- Decisions ---

const cardOf = id => document.getElementById(`post-${id}`);

function calm(card) {
  $('[data-problem]', card).hidden = true;
  card.classList.remove('refused');
}

function complain(card, message, more) {
  const place = $('[data-problem]', card);
  card.classList.add('refused');
  place.replaceChildren(message);
  if (more) place.append(' ', more);
  place.hidden = false;
}

function refuse(card, problem) {
  const reload = link(to(`/posts/${encodeURIComponent(card.dataset.post)}`), text('reload'));
  if (problem?.code === 'stale-version') complain(card, text('stale'), reload);
  else complain(card, reason(problem));
}

function busy(form, button) {
  form.setAttribute('aria-busy', Boolean(button));
  if (button) button.dataset.pressed = '';
  for (const each of $$('button', form)) {
    each.disabled = Boolean(button);
    if (!button) delete each.dataset.pressed;
  }
}

function bump(name, by) {
  const place = $(`[data-count=${name}]`);
  if (!place) return;
  const n = Math.max(0, Number(place.textContent) + by);
  place.textContent = n;
  const heading = $(`[data-heading=${name}]`);
  if (heading) heading.textContent = n ? count('waiting', n) : text('waiting.none');
}

const ICONS = { APPROVE: '#i-check', REQUEST_CHANGES: '#i-edit', REJECT: '#i-cross' };

function settle(card, verdict, post) {
  const item = card.closest('.item');
  forget(card);
  if (!item) return null;
  const done = $('#done').content.firstElementChild.cloneNode(true);
  done.classList.add(verdict);
  $('use', done).setAttribute('href', ICONS[verdict]);
  $('[data-verdict]', done).textContent = text(`done.${verdict}`);
  $('[data-name]', done).textContent = `${$('h2', card).textContent} · ${($$('.words', card).map(words => words.textContent).join('')).trim().slice(0, 60)}`;
  const status = post?.status;
  const state = $('[data-state]', done);
  state.hidden = !status || text(`status.${status}`) === text(`done.${verdict}`);
  state.textContent = text(`status.${status}`);
  const open = $('a', done);
  open.href = to(`/posts/${encodeURIComponent(card.dataset.post)}`);
  open.textContent = text(status === 'IN_REVIEW' ? 'change' : 'open');
  if ($('.pick', item)) {
    bump('waiting', -1);
    bump('decided', 1);
  }
  item.replaceChildren(done);
  mark(card.dataset.post, verdict);
  return done;
}

async function decide(form, button, scheduledAt) {
  const verdict = button.value;
  const bulk = form.id === 'bulk';
  const boxes = bulk ? $$('.pick :checked') : [$('[name=post]', form)];
  const field = $('[name=note]', form);
  const note = field?.value.trim();
  const other = $('[data-suggestion]', form);
  const suggestion = verdict === 'REQUEST_CHANGES' && other && other.value !== other.defaultValue ? { caption: other.value } : null;
  const tell = message => bulk ? say(message, { stay: true }) : complain(form.closest('.card'), message);
  if (!boxes.length) return;
  if (verdict !== 'APPROVE' && !note) {
    field.focus();
    tell(text('note'));
    return;
  }
  const decisions = boxes.map(box => {
    const [, postId, version, digest] = /^(.+):(\d+):([^:]*)$/.exec(box.value);
    return { postId, version: Number(version), digest, verdict, ...(note && { note }), ...(suggestion && { suggestion }), ...(scheduledAt && { scheduledAt }) };
  });
  for (const { postId } of decisions) calm(cardOf(postId));
  busy(form, button);
  say(text('sending'), { stay: true, silent: true });
  const settled = [];
  const refused = [];
  let trouble = null;
  for (let from = 0; from < decisions.length && !trouble; from += 200) {
    const answer = await deliver('/decisions', { decisions: decisions.slice(from, from + 200) });
    if (!answer?.ok || !answer.data.results) {
      trouble = { answer };
      break;
    }
    for (const { postId, outcome, post, problem } of answer.data.results) {
      const card = cardOf(postId);
      if (outcome !== 'FAILED') {
        settled.push(settle(card, verdict, post));
      } else {
        refuse(card, problem);
        refused.push(card);
      }
    }
  }
  busy(form, null);
  update();
  const sum = [settled.length && count('recorded', settled.length), refused.length && count('refused', refused.length)].filter(Boolean).join(' · ');
  if (trouble) {
    const { answer } = trouble;
    say('');
    tell([sum, answer ? reason(answer.data) : text('unanswered')].filter(Boolean).join(' · '));
    return;
  }
  if (bulk && !refused.length) {
    forget(form);
    form.reset();
    $('details', form).open = false;
  }
  if (settled.length && !settled[0]) {
    sessionStorage.setItem('review-said', sum); // the page of one post: its own truth is a reload away
    location.replace(to(location.pathname.slice(pages.length)));
    return;
  }
  say(bulk ? sum : text(`done.${verdict}`), { stay: refused.length > 0, silent: !bulk });
  const next = refused.length ? $('[data-problem]', refused[0]) : settled[0];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: refused.length && bulk ? 'center' : 'nearest' });
}

async function move(form, button) {
  const card = form.closest('.card');
  const { time, field, why } = meant(form);
  if (why) {
    field.focus();
    complain(card, why);
    return;
  }
  if (button.value) {
    await decide(form, button, time.toISOString());
    return;
  }
  calm(card);
  busy(form, button);
  say(text('sending'), { stay: true, silent: true });
  const { post, zone } = card.dataset;
  const answer = await deliver(`/posts/${encodeURIComponent(post)}/reschedule`, { scheduledAt: time.toISOString(), timeZone: zone });
  busy(form, null);
  say('');
  if (!answer?.ok) return answer ? refuse(card, answer.data) : complain(card, text('unanswered'));
  sessionStorage.setItem('review-said', text('moved', at(answer.data.scheduledAt, here)));
  if (!$('[data-here]', card)) return location.reload();
  $('[data-when]', card).dataset.when = answer.data.scheduledAt;
  $('[data-missed]', card)?.remove();
  showWhen(card);
  showGroups();
  form.closest('details').open = false;
  $('summary', form.closest('details')).focus();
  said();
}

// Holding, letting go, commenting: the page's own truth is a reload away.
async function remark(form, button) {
  const card = form.closest('.card');
  const { send } = form.dataset;
  const post = form.dataset.post ?? card.dataset.post;
  const field = $('textarea', form);
  const tell = message => {
    if (card) return complain(card, message);
    const place = $('[data-problem]', form);
    place.textContent = message;
    place.hidden = !message;
    return null;
  };
  const typed = field?.value.trim();
  if (field && !typed) {
    field.focus();
    tell(text(send));
    return;
  }
  tell('');
  if (card) calm(card);
  busy(form, button);
  say(text('sending'), { stay: true, silent: true });
  const anchor = send === 'comment' ? region(form) : null;
  const data = { comment: { text: typed, ...(anchor && { anchor }) }, hold: { reason: typed }, unhold: {} }[send];
  const path = `/posts/${encodeURIComponent(post)}/${send === 'comment' ? 'comments' : send}`;
  const answer = await deliver(path, data);
  busy(form, null);
  say('');
  if (!answer?.ok) return tell(answer ? reason(answer.data) : text('unanswered'));
  if (field) sessionStorage.removeItem(stored(field));
  sessionStorage.setItem('review-said', text(`done.${send}`));
  location.reload();
  return null;
}

function said() {
  const message = sessionStorage.getItem('review-said');
  sessionStorage.removeItem('review-said');
  if (message) say(message);
}

// --- Choosing ---

function update() {
  const boxes = $$('.pick input');
  const n = boxes.filter(box => box.checked).length;
  const bulk = $('#bulk');
  if (!bulk) return;
  $('[data-chosen]', bulk).textContent = n;
  $('[data-approve]', bulk).textContent = count('approve', n);
  const all = $('[data-all]');
  all.hidden = !boxes.length;
  all.textContent = text(n && n === boxes.length ? 'select.none' : 'select.all');
  showGroups();
}

const dayOf = day => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', numberingSystem: 'latn' }).format(new Date(`${day}T00:00Z`));
const boxesOf = key => $$('.item').filter(item => key === `day:${item.dataset.day}` || key === `channel:${item.dataset.channel}`)
  .map(item => $('.pick input', item)).filter(Boolean);

// The days are the reader's own here, and what is decided counts no more.
function showGroups() {
  const place = $('[data-groups]');
  if (!place) return;
  const items = $$('.item').filter(item => $('.pick', item));
  const keysOf = (kind, value) => {
    const all = [...new Set(items.map(value))].sort();
    return all.length > 1 ? all.map(one => [`${kind}:${one}`, one]) : [];
  };
  const groups = [
    ...keysOf('day', item => item.dataset.day).map(([key, day]) => [key, day ? dayOf(day) : text('when.none')]),
    ...keysOf('channel', item => item.dataset.channel),
  ];
  const focused = document.activeElement?.dataset.group;
  place.closest('details').hidden = !groups.length;
  place.replaceChildren(...groups.map(([key, label]) => {
    const boxes = boxesOf(key);
    const chip = Object.assign(document.createElement('button'), { type: 'button', className: 'chip', textContent: `${label} ` });
    chip.dataset.group = key;
    chip.setAttribute('aria-pressed', boxes.every(box => box.checked));
    chip.append(Object.assign(document.createElement('span'), { className: 'n', textContent: boxes.length }));
    const line = document.createElement('li');
    line.append(chip);
    return line;
  }));
  if (focused) $(`[data-group="${CSS.escape(focused)}"]`)?.focus();
}

async function more(button) {
  button.textContent = text('loading');
  try {
    const answer = await fetch(button.href, { cache: 'no-store' });
    if (!answer.ok) throw answer;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = $$('.cards > .item', page).filter(item => !cardOf($('.card', item).dataset.post)).map(item => document.importNode(item, true));
    const pager = $('.pager', page);
    $('.cards').append(...fresh);
    $('[data-index]')?.append(...$$('[data-index] > li', page).map(item => document.importNode(item, true)));
    watch(fresh);
    showTimes($('.index') ?? $('.cards'));
    showTimes($('.cards'));
    restoreNotes($('.cards'));
    button.closest('.pager').replaceWith(...(pager ? [document.importNode(pager, true)] : []));
    update();
    if (fresh[0]) {
      fresh[0].tabIndex = -1;
      fresh[0].focus({ preventScroll: true });
    }
  } catch {
    location.href = button.href;
  }
}

// --- The door ---

// The whole link as mailed, or the token itself.
function tokenOf(value) {
  const parts = /([^/#?\s]+)\/?(?:\?[^#\s]*)?#([\w-]{20,})/.exec(value);
  return parts ? `${parts[1]}.${parts[2]}` : value.trim();
}

function door() {
  const token = tokenOf(location.href);
  const held = token !== location.href.trim();
  // Another language keeps the link.
  for (const other of $$('[data-lang]')) other.hash = location.hash;
  for (const field of $$('[data-link]')) {
    field.hidden = held;
    $('input', field).required = !held;
  }
  const typed = form => held ? token : tokenOf($('[name=link]', form).value);

  const unlock = $('[data-unlock]');
  if (unlock) {
    const error = $('[data-error]', unlock);
    const button = $('.go', unlock);
    const label = button.textContent;
    const show = message => {
      error.textContent = message;
      error.hidden = false;
    };
    const reveal = $('[data-reveal]', unlock);
    const password = $('[name=password]', unlock);
    reveal.hidden = false;
    reveal.onclick = () => {
      const shown = password.type === 'password';
      password.type = shown ? 'text' : 'password';
      reveal.textContent = text(shown ? 'hide' : 'show');
      reveal.setAttribute('aria-pressed', shown);
      password.focus();
    };
    unlock.onsubmit = async event => {
      event.preventDefault();
      const used = typed(unlock);
      error.hidden = true;
      if (!/^[^./\s]+\.[\w-]{20,}$/.test(used)) {
        show(text('linkless'));
        return;
      }
      button.disabled = true;
      button.textContent = text('opening');
      const answer = await call('/unlock', JSON.stringify({ token: used, password: password.value })).catch(() => null);
      if (answer?.ok) {
        password.value = '';
        history.replaceState(null, '', location.pathname);
        location.replace(to('/posts'));
        return;
      }
      show(answer ? reason(answer.data) : text('offline'));
      if (answer?.status === 404 || answer?.status === 410) {
        $('#request').open = true;
        $('#old-link').value ||= $('#link').value;
      }
      const end = Date.now() + (answer?.wait ?? 0) * 1000;
      for (let left; (left = Math.ceil((end - Date.now()) / 1000)) > 0;) {
        button.textContent = text('wait', left);
        await pause(Math.min(1, left));
      }
      button.disabled = false;
      button.textContent = label;
      if (answer?.data.code === 'wrong-password') password.select();
    };
  }

  const request = $('[data-request]');
  if (request) {
    request.onsubmit = async event => {
      event.preventDefault();
      const button = $('.btn', request);
      const sent = $('[data-sent]', request);
      button.disabled = true;
      const answer = await call('/request-link', JSON.stringify({ token: typed(request) })).catch(() => null);
      const lost = !answer || answer.status === 429 || answer.status >= 500;
      sent.textContent = !lost ? text('requested') : answer ? reason(answer.data) : text('offline');
      sent.hidden = false;
      button.disabled = !lost;
    };
  }
}
