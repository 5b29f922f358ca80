// --- Start ---

document.addEventListener('submit', event => {
  const form = event.target;
  const button = event.submitter;
  if (form.matches('[data-lock]')) sessionStorage.clear();
  if (!form.dataset.send || !button) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  if (form.dataset.send === 'reschedule') move(form, button);
  else if (['comment', 'hold', 'unhold'].includes(form.dataset.send)) remark(form, button);
  else decide(form, button);
});

document.addEventListener('input', event => {
  const field = event.target;
  if (field.matches('[data-note]')) sessionStorage.setItem(stored(field), field.value);
});

document.addEventListener('change', event => {
  if (event.target.closest('.pick')) update();
});

document.addEventListener('click', event => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const all = event.target.closest('[data-all]');
  const next = event.target.closest('[data-next]');
  const group = event.target.closest('[data-group]');
  const shot = event.target.closest('.shot:not(.broken)');
  const zoom = $('#zoom');
  if (all) {
    const boxes = $$('.pick input');
    const on = boxes.some(box => !box.checked);
    boxes.forEach(box => { box.checked = on; });
    update();
  } else if (group) {
    const boxes = boxesOf(group.dataset.group);
    const on = boxes.some(box => !box.checked);
    boxes.forEach(box => { box.checked = on; });
    update();
  } else if (next) {
    more(next);
  } else if (shot && zoom) {
    const image = $('img', shot).cloneNode();
    $('img', zoom)?.remove();
    zoom.append(image);
    zoom.showModal();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener('error', event => {
  const shot = event.target.closest?.('.shot');
  if (!shot) return;
  shot.classList.add('broken');
  $('[data-failed]', shot).hidden = false;
}, true);

if (!reader) {
  addEventListener('hashchange', door);
  door();
} else {
  forgetOthers();
  showTimes(document);
  watch($$('.cards > .item'));
  restoreNotes(document);
  update();
  said();
  placing();
  watchSession();
  resume();
}
