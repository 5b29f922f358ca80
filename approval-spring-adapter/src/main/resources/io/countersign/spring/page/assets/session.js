
// --- The session's end ---

const MINUTE = 60 * 1000;
const { idle, most } = document.body.dataset;
let lastUse = Date.now();
let lastEnd = Date.now() + most * 1000;
const endsAt = () => Math.min(lastUse + idle * 1000, lastEnd);

// What the server answered moved the idle time.
function used() {
  lastUse = Date.now();
}

// Says some minutes before that the review locks itself, and once it has, asks for the way in again without leaving the page.
function watchSession() {
  const bar = $('#ending');
  const stay = $('[data-stay]', bar);
  const early = Math.min(5 * MINUTE, idle * 1000 / 4);
  let said;
  let asked = false;
  function look() {
    const left = endsAt() - Date.now();
    if (left <= 0) {
      if (!asked) opened();
      asked = true;
      return;
    }
    asked = false;
    bar.hidden = left > early;
    const minutes = Math.ceil(left / MINUTE);
    const last = lastEnd <= lastUse + idle * 1000;
    const message = bar.hidden ? '' : count(last ? 'ending.last' : 'ending', minutes);
    if (message !== said) $('[data-ending]', bar).textContent = said = message;
    stay.hidden = last;
  }
  stay.onclick = async () => {
    const answer = await call('/posts?limit=1').catch(() => null);
    if (answer?.data.code === 'session-expired') opened();
    else if (!answer?.ok) say(text('offline'));
    look();
  };
  setInterval(look, 5000);
  document.addEventListener('visibilitychange', look);
  look();
}

// Resolves to whether the same reader is in again; whatever was typed stays where it is.
let opening;
function opened() {
  opening ??= reopen().finally(() => { opening = null; });
  return opening;
}

function reopen() {
  const dialog = $('#reopen');
  const form = $('form', dialog);
  const error = $('[data-error]', dialog);
  const [link, password] = ['link', 'password'].map(name => $(`[name=${name}]`, form));
  $('#ending').hidden = true;
  error.hidden = true;
  say('');
  dialog.showModal();
  return new Promise(done => {
    const leave = within => {
      password.value = link.value = '';
      dialog.close();
      done(within);
    };
    const show = message => {
      error.textContent = message;
      error.hidden = false;
    };
    dialog.oncancel = event => event.preventDefault();
    $('[data-later]', dialog).onclick = () => leave(false);
    form.onsubmit = async event => {
      event.preventDefault();
      const button = $('.go', form);
      button.disabled = true;
      const body = JSON.stringify({ token: tokenOf(link.value), password: password.value });
      const answer = await call('/unlock', body).catch(() => null);
      button.disabled = false;
      if (!answer?.ok) return show(answer ? reason(answer.data) : text('offline'));
      const page = await fetch(to('/posts'), { cache: 'no-store' }).then(found => found.text()).catch(() => '');
      const fresh = new DOMParser().parseFromString(page, 'text/html').body.dataset;
      // Somebody else's review: nothing of this page is said in their name.
      if (fresh.reader !== reader) return void location.replace(to('/posts'));
      csrf = fresh.csrf;
      for (const field of $$('[name=csrf]')) field.value = csrf;
      lastEnd = Date.now() + fresh.most * 1000;
      used();
      return leave(true);
    };
  });
}
